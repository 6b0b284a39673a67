/** What one Autodiscover service answers about one address, whatever its protocol. */
import type { AppError } from '#shared/errors.ts'
import { appError } from '#shared/errors.ts'
import { exchangeUrlProblem } from '#shared/domain/exchange-url.ts'
import { malformedResponse } from '../errors.ts'

export type Told = {
  readonly externalEwsUrl: string | null
  readonly internalEwsUrl: string | null
  readonly serverVersion: string | null
  readonly primaryAddress: string | null
}

export type Settings = Told & {
  /** The external address where it was told, else the internal one. */
  readonly ewsUrl: string
}

export type Answer =
  | { readonly kind: 'settings'; readonly settings: Settings }
  | { readonly kind: 'redirect-address'; readonly address: string }
  | { readonly kind: 'redirect-url'; readonly url: string }
  | { readonly kind: 'failed'; readonly error: AppError }

/** Settings, if there is an address in them that EWS can be called at; else the failure. */
export function settingsAnswer(told: Told): Answer {
  const externalEwsUrl = usable(told.externalEwsUrl)
  const internalEwsUrl = usable(told.internalEwsUrl)
  const ewsUrl = externalEwsUrl ?? internalEwsUrl
  if (ewsUrl === null) return unreadable('no EWS URL')
  return { kind: 'settings', settings: { ...told, externalEwsUrl, internalEwsUrl, ewsUrl } }
}

/** The failure that a service names by a code of its own. */
export function refusedAnswer(code: string, message: string, address: string): Answer {
  // SOAP, JSON (both spellings are seen) and plain XML say the same in their own words.
  if (/^(InvalidUser|UserNotFound|MailboxNotFound|500)$/i.test(code)) {
    return { kind: 'failed', error: appError('exchange.mailbox-not-found', { mailbox: address }) }
  }
  if (/^ServerBusy$/i.test(code)) return { kind: 'failed', error: appError('exchange.server-busy') }
  const responseCode = `Autodiscover ${shown(code) || '?'}`
  return {
    kind: 'failed',
    error: appError('exchange.response', { responseCode, message: shown(message) || responseCode }),
  }
}

export function unreadable(reason: string): Answer {
  return { kind: 'failed', error: malformedResponse(`Autodiscover: ${reason}`) }
}

const MAXIMUM_SHOWN = 300 // characters of a foreign text that an error carries

function shown(text: string): string {
  return text.trim().slice(0, MAXIMUM_SHOWN)
}

/** An address without encryption or with credentials in it is as good as none. */
function usable(url: string | null): string | null {
  return url !== null && exchangeUrlProblem(url) === null ? new URL(url.trim()).href : null
}

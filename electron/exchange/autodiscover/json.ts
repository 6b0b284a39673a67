/**
 * Autodiscover version 2: one GET without sign-in, one EWS address as JSON; no version and no primary address.
 *
 * Microsoft documents it nowhere. The form is that of `Test-OutlookWebServices` and of Microsoft's own clients; the
 * names of members come in several cases.
 */
import { z } from 'zod'
import { type Answer, refusedAnswer, settingsAnswer, unreadable } from './answer.ts'

const answerSchema = z.object({
  url: z.string().optional(),
  errorcode: z.union([z.string(), z.number()]).optional(),
  errormessage: z.string().optional(),
})

/** @param service the address of the service, for example `https://mail.company.com/autodiscover/autodiscover.json` */
export function jsonUrl(service: string, address: string): string {
  const url = new URL(service)
  url.search = new URLSearchParams({ Email: address, Protocol: 'Ews' }).toString()
  return url.href
}

export function parse(body: Uint8Array, address: string): Answer {
  const told = answerSchema.safeParse(withLowerCaseNames(parsed(body)))
  if (!told.success) return unreadable('no JSON of Autodiscover')
  const { url, errorcode, errormessage = '' } = told.data
  if (url === undefined) {
    return errorcode === undefined
      ? unreadable('no URL')
      : refusedAnswer(String(errorcode), errormessage, address)
  }
  return settingsAnswer({
    externalEwsUrl: url,
    internalEwsUrl: null,
    serverVersion: null,
    primaryAddress: null,
  })
}

function parsed(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body)) // a byte order mark is left out
  } catch {
    return undefined // told as no JSON
  }
}

function withLowerCaseNames(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name.toLowerCase(), member]))
}

/** Tells on the desktop that a certificate or a secret ends, on the days that `expiry-plan.ts` says; kept over restarts. */
import { isDeepStrictEqual } from 'node:util'
import type { Ending } from '#shared/domain/overview.ts'
import type { Language } from '#shared/domain/settings.ts'
import type { SharedTexts } from '#shared/texts/catalogue.ts'
import { fillText } from '#shared/texts/fill.ts'
import { createFormat } from '#shared/texts/format.ts'
import type { ToldExpiriesDocument } from '../config/documents.ts'
import type { VersionedDocument } from '../config/versioned-document.ts'
import type { DesktopNotice } from './create-sign-in.ts'
import { expiryPlan } from './expiry-plan.ts'
import type { OverviewService } from './overview-service.ts'

/** Days pass also where nothing changes. */
const LOOK_AGAIN = 3_600_000 // ms

/** Exchange Online itself ends for everybody, and the overview says so. */
type OwnEnding = Ending & { kind: Exclude<Ending['kind'], 'ews'> }

const TITLES = {
  certificate: 'certificateEnds',
  'application-certificate': 'applicationCertificateEnds',
  'application-secret': 'applicationSecretEnds',
} as const satisfies Record<OwnEnding['kind'], keyof SharedTexts['background']>

export type ExpiryNoticesParts = {
  readonly overview: Pick<OverviewService, 'latest' | 'onDidChange'>
  readonly document: VersionedDocument<ToldExpiriesDocument>
  readonly notify: (notice: DesktopNotice) => void
  readonly language: () => Language
  readonly texts: () => SharedTexts['background']
  /** Milliseconds since 1970. Default: the clock of this computer. */
  readonly now?: () => number
}

export class ExpiryNotices {
  readonly #parts: ExpiryNoticesParts
  readonly #ends: (() => void)[] = []

  constructor(parts: ExpiryNoticesParts) {
    this.#parts = parts
  }

  /** From now on, until `close`. */
  begin(): void {
    const look = (): void => {
      this.#look(this.#parts.overview.latest?.endings ?? [])
    }
    this.#ends.push(this.#parts.overview.onDidChange(look))
    const interval = setInterval(look, LOOK_AGAIN)
    interval.unref()
    this.#ends.push(() => {
      clearInterval(interval)
    })
  }

  close(): void {
    for (const end of this.#ends.splice(0)) end()
  }

  #look(endings: readonly Ending[]): void {
    const { document, notify, now = Date.now } = this.#parts
    const { told } = document.get()
    const expiring = endings
      .filter((ending): ending is OwnEnding => ending.kind !== 'ews')
      .map((ending) => ({ ending, key: `${ending.kind} ${ending.connector.id}`, at: ending.at }))
    const plan = expiryPlan(expiring, told, now())
    if (!isDeepStrictEqual(plan.told, told)) {
      // What cannot be remembered would be told each hour; the overview shows it in any case.
      const stored = document.update(() => ({ told: { ...plan.told } }))
      if (!stored.ok) return
    }
    for (const {
      expiring: { ending },
      daysLeft,
    } of plan.notices)
      notify(this.#notice(ending, daysLeft))
  }

  #notice({ kind, connector, at }: OwnEnding, daysLeft: number): DesktopNotice {
    const { texts, language } = this.#parts
    const words = texts()
    const body = daysLeft === 0 ? words.endsToday : daysLeft === 1 ? words.endsInOneDay : words.endsInDays
    return {
      title: fillText(words[TITLES[kind]], { name: connector.name }),
      body: fillText(body, { days: daysLeft, date: createFormat(language()).date(at) }),
      place: { screen: 'connector', connectorId: connector.id },
    }
  }
}

/**
 * What the version that Exchange says of itself means: which product, which cumulative update, and until when Microsoft
 * mends it.
 *
 * A cumulative update is recognised by the third number of its build, which security updates leave as it is
 * (learn.microsoft.com, "Exchange Server build numbers and release dates"). A build that is not in the table keeps its
 * number and gets no name: a wrong update would be worse than none. Dates are those of Microsoft's life cycle pages.
 *
 * Rejected: the schema version (`V2017_07_11`), which 2016, 2019 and Subscription Edition share.
 */

export type ExchangeSupport =
  /** Security updates come. */
  | { readonly kind: 'supported' }
  /** Only for those who pay Microsoft for it, until `paidUntil`. */
  | { readonly kind: 'extended'; readonly since: string; readonly paidUntil: string }
  | { readonly kind: 'ended'; readonly since: string }

export type ExchangeProduct = {
  /** For example `Exchange Server 2019 CU14`. */
  readonly name: string
  readonly isOnline: boolean
  readonly support: ExchangeSupport
}

type Line = {
  readonly name: string
  /** Last day with updates for everybody; `null` as long as there is none. */
  readonly endOfSupport: string | null
  /** Last day of Microsoft's paid Extended Security Updates. */
  readonly paidUntil?: string
  /** Name of the update by the third number of the build. */
  readonly updates: Readonly<Record<number, string>>
}

const EXCHANGE_2010: Line = { name: 'Exchange Server 2010', endOfSupport: '2020-10-13', updates: {} }

const EXCHANGE_2013: Line = {
  name: 'Exchange Server 2013',
  endOfSupport: '2023-04-11',
  updates: {
    516: 'RTM',
    620: 'CU1',
    712: 'CU2',
    775: 'CU3',
    847: 'SP1',
    913: 'CU5',
    995: 'CU6',
    1044: 'CU7',
    1076: 'CU8',
    1104: 'CU9',
    1130: 'CU10',
    1156: 'CU11',
    1178: 'CU12',
    1210: 'CU13',
    1236: 'CU14',
    1263: 'CU15',
    1293: 'CU16',
    1320: 'CU17',
    1347: 'CU18',
    1365: 'CU19',
    1367: 'CU20',
    1395: 'CU21',
    1473: 'CU22',
    1497: 'CU23',
  },
}

const EXCHANGE_2016: Line = {
  name: 'Exchange Server 2016',
  endOfSupport: '2025-10-14',
  paidUntil: '2026-04-14',
  updates: {
    225: 'RTM',
    396: 'CU1',
    466: 'CU2',
    544: 'CU3',
    669: 'CU4',
    845: 'CU5',
    1034: 'CU6',
    1261: 'CU7',
    1415: 'CU8',
    1466: 'CU9',
    1531: 'CU10',
    1591: 'CU11',
    1713: 'CU12',
    1779: 'CU13',
    1847: 'CU14',
    1913: 'CU15',
    1979: 'CU16',
    2044: 'CU17',
    2106: 'CU18',
    2176: 'CU19',
    2242: 'CU20',
    2308: 'CU21',
    2375: 'CU22',
    2507: 'CU23',
  },
}

const EXCHANGE_2019: Line = {
  name: 'Exchange Server 2019',
  endOfSupport: '2025-10-14',
  paidUntil: '2026-04-14',
  updates: {
    221: 'RTM',
    330: 'CU1',
    397: 'CU2',
    464: 'CU3',
    529: 'CU4',
    595: 'CU5',
    659: 'CU6',
    721: 'CU7',
    792: 'CU8',
    858: 'CU9',
    922: 'CU10',
    986: 'CU11',
    1118: 'CU12',
    1258: 'CU13',
    1544: 'CU14',
    1748: 'CU15',
  },
}

const SUBSCRIPTION_EDITION: Line = {
  name: 'Exchange Server Subscription Edition',
  endOfSupport: null,
  updates: { 2562: 'RTM' },
}

const EXCHANGE_ONLINE: Line = { name: 'Exchange Online', endOfSupport: null, updates: {} }

/** Subscription Edition counts on where 2019 ended with CU15, which Microsoft declared its last. */
const FIRST_BUILD_OF_SUBSCRIPTION_EDITION = 2562

function lineOf(major: number, minor: number, build: number): Line | null {
  if (major === 14) return EXCHANGE_2010
  if (major !== 15) return null
  switch (minor) {
    case 0:
      return EXCHANGE_2013
    case 1:
      return EXCHANGE_2016
    case 2:
      return build < FIRST_BUILD_OF_SUBSCRIPTION_EDITION ? EXCHANGE_2019 : SUBSCRIPTION_EDITION
    case 20:
      return EXCHANGE_ONLINE
    default:
      return null
  }
}

/**
 * @param version as `ServerVersionInfo` tells it, for example `15.2.1544.11`
 * @param now milliseconds since 1970
 * @returns `null` for a version that nobody knew when this was written
 */
export function exchangeProductOf(version: string, now: number): ExchangeProduct | null {
  const [major = 0, minor = 0, build = 0] = version.split('.').map(Number)
  const line = lineOf(major, minor, build)
  if (line === null) return null
  const update = line.updates[build]
  return {
    name: update === undefined ? line.name : `${line.name} ${update}`,
    isOnline: line === EXCHANGE_ONLINE,
    support: supportOf(line, now),
  }
}

function supportOf({ endOfSupport, paidUntil }: Line, now: number): ExchangeSupport {
  if (endOfSupport === null || now < dayAfter(endOfSupport)) return { kind: 'supported' }
  return paidUntil !== undefined && now < dayAfter(paidUntil)
    ? { kind: 'extended', since: endOfSupport, paidUntil }
    : { kind: 'ended', since: endOfSupport }
}

function dayAfter(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) + 86_400_000
}

/** EWS in Exchange Online: since when it is blocked unless allowed, and when it ends for everybody. */
export const EWS_RETIREMENT = { blockedSince: '2026-10-01', ends: '2027-04-01' } as const

/** Whole days until EWS ends in Exchange Online; 0 from that day on. */
export function daysUntilRetirement(now: number): number {
  return Math.max(0, Math.ceil((Date.parse(`${EWS_RETIREMENT.ends}T00:00:00Z`) - now) / 86_400_000))
}

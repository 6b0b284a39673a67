/** The trace of an account as the window knows it, brought up to date by what main tells has changed. */
import type { ExchangeSummary, TraceChanges } from '#shared/domain/exchange-trace.ts'

export type Trace = {
  readonly revision: number
  readonly keepsBodies: boolean
  readonly first: number
  /** By number, the oldest first. */
  readonly exchanges: readonly ExchangeSummary[]
}

const NOTHING: Trace = { revision: 0, keepsBodies: false, first: 0, exchanges: [] }

/** @returns the same trace when nothing has changed, so that nothing is drawn again */
export function withChanges(known: Trace = NOTHING, changes: TraceChanges): Trace {
  const { revision, keepsBodies, first, changed } = changes
  const isSame = known.revision === revision && known.keepsBodies === keepsBodies && known.first === first
  if (isSame) return known
  const exchanges = new Map(known.exchanges.map((exchange) => [exchange.number, exchange]))
  for (const exchange of changed) exchanges.set(exchange.number, exchange)
  const kept = [...exchanges.values()].filter(({ number }) => number >= first)
  return { revision, keepsBodies, first, exchanges: kept.sort((one, other) => one.number - other.number) }
}

/** Those that have every word of a text in operation, address, request id, status or error. */
export function filterExchanges(
  exchanges: readonly ExchangeSummary[],
  text: string,
): readonly ExchangeSummary[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return exchanges
  return exchanges.filter(({ operation, url, requestId, status, error }) => {
    const all = [operation, url, requestId, status, error?.code].join(' ').toLowerCase()
    return words.every((word) => all.includes(word))
  })
}

/** The time of one run, both ends included. */
export type Between = { readonly from: string; readonly to: string }

/** Those that began within a time. */
export function exchangesBetween(
  exchanges: readonly ExchangeSummary[],
  { from, to }: Between,
): readonly ExchangeSummary[] {
  const [first, last] = [Date.parse(from), Date.parse(to)]
  return exchanges.filter(({ startedAt }) => {
    const at = Date.parse(startedAt)
    return at >= first && at <= last
  })
}

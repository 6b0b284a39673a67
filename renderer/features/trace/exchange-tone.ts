import type { ExchangeSummary } from '#shared/domain/exchange-trace.ts'
import type { Tone } from '../../components/status-chip.tsx'

/** A reader that has seen enough breaks off: that is no error of the server. */
const BROKEN_OFF = 'sync.cancelled'

/** How an exchange went, as far as HTTP tells; what a server says in the body is the reader's business. */
export function toneOf({ status, error, totalMilliseconds }: ExchangeSummary): Tone {
  if (error?.code === BROKEN_OFF) return 'cancelled'
  if (error !== null || (status !== null && status >= 500)) return 'error'
  if (status !== null && status >= 400) return 'warning'
  return totalMilliseconds === null ? 'running' : 'success'
}

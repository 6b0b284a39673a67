/** What a search ends with. */
import type { Attempt, DiscoveredMailbox } from '#shared/domain/discovery.ts'
import type { Result } from '#shared/result.ts'

export type Discovery = {
  readonly result: Result<DiscoveredMailbox>
  /** In the order in which they began. */
  readonly attempts: readonly Attempt[]
}

import type { Overview } from '#shared/domain/overview.ts'
import type { TraySituation } from './tray-view.ts'

/** @param overview `null`: nothing is known yet */
export function traySituationOf(overview: Overview | null): TraySituation {
  if (!overview) return { is: 'starting' }
  const { state, problems, sync } = overview
  return {
    is: 'running',
    state,
    problems: problems.filter(({ isDismissed, urgency }) => !isDismissed && urgency !== 'notice').length,
    underWay: sync.underWay,
    allPaused: sync.allPaused,
  }
}

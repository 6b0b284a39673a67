import type { Overview, Problem, Urgency } from '#shared/domain/overview.ts'
import type { Tone } from '../../components/status-chip.tsx'

/** Those that want something, which is what the number beside the navigation counts. */
export function pressingProblems({ problems }: Overview): Problem[] {
  return problems.filter(({ isDismissed, urgency }) => !isDismissed && urgency !== 'notice')
}

export const URGENCY_TONES: Readonly<Record<Urgency, Tone>> = {
  critical: 'error',
  warning: 'warning',
  notice: 'info',
}

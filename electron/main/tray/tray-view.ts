/** What the icon beside the clock shows and says. Pure; `tray.ts` puts it there. */
import type { OverallState } from '#shared/domain/overview.ts'
import type { SharedTexts } from '#shared/texts/catalogue.ts'
import { fillText } from '#shared/texts/fill.ts'
import { trayStateOf, type TrayState } from './tray-icon.ts'

export type TraySituation =
  | { readonly is: 'starting' }
  | { readonly is: 'ending' }
  | {
      readonly is: 'running'
      readonly state: OverallState
      /** Those that are shown and not dismissed. */
      readonly problems: number
      /** Accounts that run now or wait for their turn. */
      readonly underWay: number
      readonly allPaused: boolean
    }

export type TrayView = {
  readonly icon: TrayState
  readonly tooltip: string
  readonly stateLine: string
  readonly canSynchronise: boolean
  /** What the entry would do; `null`: there is nothing to pause. */
  readonly pausing: 'pause' | 'resume' | null
  readonly canQuit: boolean
}

export function trayView(situation: TraySituation, name: string, texts: SharedTexts['background']): TrayView {
  const stateLine = sentences(situation, texts).join(' · ')
  const isRunning = situation.is === 'running'
  const isUsed = isRunning && situation.state !== 'unused'
  return {
    icon: isRunning ? trayStateOf(situation.state, situation.underWay) : 'idle',
    tooltip: `${name}: ${stateLine}`,
    stateLine,
    canSynchronise: isUsed,
    pausing: isUsed ? (situation.allPaused ? 'resume' : 'pause') : null,
    canQuit: situation.is !== 'ending',
  }
}

function sentences(situation: TraySituation, texts: SharedTexts['background']): string[] {
  if (situation.is !== 'running') return [texts[situation.is]]
  const { state, problems, underWay, allPaused } = situation
  const said = [allPaused ? texts.paused : texts[state]]
  if (problems > 0 && state !== 'healthy') {
    said.push(problems === 1 ? texts.problemsOne : fillText(texts.problemsMany, { count: problems }))
  }
  if (underWay > 0) {
    said.push(underWay === 1 ? texts.underWayOne : fillText(texts.underWayMany, { count: underWay }))
  }
  return said
}

/** The whole, computed from the facts and from what is remembered of its problems. Pure. */
import { accountTrouble, isConnectorInactive, isConnectorTroubled } from '#shared/domain/health.ts'
import { instantOf, type Instant } from '#shared/domain/ids.ts'
import { URGENCIES, type OverallState, type Overview, type Problem } from '#shared/domain/overview.ts'
import type { Problems } from '../../config/documents.ts'
import { sufferingOf } from './account-problems.ts'
import { applicationProblems } from './application-problems.ts'
import { connectorProblems, endingsOf } from './connector-problems.ts'
import { activeAccounts, named, scheduleStates, type OverviewFacts, type ScheduleStates } from './facts.ts'
import { grouped, type ProblemDraft } from './problem-draft.ts'

/** What is remembered of problems, by their ids. */
export type ProblemMemories = Readonly<Problems['problems']>
type ProblemMemory = ProblemMemories[string]

/** All problems as the facts tell them. */
export function problemDrafts(facts: OverviewFacts): ProblemDraft[] {
  const states = scheduleStates(facts)
  // That all are paused is one problem, not one for each connector besides.
  const ofConnectors: ScheduleStates = facts.schedule.allPaused
    ? new Map([...states].filter(([, state]) => state !== 'paused'))
    : states
  return [
    ...applicationProblems(facts),
    ...facts.connectors.flatMap((each) => [
      ...connectorProblems(each, ofConnectors, facts.now),
      ...grouped(
        activeAccounts(each).flatMap(
          (entry) => sufferingOf(entry, each.connector, states.get(entry.account.id)) ?? [],
        ),
        named(each),
      ),
    ]),
  ]
}

/**
 * What is to be remembered from now on: new problems with their beginning, without those that are over. A dismissal
 * ends when the problem has another content or befalls a further account; that it befalls fewer changes nothing.
 */
export function remembered(
  drafts: readonly ProblemDraft[],
  before: ProblemMemories,
  now: Instant,
): ProblemMemories {
  return Object.fromEntries(
    drafts.map((draft): [string, ProblemMemory] => {
      const known = before[draft.id]
      const since = earliest(known?.since, draft.knownSince) ?? now
      return [
        draft.id,
        { since, dismissed: known && isStillDismissed(draft, known) ? known.dismissed : null },
      ]
    }),
  )
}

function earliest(...instants: (Instant | null | undefined)[]): Instant | null {
  return instants.flatMap((instant) => instant ?? []).sort()[0] ?? null
}

function isStillDismissed({ fingerprint, accounts }: ProblemDraft, { dismissed }: ProblemMemory): boolean {
  if (dismissed?.fingerprint !== fingerprint) return false
  const known = new Set(dismissed.accountIds)
  return accounts.every(({ id }) => known.has(id))
}

/** @param memories those that `remembered` has made of the same drafts */
export function overviewOf(
  facts: OverviewFacts,
  drafts: readonly ProblemDraft[],
  memories: ProblemMemories,
): Overview {
  const problems = drafts
    .map(({ knownSince, ...draft }): Problem => {
      const { since, dismissed } = memories[draft.id] ?? { since: knownSince, dismissed: null }
      return { ...draft, since: since ?? instantOf(new Date(facts.now)), isDismissed: dismissed !== null }
    })
    .sort(byUrgency)
  const next = facts.schedule.accounts.flatMap(({ nextAt }) => nextAt ?? []).sort()
  return {
    state: stateOf(facts, problems),
    problems,
    sync: { underWay: facts.underWay, nextAt: next[0] ?? null, allPaused: facts.schedule.allPaused },
    ...countsOf(facts),
    endings: facts.connectors.flatMap(endingsOf).sort((one, other) => one.at.localeCompare(other.at)),
  }
}

function byUrgency(one: Problem, other: Problem): number {
  return (
    URGENCIES.indexOf(one.urgency) - URGENCIES.indexOf(other.urgency) ||
    other.accounts.length - one.accounts.length ||
    other.since.localeCompare(one.since) ||
    one.id.localeCompare(other.id)
  )
}

function stateOf(facts: OverviewFacts, problems: readonly Problem[]): OverallState {
  if (facts.connectors.every(({ accountCount }) => accountCount === 0)) return 'unused'
  const states = scheduleStates(facts)
  const expected = facts.connectors
    .flatMap(activeAccounts)
    .map(({ account }) => states.get(account.id))
    .filter((state) => state !== 'not-begun')
  const isAnyActive = facts.connectors.some((each) => activeAccounts(each).length > 0)
  const runsByItself = expected.some((state) => state === 'automatic' || state === 'resting')
  if (!isAnyActive || (expected.length > 0 && !runsByItself)) return 'stopped'
  const isWrong = problems.some(({ urgency, isDismissed }) => urgency !== 'notice' && !isDismissed)
  return isWrong ? 'attention' : 'healthy'
}

/** By the same rules as the lists and the monitor. */
function countsOf(facts: OverviewFacts): Pick<Overview, 'accounts' | 'connectors'> {
  const states = scheduleStates(facts)
  const accounts = { well: 0, troubled: 0, notBegun: 0, paused: 0, inactive: 0 }
  for (const each of facts.connectors) {
    const active = new Set(activeAccounts(each))
    for (const entry of each.accounts) {
      const state = states.get(entry.account.id)
      if (!active.has(entry)) accounts.inactive += 1
      else if (accountTrouble(entry, each.connector)) accounts.troubled += 1
      else if (state === 'not-begun') accounts.notBegun += 1
      else if (state === 'paused') accounts.paused += 1
      else accounts.well += 1
    }
  }
  const inactive = facts.connectors.filter(isConnectorInactive).length
  const troubled = facts.connectors.filter(isConnectorTroubled).length
  return {
    accounts,
    connectors: { inactive, troubled, well: facts.connectors.length - inactive - troubled },
  }
}

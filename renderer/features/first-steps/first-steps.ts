/**
 * The way from nothing to the first synchronised mailbox, read from the real state: a step is done when what it is about
 * is there, whoever did it and wherever. Nothing but the beginning is remembered, so nothing can contradict the state.
 */
import type { AccountEntry, ConnectorEntry } from '#shared/contract/contract.ts'
import { usesPasswords, type Connector } from '#shared/domain/connector.ts'

export const FIRST_STEPS = ['prepare', 'server', 'account', 'signIn', 'test', 'plan', 'sync'] as const
export type FirstStep = (typeof FIRST_STEPS)[number]

/** The plan may be skipped: it changes nothing and proves nothing. */
export const OPTIONAL_STEP: FirstStep = 'plan'

export type StepState = 'done' | 'current' | 'optional' | 'later'

export type FirstStepsState = {
  readonly steps: readonly { readonly step: FirstStep; readonly state: StepState }[]
  /** `null`: all are done. */
  readonly current: FirstStep | null
  readonly doneCount: number
  readonly connector: Connector | null
  /** The account that is furthest. */
  readonly account: AccountEntry | null
}

export type FirstStepsSource = {
  readonly connectors: readonly ConnectorEntry[]
  /** Of all connectors. */
  readonly accounts: readonly AccountEntry[]
  /** Somebody has said that everything is at hand. */
  readonly isPrepared: boolean
  /** Somebody has looked at the plan of a synchronisation. */
  readonly hasSeenPlan: boolean
  /** Connectors whose application has a secret or certificate. */
  readonly withCredential: ReadonlySet<string>
}

export function firstStepsOf(source: FirstStepsSource): FirstStepsState {
  const candidates = source.accounts.map((account) => ({ account, done: doneOf(source, account) }))
  const furthest = candidates.reduce<(typeof candidates)[number] | null>(
    (best, each) => (best === null || each.done.size > best.done.size ? each : best),
    null,
  )
  const done = furthest?.done ?? doneOf(source, null)
  const current = FIRST_STEPS.find((step) => !done.has(step) && step !== OPTIONAL_STEP) ?? null
  const account = furthest?.account ?? null
  const ofAccount = source.connectors.find(({ connector }) => connector.id === account?.account.connectorId)
  return {
    steps: FIRST_STEPS.map((step) => ({ step, state: stateOf(step, done, current) })),
    current,
    doneCount: FIRST_STEPS.filter((step) => done.has(step)).length,
    connector: (ofAccount ?? source.connectors[0])?.connector ?? null,
    account,
  }
}

function stateOf(step: FirstStep, done: ReadonlySet<FirstStep>, current: FirstStep | null): StepState {
  if (done.has(step)) return 'done'
  if (step === current) return 'current'
  return step === OPTIONAL_STEP && current === 'sync' ? 'optional' : 'later'
}

function doneOf(source: FirstStepsSource, entry: AccountEntry | null): ReadonlySet<FirstStep> {
  const done = new Set<FirstStep>()
  const hasServer = source.connectors.length > 0
  if (hasServer || source.isPrepared) done.add('prepare')
  if (hasServer) done.add('server')
  const connector = source.connectors.find(({ connector: { id } }) => id === entry?.account.connectorId)
  if (!entry || !connector) return done
  const isSynchronised = entry.lastSync?.outcome === 'succeeded'
  done.add('account')
  if (isSynchronised || canSignIn(entry, connector.connector, source)) done.add('signIn')
  if (isSynchronised || entry.lastTest?.outcome === 'passed') done.add('test')
  if (isSynchronised || source.hasSeenPlan) done.add('plan')
  if (isSynchronised) done.add('sync')
  return done
}

function canSignIn(entry: AccountEntry, connector: Connector, source: FirstStepsSource): boolean {
  if (usesPasswords(connector)) return entry.password === 'system' || entry.password === 'session'
  if (entry.signIn.state === 'application') return source.withCredential.has(connector.id)
  return entry.signIn.state !== 'required'
}

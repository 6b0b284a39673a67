/** The first steps are read from the real state: nothing is ticked off that is not there. */
import { describe, expect, test } from 'vitest'
import {
  firstStepsOf,
  type FirstStepsSource,
  type FirstStepsState,
} from '../../../renderer/features/first-steps/first-steps.ts'
import { aConnectorEntry, anAccountEntry, anInstant, aSyncResult } from './builders.ts'

const NOTHING: FirstStepsSource = {
  ...{ connectors: [], accounts: [], isPrepared: false, hasSeenPlan: false },
  withCredential: new Set(),
}
const connector = aConnectorEntry('Bern')
const passed = { at: anInstant, outcome: 'passed' } as const

const account = (changes: Parameters<typeof anAccountEntry>[1] = {}) => {
  const entry = anAccountEntry('anna@contoso.example', changes)
  return { ...entry, account: { ...entry.account, connectorId: connector.connector.id } }
}
const states = ({ steps }: FirstStepsState) =>
  Object.fromEntries(steps.map(({ step, state }) => [step, state]))

describe('the first steps', () => {
  test('begin with what is needed, and go on when somebody has it', () => {
    expect(firstStepsOf(NOTHING).current).toBe('prepare')
    expect(firstStepsOf({ ...NOTHING, isPrepared: true }).current).toBe('server')
  })

  test('go on with the account as soon as there is a connector, however it came to be', () => {
    const state = firstStepsOf({ ...NOTHING, connectors: [connector] })
    expect(state.current).toBe('account')
    expect(states(state)).toMatchObject({ prepare: 'done', server: 'done', test: 'later' })
  })

  test('ask for the credentials that are missing', () => {
    const source = { ...NOTHING, connectors: [connector] }
    expect(firstStepsOf({ ...source, accounts: [account({ password: 'none' })] }).current).toBe('signIn')
    expect(firstStepsOf({ ...source, accounts: [account({ password: 'unreadable' })] }).current).toBe(
      'signIn',
    )
    expect(firstStepsOf({ ...source, accounts: [account({ password: 'session' })] }).current).toBe('test')
  })

  test('ask for the secret of a service account, not for a password', () => {
    const online = {
      ...connector,
      connector: { ...connector.connector, authenticationMethod: 'oauth2' as const },
    }
    const source = {
      ...{ ...NOTHING, connectors: [online] },
      accounts: [account({ password: 'none', signIn: { state: 'application' } })],
    }
    expect(firstStepsOf(source).current).toBe('signIn')
    const withCredential = new Set<string>([online.connector.id])
    expect(firstStepsOf({ ...source, withCredential }).current).toBe('test')
  })

  test('do not take a failed test for one', () => {
    const failed = account({ password: 'session', lastTest: { ...passed, outcome: 'failed' } })
    expect(firstStepsOf({ ...NOTHING, connectors: [connector], accounts: [failed] }).current).toBe('test')
  })

  test('offer the plan beside the first synchronisation, and do not insist on it', () => {
    const tested = account({ password: 'session', lastTest: passed })
    const source = { ...NOTHING, connectors: [connector], accounts: [tested] }
    expect(states(firstStepsOf(source))).toMatchObject({ plan: 'optional', sync: 'current' })
    expect(states(firstStepsOf({ ...source, hasSeenPlan: true }))).toMatchObject({ plan: 'done' })
  })

  test('end with a synchronisation that succeeded, not with one that failed', () => {
    const source = { ...NOTHING, connectors: [connector] }
    const after = (outcome: 'failed' | 'succeeded') =>
      firstStepsOf({
        ...source,
        accounts: [account({ password: 'session', lastTest: passed, lastSync: aSyncResult(outcome) })],
      })
    expect(after('failed').current).toBe('sync')
    expect(after('succeeded')).toMatchObject({ current: null, doneCount: 7 })
  })

  test('are about the account that is furthest', () => {
    const others = [account({ password: 'none' }), account({ password: 'session', lastTest: passed })]
    const state = firstStepsOf({ ...NOTHING, connectors: [connector], accounts: others })
    expect(state.account).toBe(others[1])
    expect(state.current).toBe('sync')
  })
})

import { describe, expect, it } from 'vitest'
import { appError } from '#shared/errors.ts'
import {
  connectorState,
  filterConnectors,
  sortConnectors,
} from '../../../renderer/features/connectors/connector-lines.ts'
import { copyName } from '../../../renderer/features/connectors/copy-name.ts'
import { domainUse } from '../../../renderer/features/connectors/domain-use.ts'
import { aConnectorEntry, anInstant, aSyncResult } from './builders.ts'

const failedTest = { at: anInstant, outcome: 'failed' } as const
const passedTest = { at: anInstant, outcome: 'passed' } as const

describe('the state of a connector', () => {
  const stateOf = (changes: Parameters<typeof aConnectorEntry>[1]) =>
    connectorState(aConnectorEntry('Bern', changes), false)

  it('is that of its accounts: one in trouble behind others that work needs attention', () => {
    expect(stateOf({ lastSync: aSyncResult('succeeded'), troubledAccountCount: 1 })).toBe('attention')
    // One account's failed test and another's cancelled run are no trouble of either.
    expect(stateOf({ lastTest: failedTest, lastSync: aSyncResult('cancelled') })).not.toBe('attention')
  })

  it('needs attention when it stands still, or its server could not be reached by a test', () => {
    expect(stateOf({ standstill: appError('oauth2.application-credential-missing') })).toBe('attention')
    expect(stateOf({ accountCount: 0, activeAccountCount: 0, isServerTestFailed: true })).toBe('attention')
  })

  it('is not called well as long as nobody has tried, or only cancelled', () => {
    expect(stateOf({})).toBe('untested')
    expect(stateOf({ lastSync: aSyncResult('cancelled') })).toBe('untested')
    expect(stateOf({ lastTest: passedTest })).toBe('healthy')
  })

  it('is inactive when all its accounts are switched off, whatever they left behind', () => {
    expect(stateOf({ activeAccountCount: 0, lastSync: aSyncResult('failed') })).toBe('inactive')
  })
})

describe('the list of connectors', () => {
  const words = new Intl.Collator('de', { numeric: true })
  const line = (...entry: Parameters<typeof aConnectorEntry>) => {
    const made = aConnectorEntry(...entry)
    return { entry: made, state: connectorState(made, false) }
  }
  const lines = [
    line('Zug 10', { lastTest: passedTest, accountCount: 3 }),
    line('Äsch', { lastSync: aSyncResult('failed'), accountCount: 1, troubledAccountCount: 1 }),
    line('Zug 9'),
  ]
  const names = (found: typeof lines | ReturnType<typeof sortConnectors>): string[] =>
    found.map(({ entry }) => entry.connector.name)

  it('is searched by name and address, and filtered by state', () => {
    expect(names(filterConnectors(lines, { text: 'zug', state: 'all' }))).toEqual(['Zug 10', 'Zug 9'])
    expect(filterConnectors(lines, { text: 'MAIL.FIRMA', state: 'all' })).toHaveLength(3)
    expect(names(filterConnectors(lines, { text: '', state: 'attention' }))).toEqual(['Äsch'])
  })

  it('is sorted as the language does, numbers as numbers, and among equals by name', () => {
    const sorted = (...by: ['state' | 'name' | 'accounts' | 'lastSync', 'asc' | 'desc']) =>
      names(sortConnectors(lines, ...by, words))
    expect(sorted('name', 'asc')).toEqual(['Äsch', 'Zug 9', 'Zug 10'])
    expect(sorted('state', 'asc')).toEqual(['Äsch', 'Zug 9', 'Zug 10'])
    expect(sorted('accounts', 'desc')).toEqual(['Zug 10', 'Äsch', 'Zug 9'])
    expect(sorted('lastSync', 'asc')).toEqual(['Zug 9', 'Zug 10', 'Äsch'])
  })

  it('says that a connector is paused only when nothing is wrong with it', () => {
    expect(connectorState(lines[0]!.entry, true)).toBe('paused')
    expect(connectorState(lines[1]!.entry, true)).toBe('attention')
  })
})

describe('the name of a copy', () => {
  const label = (values: { name: string; number: string }): string =>
    `Kopie${values.number} von ${values.name}`

  it('is free, without regard to case', () => {
    expect(copyName('Bern', ['Bern'], label)).toBe('Kopie von Bern')
    expect(copyName('Bern', ['KOPIE VON BERN', 'Kopie 2 von Bern'], label)).toBe('Kopie 3 von Bern')
  })

  it('keeps within the limit of names', () => {
    expect(copyName('x'.repeat(100), [], label).length).toBeLessThanOrEqual(100)
  })
})

describe('the domain of a connector', () => {
  it('is said to be unused with OAuth2, and where every user name is complete', () => {
    const basic = { authenticationMethod: 'basic', windowsUser: 'stored' } as const
    expect(domainUse('FIRMA', { ...basic, authenticationMethod: 'oauth2' }, [])).toBe('unusedWithOauth2')
    const asWindowsUser = { authenticationMethod: 'windows', windowsUser: 'signed-in' } as const
    expect(domainUse('FIRMA', asWindowsUser, [])).toBe('unusedWithWindowsUser')
    expect(domainUse('FIRMA', basic, [{ userName: 'FIRMA\\anna' }, { userName: 'b@firma.ch' }])).toBe(
      'unusedByAccounts',
    )
    expect(domainUse('FIRMA', basic, [{ userName: 'FIRMA\\anna' }, { userName: 'beat' }])).toBe('hint')
  })
})

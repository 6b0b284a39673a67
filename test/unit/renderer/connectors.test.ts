import { describe, expect, it } from 'vitest'
import { copyName } from '../../../renderer/features/connectors/copy-name.ts'
import { domainUse } from '../../../renderer/features/connectors/domain-use.ts'
import { overallHealth } from '../../../renderer/features/connectors/overall-health.ts'
import { aConnectorEntry, anInstant, aSyncResult } from './builders.ts'

const failedTest = { at: anInstant, outcome: 'failed' } as const
const passedTest = { at: anInstant, outcome: 'passed' } as const

describe('the health of all connectors', () => {
  it('names the active ones in trouble', () => {
    const inactive = aConnectorEntry('Alt', { lastTest: failedTest })
    const entries = [
      aConnectorEntry('Genf', { lastSync: aSyncResult('failed') }),
      aConnectorEntry('Bern', { lastTest: passedTest }),
      { ...inactive, connector: { ...inactive.connector, active: false } },
    ]
    expect(overallHealth(entries)).toEqual({ state: 'troubled', connectors: ['Genf'] })
  })

  it('forgives a failed test after a later synchronisation that worked', () => {
    const entry = aConnectorEntry('Bern', { lastTest: failedTest, lastSync: aSyncResult('succeeded') })
    expect(overallHealth([entry]).state).toBe('well')
  })

  it('does not call well what nobody has tried, or has cancelled', () => {
    expect(overallHealth([aConnectorEntry('Neu')])).toEqual({ state: 'unproven', connectors: ['Neu'] })
    const cancelled = aConnectorEntry('Neu', { lastSync: aSyncResult('cancelled') })
    expect(overallHealth([cancelled]).state).toBe('unproven')
  })

  it('counts one account in trouble behind others that work', () => {
    const entry = aConnectorEntry('Bern', { lastSync: aSyncResult('succeeded'), troubledAccountCount: 1 })
    expect(overallHealth([entry])).toEqual({ state: 'troubled', connectors: ['Bern'] })
  })

  it('leaves out connectors whose accounts are all switched off', () => {
    const entry = aConnectorEntry('Alt', { activeAccountCount: 0, lastSync: aSyncResult('failed') })
    expect(overallHealth([entry]).state).toBe('all-inactive')
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

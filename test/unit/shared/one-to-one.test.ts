/** One EWS account is connected with only one Winoffice Prime e-mail account, and the reverse. */
import { describe, expect, it } from 'vitest'
import type { EwsAccount } from '#shared/domain/ews-account.ts'
import { ACCOUNT_SYNC_DEFAULTS } from '#shared/domain/sync-settings.ts'
import { oneToOneConflict } from '#shared/domain/one-to-one.ts'

const id = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}` as never

function anAccount(number: number, changes: Partial<EwsAccount> = {}): EwsAccount {
  return {
    id: id(number),
    connectorId: id(100),
    active: true,
    primeEmailAccountId: id(200 + number),
    mailbox: `person${number}@firma.ch`,
    access: 'own',
    userName: 'x',
    url: '',
    sync: ACCOUNT_SYNC_DEFAULTS,
    identity: null,
    changedAt: '2026-01-01T00:00:00.000Z' as EwsAccount['changedAt'],
    ...changes,
  }
}

const nameOf = (account: EwsAccount) => (account.connectorId === id(100) ? 'Hauptsitz' : 'Filiale')

describe('the 1:1 rule', () => {
  it('lets a pair pass that nobody has', () => {
    expect(oneToOneConflict(anAccount(3), null, [anAccount(1), anAccount(2)], nameOf)).toBeNull()
  })

  it.each<[string, Partial<EwsAccount>]>([
    ['with the same case', { mailbox: 'person1@firma.ch' }],
    ['with another case', { mailbox: 'PERSON1@Firma.CH' }],
    ['with blanks around it', { mailbox: ' person1@firma.ch ' }],
  ])('refuses a mailbox that is connected, %s, and names the other account', (_name, wanted) => {
    const error = oneToOneConflict(anAccount(3, wanted), null, [anAccount(1)], nameOf)
    const params = { account: 'person1@firma.ch', connector: 'Hauptsitz' }
    expect(error).toMatchObject({
      code: 'account.mailbox-taken',
      category: 'conflict',
      params,
      fields: [{ path: 'mailbox', code: 'account.mailbox-taken', params }],
    })
  })

  it('refuses a Prime e-mail account that is connected, and names the other account', () => {
    const wanted = anAccount(3, { primeEmailAccountId: id(201) })
    expect(oneToOneConflict(wanted, null, [anAccount(1)], nameOf)).toMatchObject({
      code: 'account.prime-email-account-taken',
      params: { account: 'person1@firma.ch', connector: 'Hauptsitz' },
      fields: [{ path: 'primeEmailAccountId' }],
    })
  })

  it('holds over all connectors, and for accounts that are switched off', () => {
    const other = anAccount(1, { connectorId: id(101), active: false })
    expect(oneToOneConflict(anAccount(3, { mailbox: other.mailbox }), null, [other], nameOf)).toMatchObject({
      params: { connector: 'Filiale' },
    })
  })

  it('does not let an account stand in its own way', () => {
    const own = anAccount(1)
    expect(oneToOneConflict(own, own.id, [own, anAccount(2)], nameOf)).toBeNull()
  })

  it('still refuses the pair of another one when an account is changed', () => {
    const [own, other] = [anAccount(1), anAccount(2)]
    expect(oneToOneConflict({ ...own, mailbox: other.mailbox }, own.id, [own, other], nameOf)).not.toBeNull()
  })
})

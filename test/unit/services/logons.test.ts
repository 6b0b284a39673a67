/** What services do about refused passwords and about the user of Windows. */
import { describe, expect, it } from 'vitest'
import type { SignInAttempts } from '#electron/exchange/transport/sign-in-gate.ts'
import type { OpenTransport } from '#electron/exchange/transport/open-transport.ts'
import { notRun } from '#electron/services/schedule/sync-scheduler.ts'
import { appError } from '#shared/errors.ts'
import { ok } from '#shared/result.ts'
import { aConnector, aConnectorWith, anAccount, servicesUnderTest, valueOf } from './services-under-test.ts'

/** Refuses every password. */
function refusing() {
  const attempts: SignInAttempts[] = []
  const openTransport: OpenTransport = (target) => {
    if (target.attempts) attempts.push(target.attempts)
    return Promise.resolve(
      ok({ send: () => Promise.reject(new Error('not sent here')), close: () => Promise.resolve() }),
    )
  }
  const services = servicesUnderTest({ openTransport })
  return {
    services,
    refuse: async (id: Parameters<NonNullable<typeof services.spy.callbacks>['transportFor']>[0]) => {
      valueOf(await services.sync.start([id]))
      valueOf(await services.spy.callbacks!.transportFor(id))
      const begun = await attempts.at(-1)!.begin(new AbortController().signal)
      if (begun.ok) begun.value.end('refused')
      const result = notRun('manual', appError('sign-in.refused'))
      services.spy.callbacks!.onProgress({ accountId: id, state: 'ended', result })
      return begun.ok ? 'sent' : begun.error.code
    },
  }
}

describe('an account whose password is refused', () => {
  it('says so in its row and in the list of connectors, and so does another one of the same person', async () => {
    const { services, refuse } = refusing()
    const { connector, accounts } = await aConnectorWith(services, 2)
    const same = anAccount(connector.id, 2, { userName: 'FIRMA\\Person1' })
    valueOf(await services.accounts.save(accounts[1]!.id, same, { kind: 'keep' }))
    expect(await refuse(accounts[0]!.id)).toBe('sent')
    const entries = valueOf(await services.accounts.list(connector.id))
    expect(entries.map(({ logon }) => logon)).toMatchObject([
      { state: 'refused', count: 1 },
      { state: 'refused', count: 1 },
    ])
    expect(valueOf(await services.connectors.list())).toMatchObject([{ troubledAccountCount: 2 }])
  })

  it('is paused after the number of refusals that its connector allows, and resumed by a person', async () => {
    const { services, refuse } = refusing()
    const { connector, accounts } = await aConnectorWith(services, 1)
    services.connectors.save(connector.id, aConnector({ maxFailedLogonAttempts: 2 }))
    const { id } = accounts[0]!
    expect([await refuse(id), await refuse(id), await refuse(id)]).toEqual(['sent', 'sent', 'sign-in.paused'])
    expect(valueOf(await services.accounts.resume(id)).logon.state).not.toBe('paused')
    expect([await refuse(id), await refuse(id)]).toEqual(['sent', 'sign-in.paused'])
    expect(await services.accounts.resume(id)).toMatchObject({ error: { code: 'sign-in.resume-too-early' } })
  })

  it('goes on with another password', async () => {
    const { services, refuse } = refusing()
    const { connector, accounts } = await aConnectorWith(services, 1)
    const { id } = accounts[0]!
    for (let time = 0; time < 3; time += 1) await refuse(id)
    expect(await refuse(id)).toBe('sign-in.paused')
    const saved = await services.accounts.save(id, anAccount(connector.id, 1), { kind: 'set', value: 'neu' })
    expect(valueOf(saved).logon).toEqual({ state: 'well' })
    expect(await refuse(id)).toBe('sent')
  })
})

describe('the user of Windows', () => {
  const asWindowsUser = { authenticationMethod: 'windows', windowsUser: 'signed-in' } as const

  it('and credentials of accounts are not saved for one server', () => {
    const services = servicesUnderTest()
    const first = valueOf(services.connectors.save(null, aConnector(asWindowsUser)))
    const other = aConnector({ name: 'Filiale', url: 'https://mail.firma.ch:8443/EWS/Exchange.asmx' })
    expect(services.connectors.save(null, other)).toMatchObject({
      error: {
        fields: [
          { path: 'windowsUser', code: 'connector.windows-user-mixed', params: { name: 'Hauptsitz' } },
        ],
      },
    })
    expect(services.connectors.save(null, { ...other, ...asWindowsUser }).ok).toBe(true)
    const elsewhere = aConnector({ name: 'Anderswo', url: 'https://ex02.firma.ch/EWS/Exchange.asmx' })
    expect(services.connectors.save(null, elsewhere).ok).toBe(true)
    expect(services.connectors.save(first.id, aConnector(asWindowsUser)).ok).toBe(true)
  })
})

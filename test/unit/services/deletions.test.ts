import { describe, expect, it } from 'vitest'
import { UNDO_MILLISECONDS } from '#shared/domain/deletion.ts'
import type { EwsAccountId } from '#shared/domain/ids.ts'
import { NO_COUNTS } from '#shared/domain/sync.ts'
import { FakeClock } from './schedule/fake-clock.ts'
import {
  aConnector,
  aConnectorWith,
  anAccount,
  servicesUnderTest,
  valueOf,
  type UnderTest,
} from './services-under-test.ts'

const KEEP = { kind: 'keep' } as const

function underTest() {
  const clock = new FakeClock()
  return { clock, services: servicesUnderTest({ clock }) }
}

const endedWell = (services: UnderTest, accountId: EwsAccountId): void => {
  services.sync.onProgress({
    accountId,
    state: 'ended',
    result: {
      startedAt: '2026-03-10T12:00:00.000Z' as never,
      endedAt: '2026-03-10T12:01:00.000Z' as never,
      trigger: 'manual',
      outcome: 'succeeded',
      counts: NO_COUNTS,
      givenUp: 0,
      waitedMilliseconds: 0,
      error: null,
    },
  })
}

const mailboxesOf = async (services: UnderTest, connectorId: Parameters<typeof anAccount>[0]) =>
  valueOf(await services.accounts.list(connectorId)).map(({ account }) => account.mailbox)

describe('deleting accounts', () => {
  it('takes all of them away in one write, stops their runs, and brings them back whole and in their places', async () => {
    const { services } = underTest()
    const { connector, accounts } = await aConnectorWith(services, 4)
    const [, second, third] = accounts.map(({ id }) => id)
    valueOf(await services.sync.start(null))
    endedWell(services, second!)
    valueOf(await services.sync.pause([third!]))
    const before = valueOf(await services.accounts.list(connector.id))
    const writes: unknown[] = []
    const file = services.files.connections!
    const write = file.write.bind(file)
    file.write = (content) => {
      writes.push(content)
      write(content)
    }
    const deletion = valueOf(await services.accounts.remove([second!, third!]))
    expect(writes).toHaveLength(1)
    expect(services.spy.cancelled.at(-1)).toEqual([second, third])
    expect(await mailboxesOf(services, connector.id)).toEqual(['person1@firma.ch', 'person4@firma.ch'])
    expect(await services.accounts.setActive(second!, true)).toMatchObject({
      error: { code: 'account.not-found' },
    })
    expect(valueOf(services.deletions.undo(deletion.id))).toEqual({ renamed: [], refused: [] })
    expect(valueOf(await services.accounts.list(connector.id))).toEqual(before)
    const schedule = services.sync.schedule().accounts.find(({ accountId }) => accountId === third)
    expect(schedule?.state).toBe('paused')
    // For good: what runs out later takes nothing away.
    services.deletions.finishAll()
    expect(await services.vault.get(second!)).toEqual({ ok: true, value: 'geheim' })
  })

  it('is final when the time is over: passwords, tokens and results go then, and no earlier', async () => {
    const { services, clock } = underTest()
    const { accounts } = await aConnectorWith(services, 2)
    const id = accounts[0]!.id
    await services.vault.set(`${id}/oauth2-tokens`, 'cache')
    endedWell(services, id)
    const deletion = valueOf(await services.accounts.remove([id]))
    await clock.pass(UNDO_MILLISECONDS - 1)
    expect(await services.vault.state(id)).toBe('system')
    await clock.pass(1)
    for (const secret of [id, `${id}/oauth2-tokens`]) expect(await services.vault.state(secret)).toBe('none')
    expect(services.files.results?.content).toMatchObject({ data: { syncs: {} } })
    expect(services.files.secrets?.content).toMatchObject({ data: { erasing: [] } })
    expect(services.deletions.undo(deletion.id)).toMatchObject({ error: { code: 'deletion.over' } })
    expect(await services.vault.state(accounts[1]!.id)).toBe('system')
  })

  it('waits while somebody holds it, but not for hours', async () => {
    const { services, clock } = underTest()
    const { accounts } = await aConnectorWith(services, 1)
    const { id } = valueOf(await services.accounts.remove([accounts[0]!.id]))
    await clock.pass(4_000)
    expect(valueOf(services.deletions.hold(id, true)).remainingMilliseconds).toBe(6_000)
    await clock.pass(60_000)
    expect(valueOf(services.deletions.hold(id, false)).remainingMilliseconds).toBe(6_000)
    await clock.pass(5_999)
    expect(services.deletions.hold(id, true).ok).toBe(true)
    await clock.pass(3_600_000)
    expect(services.deletions.hold(id, true)).toMatchObject({ error: { code: 'deletion.over' } })
  })

  it.each(['crash', 'quit'] as const)(
    'is final after a %s: secrets and results are gone at the next start',
    async (end) => {
      const { services } = underTest()
      const { connector, accounts } = await aConnectorWith(services, 2)
      const [gone, kept] = accounts.map(({ id }) => id)
      endedWell(services, gone!)
      endedWell(services, kept!)
      valueOf(await services.accounts.remove([gone!]))
      expect(services.files.secrets?.content).toMatchObject({
        data: { secrets: { [gone!]: expect.anything() as unknown } },
      })
      if (end === 'quit') await services.close()
      const again = servicesUnderTest({ files: services.files })
      expect(await mailboxesOf(again, connector.id)).toEqual(['person2@firma.ch'])
      expect(await again.vault.state(gone!)).toBe('none')
      expect(await again.vault.get(kept!)).toEqual({ ok: true, value: 'geheim' })
      const { data } = again.files.results!.content as { data: { syncs: object } }
      expect(Object.keys(data.syncs)).toEqual([kept])
    },
  )

  it('changes nothing when it cannot be written', async () => {
    const { services } = underTest()
    const { connector, accounts } = await aConnectorWith(services, 1)
    services.files.connections!.broken = true
    expect(await services.accounts.remove([accounts[0]!.id])).toMatchObject({
      error: { code: 'document.write-failed' },
    })
    expect(await mailboxesOf(services, connector.id)).toHaveLength(1)
    expect(services.files.secrets?.content).toMatchObject({ data: { erasing: [] } })
    expect(services.deletions.recoverable()).toEqual([])
  })

  it('cannot be undone where another account took the mailbox or the e-mail account, and says which', async () => {
    const { services } = underTest()
    const { connector, accounts } = await aConnectorWith(services, 3)
    const ids = accounts.map(({ id }) => id)
    const { id } = valueOf(await services.accounts.remove(ids))
    const thief = anAccount(connector.id, 1, { primeEmailAccountId: accounts[1]!.primeEmailAccountId })
    const taken = valueOf(await services.accounts.save(null, thief, KEEP)).account
    const { refused } = valueOf(services.deletions.undo(id))
    expect(refused.map(({ code }) => code)).toEqual([
      'account.mailbox-taken',
      'account.prime-email-account-taken',
    ])
    expect(await mailboxesOf(services, connector.id)).toEqual(['person1@firma.ch', 'person3@firma.ch'])
    // The way is clear again: the rest comes back as well, with its password.
    valueOf(await services.accounts.remove([taken.id]))
    expect(valueOf(services.deletions.undo(id)).refused).toEqual([])
    expect(await services.vault.get(ids[0]!)).toEqual({ ok: true, value: 'geheim' })
    expect(await mailboxesOf(services, connector.id)).toHaveLength(3)
  })

  it('that nothing could come back from is told as a failure, and can be tried again', async () => {
    const { services } = underTest()
    const { connector, accounts } = await aConnectorWith(services, 1)
    const { id } = valueOf(await services.accounts.remove([accounts[0]!.id]))
    const later = valueOf(await services.connectors.remove(connector.id))
    expect(services.deletions.undo(id)).toMatchObject({ error: { code: 'connector.not-found' } })
    valueOf(services.deletions.undo(later.id))
    expect(valueOf(services.deletions.undo(id)).refused).toEqual([])
    expect(await mailboxesOf(services, connector.id)).toHaveLength(1)
  })
})

describe('deleting a connector', () => {
  it('is undone with its accounts, their passwords and the secret of its application', async () => {
    const { services } = underTest()
    const { connector, accounts } = await aConnectorWith(services, 2)
    const secret = { kind: 'set-secret', secret: 'application' } as const
    valueOf(await services.applicationCredentials.change(connector.id, secret))
    const before = [await services.connectors.list(), await services.accounts.list(connector.id)]
    const { id } = valueOf(await services.connectors.remove(connector.id))
    expect(valueOf(await services.connectors.list())).toEqual([])
    valueOf(services.deletions.undo(id))
    expect([await services.connectors.list(), await services.accounts.list(connector.id)]).toEqual(before)
    expect(valueOf(await services.applicationCredentials.get(connector.id))).toEqual({
      kind: 'secret',
      secret: 'application',
    })
    services.deletions.finishAll()
    expect(await services.vault.get(accounts[0]!.id)).toEqual({ ok: true, value: 'geheim' })
  })

  it('gives it another name where its own was given away meanwhile', async () => {
    const { services } = underTest()
    const { connector } = await aConnectorWith(services, 1)
    const { id } = valueOf(await services.connectors.remove(connector.id))
    services.connectors.save(null, aConnector({ name: 'HAUPTSITZ' }))
    expect(valueOf(services.deletions.undo(id)).renamed).toEqual([{ from: 'Hauptsitz', to: 'Hauptsitz (2)' }])
    expect(valueOf(await services.connectors.list()).map((entry) => entry.connector.name)).toEqual([
      'Hauptsitz (2)',
      'HAUPTSITZ',
    ])
    expect(await mailboxesOf(services, connector.id)).toHaveLength(1)
  })

  it('stays deleted where the same server is now used in the way that cannot go beside it', async () => {
    const { services } = underTest()
    const { connector } = await aConnectorWith(services, 1)
    const { id } = valueOf(await services.connectors.remove(connector.id))
    const asUser = { authenticationMethod: 'windows', windowsUser: 'signed-in' } as const
    valueOf(services.connectors.save(null, aConnector({ name: 'Windows', ...asUser })))
    expect(services.deletions.undo(id)).toMatchObject({ error: { code: 'connector.windows-user-mixed' } })
  })
})

/** Scripts repeat themselves: refused passwords are counted in the data folder. */
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openSession } from '#electron/cli/session.ts'
import { startExchangeServer } from '#test/exchange-server/server.ts'
import { aConnector, anAccount, valueOf } from '#test/unit/services/services-under-test.ts'

describe('on the command line', () => {
  let folder = ''
  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'ews-konnektor-logons-'))
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))

  it('run after run with a wrong password locks no account', async () => {
    const server = await startExchangeServer({
      mailboxes: [{ address: 'anna@contoso.example', password: 'Herbst!' }],
      lockOutAfter: 5,
      validate: 'off',
    })
    const codes: string[] = []
    for (let run = 0; run < 7; run += 1) {
      let onEnd: (code: string) => void = () => undefined
      const ended = new Promise<string>((resolve) => (onEnd = resolve))
      const session = openSession({
        dataFolder: folder,
        onIncident: () => undefined,
        onSyncProgress: (progress) => {
          if (progress.state === 'ended') onEnd(progress.result.error?.code ?? progress.result.outcome)
        },
      })
      const connector = valueOf(session.connectors.save(null, aConnector({ url: server.url, domain: '' })))
      const known = valueOf(await session.engine.listEmailAccounts(null))
      const prime =
        known[0] ??
        valueOf(
          await session.engine.createEmailAccount({
            address: 'anna@winoffice.example',
            owner: { kind: 'employee', name: 'Anna' },
          }),
        )
      const draft = anAccount(connector.id, 1, { primeEmailAccountId: prime.id, userName: 'anna' })
      const saved = await session.accounts.save(null, draft, { kind: 'set', value: 'falsch' })
      valueOf(await session.sync.start([valueOf(saved).account.id]))
      codes.push(await ended)
      await session.close()
    }
    expect(server.lockedAccounts).toEqual([])
    expect(server.failedSignIns('anna')).toBe(4)
    expect(codes.at(-1)).toBe('sign-in.paused')
    await server.stop()
  })
})

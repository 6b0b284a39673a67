/** Accounts that fail by themselves are told on the desktop: one notification for a cause, not one for each account. */
import { describe, expect, it } from 'vitest'
import { NO_DESKTOP } from '#electron/services/create-sign-in.ts'
import { notRun } from '#electron/services/schedule/sync-scheduler.ts'
import type { EwsAccountId } from '#shared/domain/ids.ts'
import type { SyncTrigger } from '#shared/domain/sync.ts'
import { appError, type AppError } from '#shared/errors.ts'
import { aConnectorWith, servicesUnderTest } from '../services-under-test.ts'
import { FakeClock } from './fake-clock.ts'

const REFUSED = appError('exchange.access-denied', { userName: 'person1', mailbox: 'person1@firma.ch' })
const AWAY = appError('network.connection-refused', { host: 'mail.firma.ch', port: 443 })
const MINUTE = 60_000

async function arranged() {
  const clock = new FakeClock()
  const notified: { title: string; body: string }[] = []
  const desktop = { ...NO_DESKTOP, notify: (notice: (typeof notified)[number]) => notified.push(notice) }
  const services = servicesUnderTest({ clock, desktop })
  const { accounts } = await aConnectorWith(services, 3)
  const ids = accounts.map(({ id }) => id)
  const end = (accountId: EwsAccountId, error: AppError | null, trigger: SyncTrigger = 'schedule') => {
    const result = notRun(trigger, error ?? AWAY)
    services.sync.onProgress({
      accountId,
      state: 'ended',
      result: error === null ? { ...result, outcome: 'succeeded', error: null } : result,
    })
  }
  return { clock, notified, ids, end }
}

describe('accounts that fail by themselves', () => {
  it('for the same reason are one notification with their number, once', async () => {
    const { clock, notified, ids, end } = await arranged()
    for (const id of ids) {
      end(id, REFUSED)
      await clock.pass(10_000)
    }
    await clock.pass(MINUTE)
    expect(notified).toHaveLength(1)
    expect(notified[0]?.title).toBe('Synchronisation fehlgeschlagen: Hauptsitz')
    expect(notified[0]?.body).toMatch(/^3 Konten, zum Beispiel person1@firma\.ch: \S/)
    for (const id of ids) end(id, REFUSED)
    await clock.pass(2 * MINUTE)
    expect(notified).toHaveLength(1)
  })

  it('for different reasons are one notification for each', async () => {
    const { clock, notified, ids, end } = await arranged()
    end(ids[0]!, REFUSED)
    end(ids[1]!, REFUSED)
    end(ids[2]!, appError('prime.disk-full'))
    await clock.pass(MINUTE)
    expect(notified.map(({ body }) => body.split(':')[0])).toEqual([
      '2 Konten, zum Beispiel person1@firma.ch',
      'person3@firma.ch',
    ])
  })

  it('once are not told when that passes by itself, but when it happens twice in a row', async () => {
    const { clock, notified, ids, end } = await arranged()
    end(ids[0]!, AWAY)
    await clock.pass(2 * MINUTE)
    end(ids[0]!, null)
    end(ids[0]!, AWAY)
    await clock.pass(2 * MINUTE)
    expect(notified).toEqual([])
    end(ids[0]!, AWAY)
    await clock.pass(MINUTE)
    expect(notified).toHaveLength(1)
  })

  it('are told anew when they had worked in between, and not when a person had started the run', async () => {
    const { clock, notified, ids, end } = await arranged()
    end(ids[0]!, REFUSED, 'manual')
    await clock.pass(2 * MINUTE)
    expect(notified).toEqual([])
    end(ids[0]!, null)
    end(ids[0]!, REFUSED)
    await clock.pass(MINUTE)
    expect(notified).toHaveLength(1)
  })
})

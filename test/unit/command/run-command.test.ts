/** What commands do on the services, and what they leave alone because nobody sits there. */
import { describe, expect, it, vi } from 'vitest'
import { eventually } from '#test/eventually.ts'
import { LockOutProtection } from '#electron/auth/lock-out-protection.ts'
import { CommandEvents } from '#electron/command/events.ts'
import { runCommand } from '#electron/command/run-command.ts'
import { statusDocumentSchema } from '#electron/command/status-document.ts'
import { instantOf, type EwsAccountId } from '#shared/domain/ids.ts'
import { NO_COUNTS, type SyncOutcome, type SyncProgress } from '#shared/domain/sync.ts'
import { appError, type AppError } from '#shared/errors.ts'
import { failure } from '#shared/result.ts'
import { aConnectorWith, servicesUnderTest, valueOf } from '../services/services-under-test.ts'

function ended(
  accountId: EwsAccountId,
  {
    outcome = 'succeeded',
    at = new Date(),
    error = null,
  }: { outcome?: SyncOutcome; at?: Date; error?: AppError | null } = {},
): SyncProgress {
  const time = instantOf(at)
  return {
    ...{ accountId, state: 'ended' },
    result: {
      ...{ startedAt: time, endedAt: time, trigger: 'manual', outcome, counts: NO_COUNTS },
      ...{ givenUp: 0, waitedMilliseconds: 0, error },
    },
  }
}

async function arranged(accounts: number) {
  const events = new CommandEvents()
  const services = servicesUnderTest({ onEvent: events.tell })
  const saved = (await aConnectorWith(services, accounts)).accounts
  const end = (index: number, how?: Parameters<typeof ended>[1]): void => {
    services.spy.callbacks?.onProgress(ended(saved[index]!.id, how))
  }
  const abort = new AbortController()
  const run = (argv: string[], isRunning = true) =>
    runCommand(
      [...argv, '--language=en'],
      '/',
      { services, events, isRunning },
      { signal: abort.signal, progress: () => undefined },
    )
  /** As after their first synchronisation. */
  const begin = async (): Promise<void> => {
    valueOf(await services.sync.start(null))
    saved.forEach((_, index) => {
      end(index)
    })
    services.spy.started.length = 0
  }
  return { services, saved, end, run, begin, abort }
}

const documentOf = ({ output }: { output: string }) => JSON.parse(output) as Record<string, unknown>

describe('the command sync', () => {
  it('waits for the end of all runs and fails when one has failed', async () => {
    const { services, begin, run, end } = await arranged(2)
    await begin()
    const running = run(['sync', '--all', '--json'])
    await eventually(() => {
      expect(services.spy.started).toHaveLength(1)
    })
    end(0)
    end(1, { outcome: 'failed', error: appError('network.connection-refused', { host: 'x', port: 443 }) })
    const printed = await running
    expect(printed.exitCode).toBe(1)
    expect(documentOf(printed)).toMatchObject({
      ok: false,
      error: { code: 'command.some-failed', params: { failed: 1, total: 2 } },
      accounts: [
        { outcome: 'succeeded' },
        { outcome: 'failed', error: { code: 'network.connection-refused' } },
      ],
    })
  })

  it('begins no first synchronisation and goes on with nothing that was paused', async () => {
    const { services, run, begin, saved } = await arranged(2)
    expect(await run(['sync', '--all'])).toMatchObject({
      exitCode: 1,
      output: expect.stringContaining('--first') as string,
    })
    await begin()
    valueOf(await services.sync.pause([saved[0]!.id]))
    valueOf(await services.sync.pause([saved[1]!.id]))
    const printed = await run(['sync', '--all', '--json'])
    expect(documentOf(printed)).toMatchObject({ accounts: [{ skipped: 'paused' }, { skipped: 'paused' }] })
    expect(services.spy.started).toEqual([])
  })

  it('waits for a run that is under way, starts no second one, and does not cancel what others have begun', async () => {
    const { services, run, begin, end, saved, abort } = await arranged(2)
    await begin()
    valueOf(await services.sync.start([saved[0]!.id]))
    services.spy.started.length = 0
    const running = run(['sync', '--all', '--json'])
    await eventually(() => {
      expect(services.spy.started).toHaveLength(1)
    })
    expect(services.spy.started[0]).toMatchObject([{ accountId: saved[1]!.id }])
    abort.abort()
    await eventually(() => {
      expect(services.spy.cancelled).toEqual([[saved[1]!.id]])
    })
    end(1, { outcome: 'cancelled', error: appError('sync.cancelled') })
    const printed = await running
    expect(printed.exitCode).toBe(130)
    expect(documentOf(printed)).toMatchObject({ error: { code: 'command.cancelled' } })
  })

  it('does not let a refused password be tried again, as a person may', async () => {
    const { services, run, begin, end } = await arranged(1)
    await begin()
    const release = vi.spyOn(LockOutProtection.prototype, 'release')
    const running = run(['sync', '--all'])
    await eventually(() => {
      expect(services.spy.started).toHaveLength(1)
    })
    end(0, { outcome: 'failed', error: appError('sign-in.refused', { userName: 'person1' }) })
    expect(await running).toMatchObject({ exitCode: 1 })
    expect(release).not.toHaveBeenCalled()
    valueOf(await services.sync.start(null))
    expect(release).toHaveBeenCalledOnce()
    release.mockRestore()
  })
})

describe('the command status', () => {
  it('gives a document that its schema describes in full, without asking a server', async () => {
    const { services, run, begin } = await arranged(3)
    await begin()
    const printed = await run(['status', '--json'])
    const document = statusDocumentSchema.strict().parse(documentOf(printed))
    expect(printed.exitCode).toBe(0)
    expect(document).toMatchObject({ level: 'ok', counts: { accounts: { total: 3, well: 3, late: 0 } } })
    expect(services.spy.started).toEqual([])
    expect(printed.output).not.toContain('geheim')
  })

  it('is critical when no account has run for long, as when the application does not run', async () => {
    const { run, begin, end, services } = await arranged(2)
    await begin()
    const anHourAgo = new Date(Date.now() - 3_600_000)
    valueOf(await services.sync.start(null))
    end(0, { at: anHourAgo })
    end(1)
    const one = await run(['status', '--nagios'], false)
    expect(one).toMatchObject({
      exitCode: 1,
      output: expect.stringContaining('1 of 2 accounts are overdue') as string,
    })
    valueOf(await services.sync.start(null))
    end(0, { at: anHourAgo })
    end(1, { at: anHourAgo })
    const all = await run(['status', '--nagios'], false)
    expect(all).toMatchObject({ exitCode: 2, output: expect.stringContaining(' late=2;;;0 ') as string })
    expect(all.output).toMatch(/ oldest_run=3600s;;;0/)
  })

  it('fails with the error where the accounts cannot be read, and says nothing of none being there', async () => {
    const { services, run } = await arranged(2)
    const error = appError('prime.unreadable')
    vi.spyOn(services.accounts, 'list').mockResolvedValue(failure(error))
    expect(documentOf(await run(['status', '--json']))).toMatchObject({
      ok: false,
      error: { code: error.code },
    })
    expect(await run(['status', '--nagios'])).toMatchObject({
      exitCode: 3,
      output: expect.stringMatching(/^EWS KONNEKTOR UNKNOWN: [^\n]+\n$/) as string,
    })
  })

  it('tells a defect of its own as unknown and not as a state', async () => {
    const { services, run } = await arranged(1)
    services.overview.close()
    vi.spyOn(services.overview, 'get').mockRejectedValue(new Error('broken'))
    expect(await run(['status', '--nagios'])).toMatchObject({
      exitCode: 3,
      output: expect.stringMatching(/^EWS KONNEKTOR UNKNOWN: [^\n]+\n$/) as string,
    })
    expect(await run(['status', '--json'])).toMatchObject({ exitCode: 1 })
    const prtg = await run(['status', '--prtg'])
    expect(prtg.exitCode).toBe(0)
    expect(documentOf(prtg)).toMatchObject({ prtg: { error: 1 } })
  })
})

describe('any command', () => {
  it('is refused while the data folder is being moved', async () => {
    const { services, run } = await arranged(1)
    vi.spyOn(services.dataFolder, 'isMoving', 'get').mockReturnValue(true)
    expect(documentOf(await run(['status', '--json']))).toMatchObject({
      error: { code: 'data-folder.moving' },
    })
  })

  it('from another process is judged anew: what its caller should have refused is refused', async () => {
    const { run } = await arranged(1)
    expect(await run(['status', '--remote-debugging-port=0'])).toMatchObject({ exitCode: 2, output: '' })
  })
})

/** The history of connection tests on a disk that is damaged or full, with as many tests as there may be. */
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { electronStoreFile } from '#electron/config/electron-store-file.ts'
import { TestHistoryStore, type KeptTest } from '#electron/services/test-history.ts'
import type { TestOutcome } from '#shared/domain/connection-test.ts'
import type { ConnectionTestId, EwsAccountId, Instant } from '#shared/domain/ids.ts'
import { TestFile } from './services-under-test.ts'

const OWNER = '00000000-0000-4000-8000-0000000000aa' as EwsAccountId

function test(number: number, outcome: TestOutcome = 'failed', valuesMark = 'now'): KeptTest {
  return {
    report: {
      id: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}` as ConnectionTestId,
      startedAt: new Date(Date.UTC(2026, 0, 1, 0, number)).toISOString() as Instant,
      subject: { url: 'https://mail.firma.ch/', authenticationMethod: 'basic', mailbox: null },
      steps: [],
      outcome,
    },
    ...{ version: '1.0.0', requestIds: {}, valuesMark },
  }
}

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'test-history-'))
})
afterEach(async () => {
  await rm(folder, { recursive: true })
})
const onDisk = () => new TestHistoryStore((owner) => electronStoreFile(folder, owner))

describe('the history of connection tests', () => {
  it('is there after a restart, the latest first, and goes with the account', () => {
    onDisk().remember(OWNER, test(1, 'passed', 'before'))
    onDisk().remember(OWNER, test(2))
    expect(onDisk().list(OWNER, 'now').entries).toMatchObject([
      { outcome: 'failed', values: 'as-now' },
      { outcome: 'passed', values: 'changed-since' },
    ])
    expect(onDisk().forget([OWNER])).toEqual([])
    expect(onDisk().list(OWNER, 'now')).toEqual({ entries: [], notice: null })
  })

  it('keeps thirty tests, and the last that passed however many failed since', () => {
    const store = onDisk()
    store.remember(OWNER, test(0, 'passed'))
    for (let number = 1; number <= 40; number += 1) store.remember(OWNER, test(number))
    expect(store.list(OWNER, 'now').entries).toHaveLength(30)
    expect(store.lastGood(OWNER, test(40).report)?.id).toBe(test(0).report.id)
  })

  it('forgets what is older than the settings say, but not the last that passed', () => {
    const days = { kept: 365 }
    const store = new TestHistoryStore(
      (owner) => electronStoreFile(folder, owner),
      () => days.kept,
    )
    const long = { startedAt: new Date(Date.now() - 20 * 86_400_000).toISOString() as Instant }
    const today = { startedAt: new Date().toISOString() as Instant }
    const at = (kept: KeptTest, when: typeof long): KeptTest => ({
      ...kept,
      report: { ...kept.report, ...when },
    })
    store.remember(OWNER, at(test(1, 'passed'), long))
    store.remember(OWNER, at(test(2), long))
    store.remember(OWNER, at(test(3), today))
    const listed = () => store.list(OWNER, 'now').entries.map(({ id }) => id)
    expect(listed()).toEqual([3, 2, 1].map((number) => test(number).report.id))
    days.kept = 10
    expect(listed()).toEqual([3, 1].map((number) => test(number).report.id))
  })

  it('moves a damaged file aside once, tells it, and goes on', async () => {
    await writeFile(path.join(folder, `${OWNER}.json`), '{ broken')
    const store = onDisk()
    expect(store.list(OWNER, 'now')).toMatchObject({ entries: [], notice: { code: 'document.unreadable' } })
    store.remember(OWNER, test(1))
    expect(store.list(OWNER, 'now').entries).toHaveLength(1)
    const files = await readdir(folder)
    expect(files.filter((name) => name.includes('.damaged-'))).toHaveLength(1)
  })

  it('on a full disk tells it and stands in nobody’s way', () => {
    const file = new TestFile()
    const store = new TestHistoryStore(() => file)
    store.remember(OWNER, test(1, 'passed'))
    file.broken = true
    store.remember(OWNER, test(2))
    expect(store.list(OWNER, 'now')).toMatchObject({
      entries: [{ outcome: 'passed' }],
      notice: { code: 'document.write-failed' },
    })
  })

  it('leaves out a report of a version whose steps have other names, and keeps the rest', () => {
    const file = new TestFile()
    const store = new TestHistoryStore(() => file)
    store.remember(OWNER, test(1))
    const stranger = { ...test(2), report: { ...test(2).report, steps: [{ id: 'gone', state: 'pending' }] } }
    file.content = { version: 1, data: { tests: [stranger, test(1)] } }
    expect(store.list(OWNER, 'now').entries.map(({ id }) => id)).toEqual([test(1).report.id])
  })
})

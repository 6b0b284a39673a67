/** What the command line takes from a data folder besides connections: a damaged database, and the window's settings. */
import { mkdtempSync } from 'node:fs'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { DatabaseSync } from '@photostructure/sqlite'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { startExchangeServer, type ExchangeServer } from '#test/exchange-server/server.ts'
import { runCli } from './run-cli.ts'

const ANNA = 'anna@contoso.example'
const PASSWORD = 'Grüezi: wohl, 7!'
const DAY = 86_400_000

// Each call is a process of its own, and a test makes up to half a dozen.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 })

let data: string
let server: ExchangeServer
beforeEach(async () => {
  data = mkdtempSync(path.join(os.tmpdir(), 'ews-konnektor-data-'))
  server = await startExchangeServer({ mailboxes: [{ address: ANNA, password: PASSWORD }] })
})
afterEach(async () => {
  await server.stop()
  await rm(data, { recursive: true, force: true })
})

const run = (...args: string[]) =>
  runCli([...args, '--data', data], { password: PASSWORD, environment: { TZ: 'Europe/Zurich' } })
const connect = (...more: string[]) =>
  run('sync', '--url', server.url, '--mailbox', ANNA, '--user', 'anna', '--json', ...more)
const database = () => path.join(data, 'prime', 'prime.db')
const saveSettings = (settings: object) =>
  writeFile(
    path.join(data, 'settings.json'),
    JSON.stringify({ version: 1, data: { language: 'system', theme: 'system', ...settings } }),
  )

describe('a damaged database', () => {
  beforeEach(async () => {
    for (let number = 1; number <= 60; number += 1) {
      await server.mailbox(ANNA).addMessage({ subject: `Anfrage ${number}`, text: 'T' }, { folder: 'inbox' })
    }
    expect((await connect('--days', 'all')).code).toBe(0)
    const bytes = await readFile(database())
    // Pages of objects and links, which come last; without those of the schema nothing could be read.
    bytes.fill(0xa5, bytes.length - 10 * 4_096, bytes.length - 2 * 4_096)
    await writeFile(database(), bytes)
  })

  it('is repaired, which status says with what to do, once', async () => {
    const first = await run('status', '--language', 'de')
    expect(first.code).toBe(0)
    expect(first.errors).toContain('Hinweis prime.repaired: Die Winoffice Prime Datenbank war beschädigt')
    expect(first.errors).toContain(path.join(data, 'prime', 'prime-damaged-'))
    expect(first.errors).toContain('Die nächste Synchronisation geht alle Ordner einmal ganz durch')
    expect((await run('status')).errors).toBe('')
  })

  it('is told in the one document of a synchronisation, which fetches what was lost', async () => {
    const synced = await run('sync', '--account', ANNA, '--json')
    expect(synced.json()).toMatchObject({
      ok: true,
      incidents: [{ code: 'prime.repaired', what: expect.stringContaining('has been repaired') as string }],
    })
    expect((await run('list', '--account', ANNA, '--json')).json()).toMatchObject({ total: 60 })
  })
})

describe('the settings of the window', () => {
  it('say in which zone objects without one are written', async () => {
    await saveSettings({ primeTimeZone: 'America/New_York' })
    expect((await run('prime', 'create', 'account', '--account', ANNA)).code).toBe(0)
    const start = ['--subject', 'Besichtigung', '--start', '2027-03-01T09:00']
    const created = await run('prime', 'create', 'appointment', '--account', ANNA, ...start, '--json')
    const { record } = (created.json() as unknown as { item: { record: { times: object } } }).item
    expect(record).toMatchObject({
      times: { start: '2027-03-01T14:00:00.000Z', timeZone: 'America/New_York' },
    })
    const file = path.join(data, 'without-zone.json')
    await writeFile(
      file,
      JSON.stringify({ ...record, subject: 'Ohne Zone', times: { ...record.times, timeZone: null } }),
    )
    const other = await run('prime', 'create', 'appointment', '--account', ANNA, '--record', file)
    expect(other.errors).toBe('')
    expect((await connect()).code).toBe(0)
    const zones = server
      .mailbox(ANNA)
      .items('calendar')
      .map(({ subject, fields }) => [subject, fields.get('StartTimeZone')?.attributes.Id])
    expect(zones).toEqual([
      ['Besichtigung', 'Eastern Standard Time'],
      ['Ohne Zone', 'Eastern Standard Time'],
    ])
  })

  it('say for how many days runs are remembered', async () => {
    expect((await connect()).code).toBe(0)
    const sqlite = new DatabaseSync(database())
    sqlite.prepare('update sync_run set ended_at = ?').run(new Date(Date.now() - 3 * DAY).toISOString())
    sqlite.close()
    const runs = async () =>
      ((await run('runs', '--account', ANNA, '--json')).json() as unknown as { runs: unknown[] }).runs.length
    await saveSettings({ runHistoryDays: 5 })
    await run('sync', '--account', ANNA)
    expect(await runs()).toBe(2)
    await saveSettings({ runHistoryDays: 2 })
    await run('sync', '--account', ANNA)
    expect(await runs()).toBe(2)
  })

  it('that cannot be read end the command before anything is written', async () => {
    await mkdir(data, { recursive: true })
    await writeFile(path.join(data, 'settings.json'), '{ "version": 1, "data": ')
    const refused = await connect()
    expect(refused.code).toBe(1)
    expect(refused.json().error).toMatchObject({ code: 'document.locked' })
    expect(server.journal).toEqual([])
  })
})

/** The log on a real disk: read backwards in pages over rotated files, filtered, redacted, and removed when old. */
import { mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { archiveLog, logFiles, removeOldLogs } from '#electron/log/log-files.ts'
import { logLine } from '#electron/log/log-line.ts'
import { readLogPage } from '#electron/log/log-reader.ts'
import { LogService } from '#electron/services/log-service.ts'
import type { LogFilter } from '#shared/domain/log.ts'
import type { Instant } from '#shared/domain/ids.ts'
import type { LogLevel } from '#shared/domain/settings.ts'
import { valueOf } from '#test/unit/services/services-under-test.ts'

const ALL: LogFilter = { level: 'debug', text: '', event: null, from: null, to: null }
const MINUTE = 60_000
const START = Date.UTC(2026, 10, 28, 8)

let data = ''
let folder = ''
beforeEach(() => {
  data = mkdtempSync(path.join(tmpdir(), 'log-'))
  folder = path.join(data, 'logs')
})
afterEach(() => {
  rmSync(data, { recursive: true })
})

const at = (number: number): Date => new Date(START + number * MINUTE)
const line = (number: number, level: LogLevel = 'info', details: unknown = { number }): string =>
  `${logLine(at(number), level, level === 'error' ? 'unexpected' : 'syncEnded', 1003, details)}\n`

async function write(name: string, text: string): Promise<string> {
  const file = path.join(folder, name)
  const { mkdir, writeFile } = await import('node:fs/promises')
  await mkdir(folder, { recursive: true })
  await writeFile(file, text)
  return file
}

const service = (file: string | null = null): LogService =>
  new LogService({ dataFolder: data, events: ['started'], askSavePath: () => Promise.resolve(file) })

/** All pages one after the other. */
async function everything(filter: LogFilter, most: number): Promise<string[]> {
  const found: string[] = []
  let before: string | null = null
  do {
    const page = await readLogPage(folder, filter, before, most)
    found.push(...page.lines.map(({ summary }) => summary))
    before = page.next
  } while (before !== null)
  return found
}

describe('the log', () => {
  it('is read in pages, the latest line first, over rotated files and lines longer than a piece', async () => {
    const long = 'ä'.repeat(50_000)
    await write('main.2026-11-28T08-00-00-000Z.log', line(0) + line(1))
    await write('main.log', line(2) + line(3, 'info', { number: 3, long }) + line(4))
    const expected = [
      'number: 4',
      expect.stringContaining('number: 3'),
      ...[2, 1, 0].map((n) => `number: ${n}`),
    ]
    for (const most of [1, 2, 100]) expect(await everything(ALL, most)).toEqual(expected)
  })

  it('goes on where it was when a file was rotated between two pages', async () => {
    const file = await write('main.log', line(0) + line(1) + line(2))
    const first = await readLogPage(folder, ALL, null, 1)
    archiveLog(file, at(10))
    await write('main.log', line(11))
    const second = await readLogPage(folder, ALL, first.next, 10)
    expect(second.lines.map(({ summary }) => summary)).toEqual(['number: 1', 'number: 0'])
  })

  it('is filtered by level, text, event and time', async () => {
    await write('main.log', line(0) + line(1, 'error', { host: 'Mail.Firma.ch' }) + line(2, 'warn') + line(3))
    const numbers = async (filter: Partial<LogFilter>) =>
      valueOf(await service().list({ ...ALL, ...filter }, null)).lines.map((each) => each.at)
    const time = (...those: number[]) => those.map((number) => at(number).toISOString())
    expect(await numbers({ level: 'warn' })).toEqual(time(2, 1))
    expect(await numbers({ text: 'mail.firma' })).toEqual(time(1))
    expect(await numbers({ event: 'unexpected' })).toEqual(time(1))
    const from = at(1).toISOString() as Instant
    expect(await numbers({ from, to: at(2).toISOString() as Instant })).toEqual(time(2, 1))
  })

  it('is empty where nothing was written, and shows lines of older versions', async () => {
    expect(valueOf(await service().list(ALL, null))).toEqual({ lines: [], next: null, events: ['started'] })
    await write('main.log', '[2026-11-28 18:00:00.000] [warn]  [1003] ipcProblem { channel: 1 }\n')
    expect(valueOf(await service().list(ALL, null)).lines).toMatchObject([
      { at: null, level: 'warn', event: 'ipcProblem', eventId: 1003, summary: '{ channel: 1 }' },
    ])
  })

  it('says of each line what is in it, and not what did not happen', async () => {
    const counts = { down: { created: 25, failed: 0 }, up: { created: 0 }, bytes: null }
    await write(
      'main.log',
      line(0, 'info', { mailbox: 'a@firma.ch', tries: 0, counts, hosts: ['one', 'two'] }),
    )
    const [only] = valueOf(await service().list(ALL, null)).lines
    expect(only?.summary).toBe('mailbox: a@firma.ch, tries: 0, created: 25, one, two')
  })

  it('opens one entry whole, and says so when its file is gone', async () => {
    const file = await write('main.log', line(0, 'info', { deep: { er: 'than the summary' } }))
    const [first] = valueOf(await service().list(ALL, null)).lines
    const opened = valueOf(await service().open(first!.position))
    expect(JSON.parse(opened.details)).toEqual({ deep: { er: 'than the summary' } })
    rmSync(file)
    expect(await service().open(first!.position)).toMatchObject({ error: { code: 'log.entry-gone' } })
  })

  it('holds no secret when it is written, and none of an older file leaves with an export', async () => {
    const secret = 'Pl4in-Text!Secret'
    const written = logLine(at(0), 'info', 'call', 1, {
      password: secret,
      text: `Authorization: Basic ${btoa(secret)}`,
    })
    expect(written).not.toContain(secret)
    expect(written).not.toContain(btoa(secret))
    await write('main.log', `${line(0)}{"password":"${secret}"}\nold text, password=${secret}\n${line(1)}`)
    const file = path.join(data, 'export.jsonl')
    expect(valueOf(await service(file).export(ALL))).toEqual({ path: file, count: 4 })
    const text = readFileSync(file, 'utf8')
    expect(text).not.toContain(secret)
    expect(text.startsWith(line(0))).toBe(true)
    expect(text.endsWith(line(1))).toBe(true)
  })

  it('cuts what a server made endless', () => {
    const written = logLine(at(0), 'info', 'call', 1, { value: 'x'.repeat(1_000_000) })
    expect(written.length).toBeLessThan(70_000)
    expect(JSON.parse(written)).toMatchObject({
      event: 'call',
      details: { cut: expect.any(String) as string },
    })
  })

  it('forgets full files that are older than the settings say, never the one being written', async () => {
    for (const name of [
      'main.log',
      'main.2026-11-01T08-00-00-000Z.log',
      'main.2026-11-27T08-00-00-000Z.log',
      'main.old.log',
    ]) {
      const file = await write(name, line(0))
      const days = name.includes('27T') ? 1 : 40
      utimesSync(file, new Date(), new Date(Date.now() - days * 86_400_000))
    }
    writeFileSync(path.join(folder, 'notes.txt'), '')
    removeOldLogs(folder, 30)
    expect(logFiles(folder).map((file) => path.basename(file))).toEqual([
      'main.log',
      'main.2026-11-27T08-00-00-000Z.log',
    ])
  })
})

/**
 * The commands of the installed program, on what was set up in its window, as a task scheduler and a monitoring system
 * call them: without a display, by exit codes and JSON.
 */
import { readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { statusDocumentSchema, type StatusDocument } from '#electron/command/status-document.ts'
import { hold } from '#test/exchange-server/hold.ts'
import type { ExchangeServer } from '#test/exchange-server/server.ts'
import { readZip } from '#test/zip/read-zip.ts'
import { newDataFolder, removeFolder } from '../application.ts'
import { ANNA, startExchange } from '../exchange.ts'
import { openSecondKeyring, type Keyring } from '../keyring/second-keyring.ts'
import { createAccount, createConnector, storedEmails } from '../steps.ts'
import { command, parsed, startCommand, type Ended, type Surroundings } from './command.ts'
import { PROGRAM, withPackaged } from './packaged.ts'

type Told = {
  readonly ok: boolean
  readonly error: { readonly code: string } | null
  readonly accounts: readonly {
    readonly mailbox: string
    readonly outcome: string | null
    readonly skipped?: string | null
    readonly joined?: boolean
    readonly counts?: { readonly created: number }
    readonly plan?: { readonly kinds: readonly object[] }
    readonly error: { readonly code: string } | null
  }[]
}

const told = (ended: Ended) => parsed(ended) as Told

const MESSAGES = 12

// A command is a start of the whole program.
test.describe.configure({ mode: 'serial', timeout: 120_000 })

let keyring: Keyring
let server: ExchangeServer
let dataFolder: string
let surroundings: Surroundings

test.beforeAll(async () => {
  keyring = await openSecondKeyring()
  server = await startExchange(MESSAGES)
  dataFolder = await newDataFolder()
  surroundings = { ...keyring.environment, XDG_CURRENT_DESKTOP: 'GNOME', EWS_KONNEKTOR_DATA: dataFolder }
  await withPackaged({ dataFolder, environment: surroundings }, async ({ page }) => {
    await createConnector(page, { name: 'Contoso', url: server.url })
    await createAccount(page, ANNA)
  })
})

test.afterAll(async () => {
  await server.stop()
  await keyring.stop()
  await removeFolder(dataFolder)
})

async function status(): Promise<StatusDocument> {
  const ended = await command(['status', '--json'], surroundings)
  expect(ended.code).toBe(0)
  return statusDocumentSchema.strict().parse(parsed(ended))
}

/** Every process that opened the data folder says so in the log. */
async function openings(): Promise<number> {
  const log = await readFile(path.join(dataFolder, 'logs/main.log'), 'utf8')
  return log.split('\n').filter((line) => line.includes('"event":"started"')).length
}

test('on an empty data folder each format says that nothing is set up', async () => {
  const empty = await newDataFolder()
  try {
    const environment = { ...surroundings, EWS_KONNEKTOR_DATA: empty }
    const text = await command(['status', '--language', 'de'], environment)
    expect(text).toMatchObject({ code: 0 })
    expect(text.output).toContain('UNBEKANNT: Es ist kein Konto eingerichtet.')
    const nobody = await command(['sync', ANNA.mailbox, '--language=en'], environment)
    expect(nobody).toMatchObject({ code: 2, output: '' })
    expect(nobody.errors).toContain('No account is set up.')
    const nagios = await command(['status', '--nagios'], environment)
    expect(nagios.code).toBe(3)
    expect(nagios.output).toMatch(/^EWS KONNEKTOR UNKNOWN: [^|\n]+ \| accounts=0;;;0 [^\n]+\n$/)
    const prtg = await command(['status', '--prtg'], environment)
    expect(prtg.code).toBe(0)
    const { result } = (parsed(prtg) as { prtg: { result: object[] } }).prtg
    expect(result[0]).toMatchObject({
      channel: 'Level',
      value: 3,
    })
  } finally {
    await removeFolder(empty)
  }
})

test('what was set up in the window is there, is tested, and its first synchronisation waits for somebody who wants it', async () => {
  const before = await status()
  expect(before).toMatchObject({
    level: 'warning',
    problems: [{ code: 'not-begun', mailboxes: [ANNA.mailbox] }],
    program: { isRunning: false },
  })
  expect(before.accounts).toMatchObject([{ mailbox: ANNA.mailbox, connector: 'Contoso', state: 'not-begun' }])
  const tested = await command(['test', ANNA.mailbox, '--json'], surroundings)
  expect(tested.code).toBe(0)
  expect(told(tested)).toMatchObject({ ok: true, error: null })
  expect(told(tested).accounts[0]?.outcome).toBe('passed')
  const refused = await command(['sync', '--all', '--json'], surroundings)
  expect(refused.code).toBe(1)
  expect(told(refused)).toMatchObject({
    ok: false,
    error: { code: 'command.nothing-to-sync' },
    accounts: [{ skipped: 'not-begun' }],
  })
  const planned = await command(['sync', '--connector', 'contoso', '--dry-run', '--json'], surroundings)
  expect(planned.code).toBe(0)
  expect(JSON.stringify(told(planned).accounts[0]?.plan)).toContain(`"create":${MESSAGES}`)
  const first = await command(['sync', ANNA.mailbox, '--first', '--json'], surroundings)
  expect(first.code).toBe(0)
  expect(told(first).accounts).toMatchObject([{ outcome: 'succeeded', counts: { created: MESSAGES } }])
  const after = await status()
  expect(after.accounts).toMatchObject([
    { state: 'automatic', isLate: false, lastRun: { outcome: 'succeeded', created: MESSAGES, error: null } },
  ])
  const nagios = await command(['status', '--nagios'], surroundings)
  expect(nagios.code).toBe(0)
  expect(nagios.output).toMatch(/^EWS KONNEKTOR OK: .* \| accounts=1;;;0 well=1;;;0 /)
})

test('an unknown account is told with those that are meant, and nothing is done', async () => {
  const unknown = await command(['sync', 'ana.meier@contoso.example', '--language=en'], surroundings)
  expect(unknown).toMatchObject({ code: 2, output: '' })
  expect(unknown.errors).toContain(`Nearest to it: ${ANNA.mailbox}.`)
})

test('switches of Chromium and secrets are refused before Chromium acts upon them', async () => {
  for (const args of [
    ['status', '--remote-debugging-port=0'],
    ['--remote-debugging-port=0', 'status'],
    ['status', '--output', '--remote-debugging-port=0'],
    ['status', '--inspect=0'],
    ['status', '--user-data-dir=/tmp/elsewhere'],
    ['statu'],
    ['sync', '--password=Geheim-123', '--all'],
  ]) {
    const refused = await command(args, surroundings)
    expect(refused, args.join(' ')).toMatchObject({ code: 2, output: '' })
    expect(refused.errors).not.toMatch(/DevTools listening|Debugger listening|Geheim-123/)
  }
  const behind = await command(['test', '--language=en', '--', '--remote-debugging-port=0'], surroundings)
  expect(behind.code).toBe(2)
  expect(behind.errors).toContain('There is no account “--remote-debugging-port=0”.')
  expect(behind.errors).not.toContain('DevTools listening')
})

test('while the application runs it does what a command wants, and its data is opened by nobody else', async () => {
  await withPackaged({ dataFolder, environment: surroundings }, async ({ page }) => {
    const opened = await openings()
    await server
      .mailbox(ANNA.mailbox)
      .addMessage(Buffer.from('Subject: Zwei\r\n\r\nZwei\r\n'), { folder: 'inbox' })
    const synced = await command(['sync', '--all', '--json'], surroundings)
    expect(synced).toMatchObject({ code: 0 })
    expect(told(synced).accounts).toMatchObject([{ outcome: 'succeeded' }])
    expect((await storedEmails(page)).length).toBe(MESSAGES + 1)
    expect((await status()).program.isRunning).toBe(true)
    const file = path.join(dataFolder, 'status.json')
    expect(await command(['status', '--json', '--output', file], surroundings)).toMatchObject({
      code: 0,
      output: '',
    })
    statusDocumentSchema.parse(JSON.parse(await readFile(file, 'utf8')))
    const unknown = await command(['test', 'nobody@contoso.example'], surroundings)
    expect(unknown).toMatchObject({ code: 2 })
    expect(await openings()).toBe(opened)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  })
})

test('Ctrl+C ends what a command has begun, in its own process and in the application', async () => {
  await server
    .mailbox(ANNA.mailbox)
    .addMessage(Buffer.from('Subject: Drei\r\n\r\nDrei\r\n'), { folder: 'inbox' })
  const cancelled = async (): Promise<void> => {
    const held = hold(server, ({ operation }) => operation === 'SyncFolderItems')
    const sync = startCommand(['sync', '--all', '--json'], surroundings)
    await held.reached
    // The wrapper is replaced by the program: the signal reaches it.
    sync.program.kill('SIGINT')
    const ended = await sync.ended
    held.release()
    expect(ended.code).toBe(130)
    expect(told(ended)).toMatchObject({ ok: false, error: { code: 'command.cancelled' } })
    expect((await status()).accounts).toMatchObject([{ lastRun: { outcome: 'cancelled' } }])
  }
  await cancelled()
  await withPackaged({ dataFolder, environment: surroundings }, async () => {
    // It synchronises by itself when it starts, and then not for minutes.
    await expect.poll(async () => (await status()).accounts[0]?.lastRun?.trigger).toBe('schedule')
    await cancelled()
  })
})

test('while a command runs another one is answered or waits for it', async () => {
  const held = hold(server, ({ operation }) => operation === 'SyncFolderItems')
  const sync = startCommand(['sync', '--all', '--json'], surroundings)
  await held.reached
  expect((await status()).accounts).toMatchObject([{ state: 'running' }])
  const impatient = await command(['test', '--all', '--wait', '0', '--json'], surroundings)
  expect(impatient.code).toBe(1)
  expect(told(impatient)).toMatchObject({ error: { code: 'command.busy' } })
  const patient = startCommand(['test', '--all', '--progress', '--language=en'], surroundings)
  await new Promise<void>((resolve) =>
    patient.program.stderr?.on('data', (bytes: Buffer) => {
      if (bytes.toString().includes('this one waits')) resolve()
    }),
  )
  held.release()
  expect(await sync.ended).toMatchObject({ code: 0 })
  expect(await patient.ended).toMatchObject({ code: 0 })
})

test('the package for support is written without a password or a name', async () => {
  const file = path.join(dataFolder, 'support.zip')
  const written = await command(['support-package', '--to', file], surroundings)
  expect(written).toMatchObject({ code: 0 })
  expect(written.output).toContain(file)
  const files = readZip(file)
  const all = [...files.values()].join('\n')
  expect([...files.keys()]).toEqual(expect.arrayContaining(['system.json', 'accounts.json']))
  expect(all).not.toContain(ANNA.password)
  expect(all).not.toMatch(/anna\.?meier/i)
  await rm(file)
})

test('a server that is away and a refused password have their exit codes, and the password is sent only once', async () => {
  await server.stopListening()
  const away = await command(['test', '--all', '--json'], surroundings)
  expect(away.code).toBe(1)
  expect(told(away).accounts[0]?.error?.code).toMatch(/^network\./)
  await server.listen()
  const port = server.port
  await server.stop()
  server = await startExchange(1, { port, password: 'another one' })
  const refused = await command(['test', '--all', '--json'], surroundings)
  expect(refused).toMatchObject({ code: 1 })
  expect(told(refused).accounts[0]?.error?.code).toBe('sign-in.refused')
  expect(server.failedSignIns(ANNA.userName)).toBe(1)
  for (const args of [
    ['test', '--all'],
    ['sync', '--all'],
  ]) {
    expect(await command(args, surroundings)).toMatchObject({ code: 1 })
  }
  expect(server.failedSignIns(ANNA.userName)).toBe(1)
  const nagios = await command(['status', '--nagios', '--language', 'en'], surroundings)
  expect(nagios.code).toBe(2)
  expect(nagios.output).toMatch(/^EWS KONNEKTOR CRITICAL: anna\.meier@contoso\.example: /)
  expect(nagios.output).not.toContain(ANNA.password)
})

test('without a display the program itself says what to call instead', async () => {
  const { DISPLAY: _display, WAYLAND_DISPLAY: _wayland, ...inherited } = process.env
  const { spawnSync } = await import('node:child_process')
  const direct = (...args: string[]) =>
    spawnSync(PROGRAM, ['--no-sandbox', 'status', ...args], {
      env: { ...inherited, ...surroundings, LC_ALL: 'de_CH.UTF-8' },
      encoding: 'utf8',
    })
  const text = direct('--language', 'en')
  expect(text.status).toBe(1)
  expect(text.stderr).toContain('Call ews-konnektor')
  const prtg = direct('--prtg')
  expect(prtg.status).toBe(0)
  expect(JSON.parse(prtg.stdout)).toMatchObject({ prtg: { error: 1 } })
})

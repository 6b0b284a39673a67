/** The command line against the test server: real processes, real HTTP, a real data folder. */
import { EventEmitter, once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { readFile, readdir, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { TEST_STEPS } from '#shared/domain/connection-test.ts'
import { fill } from '#test/exchange-server/content/fill.ts'
import {
  startExchangeServer,
  type CertificateKind,
  type ExchangeServer,
  type Interception,
} from '#test/exchange-server/server.ts'
import { SHARED_FOLDER_MISSING, sharedFolder } from '#test/exchange-server/shared-folder.ts'
import { startProxy } from '#test/proxy/proxy-server.ts'
import { runCli, type CliOptions, type CliRun } from './run-cli.ts'

const ANNA = 'anna@contoso.example'
const BEAT = 'beat@contoso.example'
const PASSWORD = 'Grüezi: wohl, 7!'
const CORPUS = sharedFolder() === undefined ? undefined : path.join(sharedFolder() ?? '', 'corpus', 'mail')

let folder: string
let data: string
const ends: (() => Promise<unknown>)[] = []

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'ews-konnektor-cli-'))
  data = path.join(folder, 'data')
  ends.push(() => rm(folder, { recursive: true, force: true }))
})
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

async function startServer(tls?: CertificateKind): Promise<ExchangeServer> {
  const server = await startExchangeServer({
    mailboxes: [ANNA, BEAT].map((address) => ({ address, password: PASSWORD })),
    ...(tls === undefined ? {} : { tls }),
  })
  ends.push(() => server.stop())
  return server
}

type Who = { readonly mailbox?: string; readonly user?: string }

function account(server: { readonly url: string }, { mailbox = ANNA, user = 'anna' }: Who = {}): string[] {
  return ['--url', server.url, '--mailbox', mailbox, '--user', user]
}

async function cli(args: readonly string[], options: CliOptions = {}): Promise<CliRun> {
  return await runCli(args, { password: PASSWORD, ...options })
}

async function sync(server: ExchangeServer, who: Who = {}, more: readonly string[] = []): Promise<CliRun> {
  return await cli(['sync', ...account(server, who), '--data', data, '--json', ...more])
}

/** In clear, and as it stands in headers. */
function formsOf(password: string): string[] {
  return [password, ...[password, `anna:${password}`].map((plain) => Buffer.from(plain).toString('base64'))]
}

function operations(server: ExchangeServer): (string | undefined)[] {
  return server.journal.map(({ operation }) => operation)
}

describe('find', () => {
  async function startWithAuthority(): Promise<{ server: ExchangeServer; named: string[] }> {
    const server = await startServer('private-ca')
    const ca = path.join(folder, 'ca.pem')
    await writeFile(ca, server.caCertificate ?? '')
    return { server, named: ['--server', new URL(server.url).host, '--ca', ca] }
  }

  it('tells the address of the server, and every attempt', async () => {
    const { server, named } = await startWithAuthority()
    const run = await cli(['find', ANNA, '--user', 'anna', ...named, '--json'])
    const json = run.json()
    expect(run).toMatchObject({ code: 0, errors: '' })
    expect(json).toMatchObject({
      ok: true,
      signIns: 1,
      found: { ewsUrl: server.url, primaryAddress: ANNA, method: 'soap' },
      error: null,
    })
    expect(json.attempts).toContainEqual(
      expect.objectContaining({ method: 'soap', url: server.autodiscover.soapUrl, status: 200 }),
    )
    expect(run.output).not.toContain(PASSWORD)
  })

  it('tells it in the language of the caller', async () => {
    const { server, named } = await startWithAuthority()
    const run = await cli(['find', ANNA, '--user', 'anna', ...named, '--language', 'de'])
    expect(run).toMatchObject({ code: 0, errors: '' })
    expect(run.output).toContain(
      `Adresse des EWS-Dienstes (innerhalb und ausserhalb der Organisation): ${server.url} – `,
    )
    expect(run.output).toContain('verlangt eine Anmeldung (Basic)')
  })

  it('ends with the first refused password', async () => {
    const { server, named } = await startWithAuthority()
    const run = await cli(['find', ANNA, '--user', 'anna', ...named, '--json'], {
      password: 'falsch',
    })
    expect(run.code).toBe(1)
    expect(run.json()).toMatchObject({
      ok: false,
      signIns: 1,
      found: null,
      error: { code: 'sign-in.refused' },
    })
    expect(server.failedSignIns('anna')).toBe(1)
  })

  it('asks no foreign host that was not allowed, and says how to allow it', async () => {
    const { server, named } = await startWithAuthority()
    const foreign = `localhost:${server.port}`
    server.autodiscover.route(ANNA, { kind: 'http-redirect', url: `https://${foreign}` })
    const call = ['find', ANNA, '--user', 'anna', ...named, '--json']
    const run = await cli(call)
    expect(run.code).toBe(1)
    expect(run.json().error).toMatchObject({
      code: 'discovery.host-declined',
      params: { host: foreign },
      todo: `If you trust this host, add --allow-host ${foreign}.`,
    })
    const hosts = run.json().attempts?.map(({ url, signedIn }) => `${url} ${signedIn}`) ?? []
    expect(hosts.filter((attempt) => attempt.includes(foreign) && attempt.endsWith('true'))).toEqual([])

    // Allowed, it is asked, and sends back to itself: the circle ends.
    const allowed = (await cli([...call, '--allow-host', foreign])).json()
    expect(allowed).toMatchObject({ signIns: 2, error: { code: 'discovery.redirect-loop' } })
  })

  it('without a password tells what is told without one', async () => {
    const { server, named } = await startWithAuthority()
    const run = await runCli(['find', ANNA, ...named, '--json'])
    expect(run.json()).toMatchObject({ signIns: 0, found: { ewsUrl: server.url, method: 'json' } })
    const withUser = await runCli(['find', ANNA, '--user', 'anna', ...named, '--json'])
    expect(withUser.json().error).toMatchObject({ code: 'secret.not-stored' })
  })
})

describe('test', () => {
  it('passes against a server that is well, in the language of the caller', async () => {
    const server = await startServer()
    const run = await cli(['test', ...account(server), '--language', 'de'])
    expect(run).toMatchObject({ code: 0, errors: '' })
    expect(run.output).toContain('Verbindungstest: Bestanden')
    const json = (await cli(['test', ...account(server), '--json'])).json()
    expect(json).toMatchObject({ ok: true, outcome: 'passed', url: server.url, error: null })
    expect(json.steps?.map(({ id }) => id)).toEqual(TEST_STEPS)
  })

  it('completes the address visibly and leaves nothing behind', async () => {
    const server = await startServer()
    const run = await cli([
      'test',
      '--url',
      `http://127.0.0.1:${server.port}`,
      '--mailbox',
      ANNA,
      '--user',
      'anna',
    ])
    expect(run.code).toBe(0)
    expect(run.output).toContain(`Address: ${server.url}`)
    expect(await readdir(folder)).toEqual([])
  })

  it('with a wrong password fails after exactly one attempt to sign in', async () => {
    const server = await startServer()
    const run = await cli(['test', ...account(server), '--json'], { password: 'wrong' })
    expect(run.code).toBe(1)
    const { ok, error, steps } = run.json()
    expect(ok).toBe(false)
    expect(error).toMatchObject({ code: 'sign-in.refused', what: expect.stringContaining('anna') as string })
    expect(steps?.find(({ id }) => id === 'authentication')?.error?.todo).toContain('password')
    expect(server.failedSignIns('anna')).toBe(1)
  })

  it('without an account reaches the server, and is no success', async () => {
    const server = await startServer()
    const run = await runCli(['test', '--url', server.url, '--json'])
    expect(run.code).toBe(1)
    expect(run.json()).toMatchObject({ ok: false, outcome: 'incomplete' })
  })

  it('writes its report as text or as a page, in the language of the call, also when it fails', async () => {
    const server = await startServer()
    const [page, plain] = ['report.html', 'report.TXT'].map((name) => path.join(folder, name)) as [
      string,
      string,
    ]
    const passed = await cli(['test', ...account(server), '--language', 'de', '--report', page])
    expect(passed).toMatchObject({ code: 0, errors: '' })
    expect(passed.output).toContain(`Bericht: ${page}`)
    const html = await readFile(page, 'utf8')
    expect(html).toMatch(/^<!doctype html>\s*<html lang="de"/i)
    expect(html).toContain('Bestanden')
    expect(html).toContain('GetFolder')
    const failed = await cli(['test', ...account(server), '--json', '--report', plain], { password: 'wrong' })
    expect(failed).toMatchObject({ code: 1 })
    expect(failed.json()).toMatchObject({ report: plain, error: { code: 'sign-in.refused' } })
    const text = await readFile(plain, 'utf8')
    expect(text).not.toContain('<html')
    expect(text).toContain(failed.json().error?.what)
    for (const secret of formsOf(PASSWORD)) expect(html).not.toContain(secret)
  })

  it('tests nothing for a report of unknown form, and does not hide that one could not be written', async () => {
    const server = await startServer()
    const pdf = await cli(['test', ...account(server), '--json', '--report', path.join(folder, 'report.pdf')])
    expect(pdf.code).toBe(2)
    expect(pdf.json().error?.todo).toContain('.txt or .html')
    expect(server.journal).toHaveLength(0)
    const nowhere = ['--report', path.join(folder, 'missing', 'report.txt')]
    const passed = await cli(['test', ...account(server), '--json', ...nowhere])
    expect(passed.code).toBe(1)
    expect(passed.json()).toMatchObject({ outcome: 'passed', error: { code: 'export.write-failed' } })
    const failed = await cli(['test', ...account(server), '--json', ...nowhere], { password: 'wrong' })
    expect(failed.json()).toMatchObject({
      error: { code: 'sign-in.refused' },
      incidents: [{ code: 'export.write-failed' }],
    })
  })

  it('trusts a private authority only when it is given', async () => {
    const server = await startServer('private-ca')
    const file = path.join(folder, 'ca.pem')
    await writeFile(file, server.caCertificate ?? '')
    const without = await cli(['test', ...account(server), '--json'])
    expect(without.code).toBe(1)
    expect(without.json().error?.code).toBe('tls.untrusted-issuer')
    expect((await cli(['test', ...account(server), '--json', '--ca', file])).code).toBe(0)
    await fill(server.mailbox(ANNA), { messages: 3 })
    expect((await sync(server, {}, ['--ca', file])).json()).toMatchObject({
      ok: true,
      counts: { created: 3 },
    })
  })
})

describe('sync', () => {
  it('imports the inbox; the second run fetches no content and changes nothing', async () => {
    const server = await startServer()
    await fill(server.mailbox(ANNA), { messages: 20 })
    const first = await sync(server)
    expect(first.code).toBe(0)
    expect(first.errors).toBe('')
    expect(first.json()).toMatchObject({
      ok: true,
      outcome: 'succeeded',
      counts: { created: 20, updated: 0, deleted: 0, failed: 0 },
      startedAt: expect.stringMatching(/Z$/) as string,
      endedAt: expect.stringMatching(/Z$/) as string,
      error: null,
    })
    server.clearJournal()
    const second = await sync(server)
    expect(second.json()).toMatchObject({
      ok: true,
      counts: { created: 0, updated: 0, deleted: 0, bytes: 0 },
    })
    expect(new Set(operations(server))).toEqual(new Set(['SyncFolderItems']))
  })

  it('goes on without its record, because the account has the same id again', async () => {
    const server = await startServer()
    await fill(server.mailbox(ANNA), { messages: 3 })
    await sync(server)
    await rm(path.join(data, 'command-line.json'))
    server.clearJournal()
    expect((await sync(server)).json().counts).toMatchObject({ created: 0 })
    expect(new Set(operations(server))).toEqual(new Set(['SyncFolderItems']))
  })

  it('begins anew when the store was removed', async () => {
    const server = await startServer()
    await fill(server.mailbox(ANNA), { messages: 3 })
    await sync(server)
    await rm(path.join(data, 'prime'), { recursive: true })
    expect((await sync(server)).json().counts).toMatchObject({ created: 3 })
  })

  it('takes the password from standard input and the rest from a file', async () => {
    const server = await startServer()
    const file = path.join(folder, 'config.json')
    const config = { url: server.url, mailbox: ANNA, user: 'anna', data, json: true }
    await writeFile(file, JSON.stringify(config))
    const run = await runCli(['sync', '--config', file, '--password-stdin'], { input: `${PASSWORD}\nmore` })
    expect(run.json()).toMatchObject({ ok: true, outcome: 'succeeded' })
  })

  it('with a wrong password fails after exactly one attempt to sign in', async () => {
    const server = await startServer()
    const args = ['sync', ...account(server), '--data', data, '--json']
    const run = await cli(args, { password: 'wrong' })
    expect(run.code).toBe(1)
    expect(run.json()).toMatchObject({ ok: false, outcome: 'failed', error: { code: 'sign-in.refused' } })
    expect(server.failedSignIns('anna')).toBe(1)
    expect((await sync(server)).code).toBe(0)
  })

  it('connects a mailbox with one e-mail account only, over all runs', async () => {
    const server = await startServer()
    await sync(server)
    const mailboxTaken = await sync(server, {}, ['--prime-address', 'other@firma.ch'])
    expect(mailboxTaken.code).toBe(1)
    expect(mailboxTaken.json().error?.code).toBe('account.mailbox-taken')
    const primeTaken = await sync(server, { mailbox: BEAT, user: 'beat' }, ['--prime-address', ANNA])
    expect(primeTaken.json().error?.code).toBe('account.prime-email-account-taken')
    expect((await sync(server, { mailbox: BEAT, user: 'beat' })).code).toBe(0)
    // The refused e-mail account was not created either.
    const list = await runCli(['list', '--data', data, '--prime-address', 'other@firma.ch', '--json'])
    expect(list.json().error?.code).toBe('prime-email-account.not-found')
  })

  it('a mistyped mailbox stands in nobody’s way', async () => {
    const server = await startServer()
    const mistyped = await sync(server, { mailbox: 'ana@contoso.example' }, [
      '--prime-address',
      'team@firma.ch',
    ])
    expect(mistyped.json().error?.code).toBe('exchange.mailbox-not-found')
    expect((await sync(server, {}, ['--prime-address', 'team@firma.ch'])).code).toBe(0)
  })

  it('tells progress on standard error when asked', async () => {
    const server = await startServer()
    await fill(server.mailbox(ANNA), { messages: 3 })
    // Progress is told ten times a second at most: the run waits with its messages until it has been told.
    const told = new EventEmitter()
    const isTold = once(told, 'of 3')
    server.intercept(async ({ operation }): Promise<Interception> => {
      if (operation === 'GetItem') await isTold
      return 'pass'
    })
    const run = await cli(['sync', ...account(server), '--data', data, '--json', '--progress'], {
      onStart: ({ stderr }) => {
        stderr?.on('data', (text: Buffer) => text.includes('of 3') && told.emit('of 3'))
      },
    })
    expect(run.json().ok).toBe(true)
    expect(run.errors).toMatch(/of 3/)
  })

  it('ends orderly at Ctrl+C with code 130; the next run completes', async () => {
    const server = await startServer()
    const count = 530 // more than one page of 512
    await fill(server.mailbox(ANNA), { messages: count })
    let interrupt: () => void = () => undefined
    let batches = 0
    const stop = server.intercept(({ operation }) => {
      if (operation === 'GetItem') batches += 1
      if (batches === 6) interrupt() // some of those before are committed by then
      return 'pass'
    })
    const run = await cli(['sync', ...account(server), '--data', data, '--json'], {
      onStart: (child) => {
        interrupt = () => child.kill('SIGINT')
      },
    })
    stop()
    expect(run.code).toBe(130)
    expect(run.json()).toMatchObject({ ok: false, outcome: 'cancelled', error: { code: 'sync.cancelled' } })
    const created = run.json().counts?.created ?? 0
    expect(created).toBeGreaterThan(0)
    expect(created).toBeLessThan(count)
    const next = await sync(server)
    expect(next.json()).toMatchObject({ ok: true, counts: { created: count - created } })
    const list = await runCli(['list', '--data', data, '--mailbox', ANNA, '--limit', '1', '--json'])
    expect(list.json().total).toBe(count)
  })
})

describe('list and export', () => {
  it('list page by page without a server and a password', async () => {
    const server = await startServer()
    await fill(server.mailbox(ANNA), { messages: 5 })
    await sync(server)
    await server.stopListening()
    const args = ['list', '--data', data, '--mailbox', ANNA]
    const [first, second] = await Promise.all(
      ['0', '3'].map((offset) => runCli([...args, '--limit', '3', '--offset', offset, '--json'])),
    )
    expect(first?.json()).toMatchObject({ ok: true, total: 5 })
    const ids = [first, second].flatMap((run) => run?.json().emails?.map(({ id }) => id) ?? [])
    expect(new Set(ids).size).toBe(5)
    const readable = await runCli([...args, '--limit', '3', '--offset', '3', '--language', 'de'])
    expect(readable.output.trim().split('\n').at(-1)).toBe('4–5 von 5')
  })

  it.skipIf(CORPUS === undefined)(
    `export every message of the corpus byte for byte (${CORPUS === undefined ? SHARED_FOLDER_MISSING : 'present'})`,
    async () => {
      const server = await startServer()
      const mailbox = server.mailbox(ANNA)
      const ids = await fill(mailbox, { corpus: CORPUS ?? '' })
      const whole = await sync(server, {}, ['--days', 'all'])
      expect(whole.json().counts).toMatchObject({ created: ids.length, failed: 0 })
      const to = path.join(folder, 'out')
      const run = await runCli(['export', '--data', data, '--mailbox', ANNA, '--all', '--to', to, '--json'])
      expect(run.code).toBe(0)
      const files = run.json().files ?? []
      expect(run.json().exported).toBe(ids.length)
      expect(await readdir(to)).toEqual(['inbox'])
      expect((await readdir(path.join(to, 'inbox'))).sort()).toEqual(
        files.map((file) => path.basename(file.path)).sort(),
      )
      const exported = await Promise.all(files.map((file) => readFile(file.path, 'base64')))
      expect(exported.sort()).toEqual(
        ids.map((id) => Buffer.from(mailbox.mimeOf(id)).toString('base64')).sort(),
      )
    },
  )

  it('export one e-mail into a file or a folder, where it gets the name of its subject', async () => {
    const server = await startServer()
    const mailbox = server.mailbox(ANNA)
    const id = await mailbox.addMessage(
      { subject: '../Offerte: "A/B"?', text: 'Grüsse' },
      { folder: 'inbox' },
    )
    await sync(server)
    const list = await runCli(['list', '--data', data, '--mailbox', ANNA, '--json'])
    const one = ['export', '--data', data, '--id', list.json().emails?.[0]?.id ?? '', '--json']
    const file = path.join(folder, 'one.eml')
    expect((await runCli([...one, '--to', file])).json()).toMatchObject({ ok: true, files: [{ path: file }] })
    expect(Buffer.compare(await readFile(file), Buffer.from(mailbox.mimeOf(id)))).toBe(0)
    const out = path.join(folder, 'out')
    for (let times = 0; times < 2; times += 1) await runCli([...one, '--to', `${out}/`])
    expect((await readdir(out)).sort()).toEqual(['_Offerte_ _A_B__ (2).eml', '_Offerte_ _A_B__.eml'])
  })

  it('of a folder without a store create nothing', async () => {
    const run = await runCli(['list', '--data', data, '--mailbox', ANNA, '--json'])
    expect(run.json().error?.code).toBe('prime.unreadable')
    expect(await readdir(folder)).toEqual([])
  })
})

describe('the password', () => {
  it('is refused as an option and in a configuration file', async () => {
    const server = await startServer()
    const config = path.join(folder, 'config.json')
    await writeFile(config, JSON.stringify({ password: PASSWORD }))
    for (const extra of [['--password', PASSWORD], [`--password=${PASSWORD}`], ['--config', config]]) {
      const run = await runCli(['sync', ...account(server), '--data', data, '--json', ...extra])
      expect(run.code).toBe(2)
      expect(run.json().error?.todo).toContain('EWS_KONNEKTOR_PASSWORD')
      expect(run.output + run.errors).not.toContain(PASSWORD)
    }
    expect(server.journal).toHaveLength(0)
  })

  it('is asked for where it is needed, before anything is done', async () => {
    const server = await startServer()
    for (const args of [
      ['test', ...account(server), '--json'],
      ['sync', ...account(server), '--data', data, '--json'],
      ['sync', ...account(server), '--data', data, '--json', '--password-stdin'],
    ]) {
      const run = await runCli(args)
      expect(run.code).toBe(1)
      expect(run.json().error?.code).toBe('secret.not-stored')
    }
    expect(server.journal).toHaveLength(0)
    expect(await readdir(folder)).toEqual([])
  })

  it('is in no output and in no file', async () => {
    const server = await startServer()
    await fill(server.mailbox(ANNA), { messages: 3 })
    const runs = [
      await cli(['test', ...account(server)]),
      await sync(server, {}, ['--progress']),
      await cli(['sync', ...account(server), '--data', data], { password: `${PASSWORD}x` }),
    ]
    for (const { output, errors } of runs) expect(output + errors).not.toContain(PASSWORD)
    const secrets = formsOf(PASSWORD)
    const entries = await readdir(data, { recursive: true, withFileTypes: true })
    const files = entries.filter((entry) => entry.isFile())
    expect(files.length).toBeGreaterThan(3)
    for (const file of files) {
      const content = await readFile(path.join(file.parentPath, file.name))
      for (const secret of secrets) expect(content.includes(secret)).toBe(false)
    }
  })
})

describe('every failure', () => {
  const server = { url: 'https://127.0.0.1:1/EWS/Exchange.asmx' }
  it.each<[string, string, number, () => string[]]>([
    ['no command', 'input.invalid', 2, () => []],
    ['an unknown command', 'input.invalid', 2, () => ['synchronise']],
    ['an unknown option', 'input.invalid', 2, () => ['sync', '--colour']],
    ['missing options', 'input.invalid', 2, () => ['sync']],
    ['a wrong address', 'input.invalid', 2, () => ['test', '--url', 'http://mail.contoso.example']],
    [
      'Exchange Online with Basic',
      'input.invalid',
      2,
      () => ['sync', ...account({ url: 'outlook.office365.com' }), '--data', data],
    ],
    [
      'a file that is not there',
      'input.invalid',
      2,
      () => ['sync', '--config', path.join(folder, 'none.json')],
    ],
    [
      'an authority that is none',
      'input.invalid',
      2,
      () => ['test', ...account(server), '--ca', 'package.json'],
    ],
    ['a closed port', 'network.connection-refused', 1, () => ['test', ...account(server)]],
    ['a closed port', 'network.connection-refused', 1, () => ['sync', ...account(server), '--data', data]],
    [
      'a data folder that is a file',
      'prime.unreadable',
      1,
      () => ['sync', ...account(server), '--data', path.resolve('package.json')],
    ],
    [
      'a method that needs the application',
      'sign-in.windows-needs-application',
      1,
      () => ['sync', ...account(server), '--data', data, '--auth', 'windows'],
    ],
  ])('for %s, is one document with %s and exit code %i', async (_name, code, exitCode, args) => {
    const run = await cli([...args(), '--json'])
    expect(run.json()).toMatchObject({ ok: false, error: { code } })
    expect(run.json().error?.what).not.toBe('')
    expect(run).toMatchObject({ code: exitCode, errors: '' })
  })
})

describe('the proxy', () => {
  it('that the environment names is used, with its password', async () => {
    const server = await startServer('wrong-name') // the right one for a host that only the proxy can reach
    const ca = path.join(folder, 'ca.pem')
    await writeFile(ca, server.caCertificate ?? '')
    const url = server.url.replace('127.0.0.1', 'mail.contoso.example')
    const proxy = await startProxy({ credential: 'anna:durchlass' })
    ends.push(() => proxy.stop())
    const through = (password: string) =>
      cli(['sync', ...account({ url }), '--ca', ca, '--data', data, '--json'], {
        environment: {
          EWS_KONNEKTOR_PROXY: `anna@127.0.0.1:${proxy.port}`,
          EWS_KONNEKTOR_PROXY_PASSWORD: password,
        },
      })
    expect((await through('durchlass')).json()).toMatchObject({ ok: true })
    expect(proxy.tunnels).toContain(`mail.contoso.example:${server.port}`)
    const refused = await through('falsch')
    expect(refused.code).not.toBe(0)
    expect(JSON.stringify(refused.json())).toContain('proxy.sign-in-refused')
    expect(proxy.refusals).not.toEqual([])
    expect(refused.output + refused.errors).not.toContain('falsch')
  })

  it('of the system or of a PAC script is refused instead of left out', async () => {
    const server = await startServer()
    for (const proxy of ['system', 'pac:https://contoso.example/proxy.pac']) {
      const run = await cli(['test', ...account(server), '--json'], {
        environment: { EWS_KONNEKTOR_PROXY: proxy },
      })
      expect(run.json().error?.code).toBe('proxy.not-available')
    }
    expect(server.journal).toEqual([])
  })
})

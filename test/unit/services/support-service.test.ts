/** The package for support: complete, readable, and without one of the secrets that are planted everywhere. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { applicationSecretId, storedCredential } from '#electron/auth/application-credential.ts'
import { tokenSecretId } from '#electron/auth/token-store.ts'
import type { OpenTransport } from '#electron/exchange/transport/open-transport.ts'
import { logLine } from '#electron/log/log-line.ts'
import { secretFilter } from '#electron/support/without-secrets.ts'
import { StandIns } from '#electron/support/stand-ins.ts'
import { PROXY_SECRET } from '#shared/domain/proxy.ts'
import type { SupportOptions } from '#shared/domain/support.ts'
import { appError } from '#shared/errors.ts'
import { ok } from '#shared/result.ts'
import { readZip } from '#test/zip/read-zip.ts'
import { chunks } from '#test/unit/exchange/support/answers.ts'
import { aConnectorWith, anAccount, servicesUnderTest, valueOf } from './services-under-test.ts'

const OPTIONS: SupportOptions = { language: 'de', names: 'as-they-are', subjects: 'left-out' }
const SECRETS = {
  password: 'Pl4in&Text<Secret',
  token: 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhbm5hIn0.c2lnbmF0dXJl',
  refresh: '0.AXkA-refresh-token-that-is-opaque',
  application: 'application~secret~value',
  proxy: 'Pr0xy-Secret!',
}

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'support-'))
  mkdirSync(path.join(folder, 'logs'))
})
afterEach(() => {
  rmSync(folder, { recursive: true })
})

const formsOf = (secret: string): string[] => [
  secret,
  encodeURIComponent(secret),
  Buffer.from(secret).toString('base64').replace(/=+$/, ''),
  secret.replace(/&/g, '&amp;').replace(/</g, '&lt;'),
]

const openTransport: OpenTransport = () =>
  Promise.resolve(
    ok({
      send: () =>
        Promise.resolve(
          ok({
            status: 200,
            headers: { 'set-cookie': `session=${SECRETS.refresh}`, 'x-echo': SECRETS.password },
            challenges: [],
            setCookies: [],
            body: chunks(`<Subject>Kündigung</Subject><Password>${SECRETS.password}</Password>`),
            requestId: 'request-1',
          }),
        ),
      close: () => Promise.resolve(),
    }),
  )

/** Everything that a clumsy person, program or server could have left somewhere. */
async function planted() {
  const services = servicesUnderTest({ openTransport, dataFolder: folder })
  const { connector, accounts } = await aConnectorWith(services, 2)
  const { id } = accounts[0]!
  const { vault } = services
  await vault.set(tokenSecretId(id), JSON.stringify({ RefreshToken: { a: { secret: SECRETS.refresh } } }))
  await vault.set(
    applicationSecretId(connector.id),
    storedCredential({ kind: 'secret', secret: SECRETS.application }),
  )
  await vault.set(PROXY_SECRET, SECRETS.proxy)
  // Typed into the wrong field.
  const draft = anAccount(connector.id, 1, { userName: SECRETS.password })
  valueOf(await services.accounts.save(id, draft, { kind: 'set', value: SECRETS.password }))
  valueOf(services.traces.keepBodies(id, true))
  const transport = valueOf(await services.spy.callbacks!.transportFor(id))
  const basic = `Basic ${Buffer.from(`anna:${SECRETS.password}`).toString('base64')}`
  const answer = valueOf(
    await transport.send({
      operation: 'GetFolder',
      method: 'POST',
      url: `https://anna:${encodeURIComponent(SECRETS.password)}@mail.firma.ch/?token=${SECRETS.token}`,
      headers: {
        Authorization: basic,
        'Proxy-Authorization': `Bearer ${SECRETS.token}`,
        'X-Anchor': SECRETS.proxy,
      },
      body: `<Envelope>${SECRETS.password}</Envelope>`,
      signal: new AbortController().signal,
    }),
  )
  for await (const _chunk of answer.body);
  services.traces.exchangesOf(id)
  const details = { user: 'anna', text: Object.values(SECRETS).join(' '), headers: { authorization: basic } }
  writeFileSync(
    path.join(folder, 'logs', 'main.log'),
    `${logLine(new Date(), 'error', 'unexpected', 1006, details)}\n`,
  )
  // Of a version that redacted nothing.
  const raw = `[2026-11-28 18:00:00.000] [warn]  [1003] old ${JSON.stringify(details)} password=${SECRETS.proxy}\n`
  writeFileSync(path.join(folder, 'logs', 'main.old.log'), raw + JSON.stringify({ deep: details }) + '\n')
  const problems = () =>
    Promise.resolve(
      ok({
        total: 1,
        problems: [
          {
            exchangeItemId: null,
            primeItemId: null,
            kind: 'email' as const,
            side: 'exchange' as const,
            folder: null,
            subject: 'Kündigung',
            attempts: 3,
            givenUp: true,
            error: appError('sync.items-given-up', { reason: `password: ${SECRETS.password}` }),
          },
        ],
      }),
    )
  Object.assign(services.spy, { problems, syncRuns: () => Promise.resolve(ok({ runs: [], next: null })) })
  return { services, id }
}

const packed = async (options: Partial<SupportOptions> = {}) => {
  const { services, id } = await planted()
  const file = path.join(folder, 'package.zip')
  valueOf(await services.support.writeTo(file, { ...OPTIONS, ...options }))
  return { files: readZip(file), services, id, file }
}

describe('the package for support', () => {
  it('holds none of the secrets that are planted everywhere, in whatever form', async () => {
    const { files } = await packed()
    const all = [...files].map(([name, text]) => `${name}\n${text}`).join('\n')
    for (const secret of Object.values(SECRETS)) {
      for (const form of formsOf(secret)) expect(all).not.toContain(form)
    }
    expect(all).not.toContain(Buffer.from(`anna:${SECRETS.password}`).toString('base64').replace(/=+$/, ''))
    expect(all).toContain('[redacted]')
  })

  it('holds what helps, as JSON that can be read, and a list of it', async () => {
    const { files, id } = await packed()
    const names = [...files.keys()]
    expect(names).toEqual([
      'README.txt',
      ...['system', 'configuration', 'accounts', 'problems', 'runs'].map((name) => `${name}.json`),
      `traces/${id}.har`,
      'logs/main.log',
      'logs/main.old.log',
    ])
    for (const [name, text] of files) {
      if (/\.(json|har)$/.test(name)) expect(() => JSON.parse(text) as unknown, name).not.toThrow()
    }
    for (const name of names.slice(1)) expect(files.get('README.txt')).toContain(name)
    expect(files.get('system.json')).toContain('"product": "0.0.0"')
    expect(files.get('configuration.json')).toContain('https://mail.firma.ch/EWS/Exchange.asmx')
    expect(files.get('problems.json')).toContain('sync.items-given-up')
    expect(files.get(`traces/${id}.har`)).toContain('request-1')
  })

  it('holds no mail: neither bodies, nor subjects unless they are wished for', async () => {
    const without = await packed()
    expect([...without.files.values()].join('')).not.toMatch(/Kündigung|<Subject>|<Envelope>/)
    const wished = await packed({ subjects: 'included' })
    expect(wished.files.get('problems.json')).toContain('Kündigung')
    expect(wished.files.get('README.txt')).toContain('Betreffe')
  })

  it('calls the same person the same in all files when names are replaced', async () => {
    const { files } = await packed({ names: 'replaced' })
    const all = [...files.values()].join('\n')
    expect(all).not.toMatch(/person1@firma\.ch.*prime1@|Person 1"/)
    const configuration = files.get('configuration.json') ?? ''
    const [, mailbox] = /"mailbox": "(person\d+)@firma\.ch"/.exec(configuration) ?? []
    expect(mailbox).toBeTruthy()
    expect(files.get('accounts.json')).toContain(`"mailbox": "${mailbox ?? ''}@firma.ch"`)
    expect(configuration).toContain('https://mail.firma.ch')
  })

  it('is looked at part by part before it is saved', async () => {
    const { services, files } = await packed()
    const parts = valueOf(await services.support.preview(OPTIONS))
    expect(parts.map(({ name }) => name)).toEqual([...files.keys()])
    expect(valueOf(await services.support.open(OPTIONS, 'configuration.json'))).toEqual({
      text: files.get('configuration.json'),
      isCut: false,
    })
  })

  it('is not there when it was cancelled or could not be written, and an older one stays', async () => {
    const { services, file } = await packed()
    const before = readFileSync(file)
    const writing = services.support.writeTo(file, OPTIONS)
    valueOf(services.support.cancel())
    expect(await writing).toMatchObject({ error: { code: 'support.cancelled' } })
    expect(readFileSync(file).equals(before)).toBe(true)
    const missing = path.join(folder, 'missing', 'package.zip')
    expect(await services.support.writeTo(missing, OPTIONS)).toMatchObject({
      error: { code: 'export.write-failed' },
    })
    expect(existsSync(missing)).toBe(false)
    expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([])
  })
})

describe('the search for stored secrets', () => {
  it('finds them inside of longer texts, and takes the longest first', () => {
    const clean = secretFilter(['geheim', 'geheimnis', 'abc'])
    expect(clean('xgeheimnisx geheim abc')).toBe('x[redacted]x [redacted] abc')
  })
})

describe('stand-ins', () => {
  it('know a person by address, user name with a domain and name, and leave hosts', () => {
    const standIns = new StandIns('person')
    for (const name of ['anna.meier@firma.ch', 'FIRMA\\anna.meier', 'Anna Meier', 'mail'])
      standIns.learn(name)
    expect(standIns.replaceIn('ANNA.MEIER@firma.ch, FIRMA\\anna.meier, Anna Meier, mail.firma.ch')).toBe(
      'person1@firma.ch, FIRMA\\person1, person2, mail.firma.ch',
    )
    expect(standIns.replaceIn('new@firma.ch and again new@firma.ch')).toMatch(
      /^(person\d)@firma.ch and again \1@/,
    )
  })
})

/** The file of an exported configuration: what it holds, what it refuses, and that nobody opens it without the passphrase. */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openSealed, plainFile, readFile, sealedFile } from '#electron/config/configuration-format.ts'
import { configurationSchema, type Configuration } from '#shared/domain/configuration.ts'
import { instantOf } from '#shared/domain/ids.ts'

const hasPython = spawnSync('python3', ['--version']).status === 0
const SKIPPED = hasPython ? '' : ' (skipped: python3 is not installed)'

const PASSPHRASE = 'Zwölf Boxkämpfer, 12'
const PASSWORD = 'Gh3im-Wort'
const NOW = instantOf(new Date('2026-11-24T12:00:00Z'))

function aConfiguration(password?: string): Configuration {
  return configurationSchema.parse({
    connectors: [
      {
        name: 'Hauptsitz',
        active: true,
        url: 'https://mail.firma.ch/EWS/Exchange.asmx',
        domain: 'FIRMA',
        authenticationMethod: 'basic',
        accounts: [
          {
            active: true,
            mailbox: 'anna@firma.ch',
            userName: 'anna',
            primeEmailAccount: { address: 'anna@prime.ch', owner: { kind: 'employee', name: 'Anna' } },
            ...(password === undefined ? {} : { password }),
          },
        ],
      },
    ],
  })
}

const sealed = () => sealedFile(aConfiguration(PASSWORD), PASSPHRASE, NOW)
type Content = { configuration: { connectors: object[] }; kdf: object; cipher: object }
const changed = (text: string, change: (content: Content) => void): string => {
  const content = JSON.parse(text) as Content
  change(content)
  return JSON.stringify(content)
}
const codeOf = (text: string) => {
  const read = readFile('x.json', text)
  return read.ok ? read.value.kind : read.error.code
}
async function opened(text: string, passphrase = PASSPHRASE) {
  const read = readFile('x.json', text)
  if (!read.ok || read.value.kind !== 'sealed') throw new Error('not sealed')
  return await openSealed('x.json', read.value.sealed, passphrase)
}

describe('a file without secrets', () => {
  it('is read as it was written', () => {
    const text = plainFile(aConfiguration(), NOW)
    expect(readFile('x.json', text)).toEqual({
      ok: true,
      value: { kind: 'plain', configuration: aConfiguration() },
    })
  })

  it('is never written with one', () => {
    expect(() => plainFile(aConfiguration(PASSWORD), NOW)).toThrow('sealed')
  })
})

describe('a file with secrets', () => {
  it('opens with its passphrase, however its letters are composed, and with no other', async () => {
    const text = await sealed()
    for (const form of ['NFC', 'NFD'] as const) {
      expect(await opened(text, PASSPHRASE.normalize(form))).toEqual({
        ok: true,
        value: aConfiguration(PASSWORD),
      })
    }
    for (const wrong of ['zwölf Boxkämpfer, 12', `${PASSPHRASE} `, 'something else']) {
      expect(await opened(text, wrong)).toMatchObject({ error: { code: 'configuration.wrong-passphrase' } })
    }
  })

  it('shows nothing of what is in it, and never the same bytes twice', async () => {
    const [one, other] = [await sealed(), await sealed()]
    for (const word of [PASSWORD, 'firma.ch', 'Hauptsitz', 'anna']) expect(one).not.toContain(word)
    const parts = (text: string) =>
      JSON.parse(text) as { kdf: { salt: string }; cipher: { iv: string }; data: string }
    expect(parts(one).kdf.salt).not.toBe(parts(other).kdf.salt)
    expect(parts(one).cipher.iv).not.toBe(parts(other).cipher.iv)
    expect(parts(one).data).not.toBe(parts(other).data)
  })

  it('does not open when a single byte of it was changed', async () => {
    const text = await sealed()
    const flip = (base64: string): string => {
      const buffer = Buffer.from(base64, 'base64')
      buffer[0]! ^= 1
      return buffer.toString('base64')
    }
    type Sealed = { kdf: { salt: string }; cipher: { iv: string; tag: string }; data: string }
    const changes: ((content: Sealed) => void)[] = [
      (content) => (content.data = flip(content.data)),
      (content) => (content.cipher.iv = flip(content.cipher.iv)),
      (content) => (content.cipher.tag = flip(content.cipher.tag)),
      (content) => (content.kdf.salt = flip(content.kdf.salt)),
    ]
    for (const change of changes) {
      const result = await opened(changed(text, change as (content: object) => void))
      expect(result).toMatchObject({ error: { code: 'configuration.wrong-passphrase' } })
    }
  })

  it.skipIf(!hasPython)(
    `is opened by a script that knows nothing but the documented format${SKIPPED}`,
    async () => {
      const folder = await mkdtemp(path.join(os.tmpdir(), 'ews-konnektor-export-'))
      try {
        const file = path.join(folder, 'export.json')
        await writeFile(file, await sealed())
        const script = path.join(import.meta.dirname, 'open-configuration.py')
        const output = execFileSync('python3', [script, file], { input: PASSPHRASE, encoding: 'utf8' })
        expect(JSON.parse(output)).toEqual(aConfiguration(PASSWORD))
      } finally {
        await rm(folder, { recursive: true })
      }
    },
  )
})

describe('what is no such file', () => {
  const plain = () => plainFile(aConfiguration(), NOW)
  it.each<[string, () => string | Promise<string>]>([
    ['a text', () => 'hello'],
    ['nothing', () => ''],
    ['half of one', () => plain().slice(0, 200)],
    ['other JSON', () => '{"connectors":[]}'],
    ['a list nested a million times', () => '['.repeat(1_000_000)],
    ['objects nested a hundred thousand times', () => `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`],
    ['an unknown field', () => changed(plain(), (content) => Object.assign(content, { extra: 1 }))],
    [
      'an unknown field of a connector',
      () =>
        changed(plain(), ({ configuration }) => Object.assign(configuration.connectors[0]!, { run: 'calc' })),
    ],
    [
      'a wrong type',
      () => changed(plain(), ({ configuration }) => Object.assign(configuration.connectors[0]!, { url: 7 })),
    ],
    [
      'a prototype in disguise',
      () => plain().replace('"connectors"', '"__proto__": {"polluted": true}, "connectors"'),
    ],
    ...(['N', 'r', 'p'] as const).flatMap((name): [string, () => Promise<string>][] =>
      [0, -1, 3, 1.5, 2 ** 30, 2 ** 60]
        .filter((value) => name === 'N' || value !== 3)
        .map((value) => [
          `a key that takes ${name} = ${value}`,
          async () => changed(await sealed(), ({ kdf }) => Object.assign(kdf, { [name]: value })),
        ]),
    ),
    [
      'a key that takes 1 GiB',
      async () => changed(await sealed(), ({ kdf }) => Object.assign(kdf, { N: 2 ** 20, r: 8 })),
    ],
    [
      'a cipher without integrity',
      async () => changed(await sealed(), ({ cipher }) => Object.assign(cipher, { name: 'aes-256-ctr' })),
    ],
    [
      'a shortened tag',
      async () => changed(await sealed(), ({ cipher }) => Object.assign(cipher, { tag: 'AAAAAA==' })),
    ],
  ])('%s is refused', async (_name, make) => {
    expect(codeOf(await make())).toBe('configuration.unreadable')
    expect({}).not.toHaveProperty('polluted')
  })

  it('one of a newer version is told as such', async () => {
    for (const text of [plainFile(aConfiguration(), NOW), await sealed()]) {
      const newer = changed(text, (content) => Object.assign(content, { version: 2 }))
      expect(codeOf(newer)).toBe('configuration.newer-version')
    }
  })

  it('anything else is refused too, and nothing throws', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(codeOf(text)).toBe('configuration.unreadable')
      }),
    )
  })
})

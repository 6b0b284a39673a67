import { createHash, generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { updateServerProblem } from '#shared/domain/updates.ts'
import type { Instant } from '#shared/domain/ids.ts'
import { readUpdateTrust } from '#electron/updates/update-trust.ts'
import { verifyChannelFile } from '#electron/updates/update-signature.ts'
import { builtInTrust } from '#resources/updates/built-in-trust.ts'
import { signFolder } from '#resources/updates/sign-folder.ts'

const { publicKey, privateKey } = generateKeyPairSync('ed25519')
const SIGNED_AT = '2026-05-04T09:00:00.000Z' as Instant
let folder: string

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'sign-'))
  const content = Buffer.from('a set-up program')
  const sha512 = createHash('sha512').update(content).digest('base64')
  writeFileSync(path.join(folder, 'setup.exe'), content)
  writeFileSync(
    path.join(folder, 'latest.yml'),
    `version: 0.2.0\nfiles:\n  - url: setup.exe\n    sha512: ${sha512}\n    size: ${content.length}\n`,
  )
})
afterEach(() => {
  rmSync(folder, { recursive: true })
})

const sign = (staging?: number): string[] =>
  signFolder({
    folder,
    privateKeys: [privateKey],
    signedAt: SIGNED_AT,
    ...(staging !== undefined && { staging }),
  })

function verified(): Instant | null {
  const bytes = readFileSync(path.join(folder, 'latest.yml'))
  const signature = readFileSync(path.join(folder, 'latest.yml.sig'), 'utf8')
  return verifyChannelFile({ name: 'latest.yml', bytes }, signature, [publicKey])
}

describe('signing a build', () => {
  it('signs each channel file whose files lie beside it', () => {
    expect(sign()).toEqual(['latest.yml'])
    expect(verified()).toBe(SIGNED_AT)
  })

  it('sets the percentage of a staged roll-out, and another one the next time', () => {
    sign(10)
    sign(50)
    const text = readFileSync(path.join(folder, 'latest.yml'), 'utf8')
    expect(text.match(/stagingPercentage: .*/g)).toEqual(['stagingPercentage: 50'])
    expect(verified()).toBe(SIGNED_AT)
  })

  it('signs nothing that is not as the channel file says', () => {
    for (const other of ['another one', 'A set-up program']) {
      writeFileSync(path.join(folder, 'setup.exe'), other)
      expect(() => sign()).toThrow(/setup\.exe/)
    }
  })
})

describe('what a build trusts', () => {
  it('is read by the application as the build wrote it', () => {
    const file = path.join(folder, 'key.pem')
    writeFileSync(file, publicKey.export({ format: 'pem', type: 'spki' }))
    const server = 'https://updates.makers.example/'
    const written = builtInTrust({ EWS_KONNEKTOR_UPDATE_KEYS: file, EWS_KONNEKTOR_UPDATE_SERVER: server })
    const trustFile = path.join(folder, 'update-trust.json')
    writeFileSync(trustFile, JSON.stringify(written))
    const trust = readUpdateTrust(trustFile)
    expect(trust.server).toBe(server)
    expect(trust.keys.map((key) => key.equals(publicKey))).toEqual([true])
  })

  it('is nobody without a key, and where the file is missing or damaged', () => {
    expect(builtInTrust({})).toEqual({ keys: [], server: '' })
    expect(readUpdateTrust(path.join(folder, 'missing.json')).keys).toEqual([])
    writeFileSync(path.join(folder, 'damaged.json'), '{"keys":["abc"],"server":""}')
    expect(readUpdateTrust(path.join(folder, 'damaged.json')).keys).toEqual([])
  })

  it('never is a private key', () => {
    const file = path.join(folder, 'key.pem')
    writeFileSync(file, privateKey.export({ format: 'pem', type: 'pkcs8' }))
    expect(() => builtInTrust({ EWS_KONNEKTOR_UPDATE_KEYS: file })).toThrow(/private key/)
  })
})

it.each([
  ['', null],
  ['https://updates.company.example/ews', null],
  ['http://updates.company.example/', 'url.not-https'],
  ['http://127.0.0.1/', 'url.not-https'],
  ['https://admin:secret@updates.company.example/', 'url.has-credentials'],
  ['https://updates.company.example/?a=1', 'url.invalid'],
  ['updates.company.example', 'url.invalid'],
])('the address "%s" of an update server is judged %s', (address, problem) => {
  expect(updateServerProblem(address)).toBe(problem)
})

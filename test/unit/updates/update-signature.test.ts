import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import {
  keyId,
  readPublicKey,
  signChannelFile,
  verifyChannelFile,
} from '#electron/updates/update-signature.ts'
import type { Instant } from '#shared/domain/ids.ts'

const SIGNED_AT = '2026-05-04T09:00:00.000Z' as Instant
const makers = generateKeyPairSync('ed25519')
const newMakers = generateKeyPairSync('ed25519')
const stranger = generateKeyPairSync('ed25519')
const file = { name: 'latest.yml', bytes: Buffer.from('version: 0.2.0\n') }
const signature = signChannelFile(file, [makers.privateKey], SIGNED_AT)

describe('the signature of a channel file', () => {
  it('is good for exactly these bytes under this name, and tells when it was made', () => {
    expect(verifyChannelFile(file, signature, [makers.publicKey])).toBe(SIGNED_AT)
  })

  it.each([
    ['other bytes', { ...file, bytes: Buffer.from('version: 0.2.1\n') }, signature],
    ['another name', { ...file, name: 'beta.yml' }, signature],
    ['another time', file, signature.replace('2026-05-04', '2026-05-05')],
    ['the id of the key on a signature of somebody else', file, forged()],
    ['no JSON', file, 'untrusted comment: signature'],
    ['an empty file', file, ''],
    ['no signature in it', file, JSON.stringify({ signedAt: SIGNED_AT, signatures: [] })],
  ])('is refused with %s', (_why, given, text) => {
    expect(verifyChannelFile(given, text, [makers.publicKey])).toBeNull()
  })

  it('is refused when no key is built in', () => {
    expect(verifyChannelFile(file, signature, [])).toBeNull()
  })

  it('is good with the old key and with the new one while a key is replaced', () => {
    const both = signChannelFile(file, [makers.privateKey, newMakers.privateKey], SIGNED_AT)
    expect(verifyChannelFile(file, both, [makers.publicKey])).toBe(SIGNED_AT)
    expect(verifyChannelFile(file, both, [newMakers.publicKey])).toBe(SIGNED_AT)
    expect(verifyChannelFile(file, both, [stranger.publicKey, newMakers.publicKey])).toBe(SIGNED_AT)
    expect(verifyChannelFile(file, both, [stranger.publicKey])).toBeNull()
  })

  it('knows only Ed25519 keys', () => {
    const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    expect(() => readPublicKey(publicKey.export({ format: 'pem', type: 'spki' }).toString())).toThrow()
  })
})

function forged(): string {
  return signChannelFile(file, [stranger.privateKey], SIGNED_AT).replace(
    keyId(stranger.publicKey),
    keyId(makers.publicKey),
  )
}

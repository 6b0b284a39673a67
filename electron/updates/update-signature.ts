/**
 * The signature of a channel file (`latest.yml`, `beta-linux.yml` …), which names the version, its files and their
 * hashes: whoever can write to the update server, or stands on the way to it, cannot make an update of his own.
 *
 * Beside `latest.yml` lies `latest.yml.sig`: JSON with the time of the signing and one or several Ed25519 signatures,
 * each with the id of its key. Signed are the exact bytes of the channel file together with its name and that time:
 * the file of another channel or system is refused, and an old file put back is recognised as older. Several keys are
 * accepted, so that a key can be replaced: sign with both, until all computers know the new one.
 *
 * Rejected: Authenticode alone, which Linux does not have and electron-updater skips where a build is not signed; a
 * signature of the installer itself, which leaves version, channel and roll-out to whoever holds the server; PGP and
 * minisign, for which a program or a library would have to come along, where Node's crypto has Ed25519.
 */
import { createHash, createPublicKey, sign, verify, type KeyObject } from 'node:crypto'
import { z } from 'zod'
import { instantSchema, type Instant } from '#shared/domain/ids.ts'

/** Nothing else that this key might sign can be taken for an update. */
const PURPOSE = 'MS EWS Konnektor update'

const signatureFileSchema = z.object({
  signedAt: instantSchema,
  signatures: z.array(z.object({ key: z.string(), signature: z.base64() })).min(1),
})

export function signatureFileOf(channelFile: string): string {
  return `${channelFile}.sig`
}

/** @param text PEM, or the base64 of the same DER @throws when it is no public Ed25519 key */
export function readPublicKey(text: string): KeyObject {
  const key = text.includes('-----BEGIN')
    ? createPublicKey(text)
    : createPublicKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'spki' })
  if (key.asymmetricKeyType !== 'ed25519') throw new Error('not an Ed25519 key')
  return key
}

/** By which people tell keys apart: the beginning of the hash of the public key, 16 hexadecimal digits. */
export function keyId(publicKey: KeyObject): string {
  const der = publicKey.export({ format: 'der', type: 'spki' })
  return createHash('sha256').update(der).digest('hex').slice(0, 16)
}

/** @returns the text of the signature file */
export function signChannelFile(
  file: { readonly name: string; readonly bytes: Uint8Array },
  privateKeys: readonly KeyObject[],
  signedAt: Instant,
): string {
  const signatures = privateKeys.map((privateKey) => ({
    key: keyId(createPublicKey(privateKey)),
    signature: sign(null, signedBytes(file, signedAt), privateKey).toString('base64'),
  }))
  return `${JSON.stringify({ signedAt, signatures }, null, 2)}\n`
}

/** @returns when it was signed, or `null` when none of the keys has signed exactly this */
export function verifyChannelFile(
  file: { readonly name: string; readonly bytes: Uint8Array },
  signatureFile: string,
  keys: readonly KeyObject[],
): Instant | null {
  const parsed = signatureFileSchema.safeParse(json(signatureFile))
  if (!parsed.success) return null
  const { signedAt, signatures } = parsed.data
  const bytes = signedBytes(file, signedAt)
  const isSigned = keys.some((key) =>
    signatures.some(
      ({ key: id, signature }) =>
        id === keyId(key) && verify(null, bytes, key, Buffer.from(signature, 'base64')),
    ),
  )
  return isSigned ? signedAt : null
}

function signedBytes(
  { name, bytes }: { readonly name: string; readonly bytes: Uint8Array },
  signedAt: Instant,
): Buffer {
  return Buffer.concat([Buffer.from(`${PURPOSE}\n${name}\n${signedAt}\n`, 'utf8'), bytes])
}

function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/**
 * The cryptography of NTLMv2 (MS-NLMP 3.3.2 and 3.4): keys from a password, the proof over server's challenge,
 * session keys and the message integrity code. Pure; the test vectors of MS-NLMP 4.2.4 hold.
 *
 * MD4 comes from hash-wasm, because OpenSSL 3 has put it away. RC4 is written out here for the same reason: one
 * block of 16 bytes per sign-in. NTLMv1 and LM are not here on purpose: they are refused by their length.
 */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { md4 } from 'hash-wasm'
import {
  AV,
  AV_FLAG_MIC,
  type AuthenticateMessage,
  FLAG,
  MIC_LENGTH,
  MIC_OFFSET,
  readAvPairs,
} from './ntlm-message.ts'

const PROOF_LENGTH = 16 // bytes
const BLOB_HEADER_LENGTH = 28 // bytes; MS-NLMP 2.2.2.7 up to the AV pairs
const NTLM_V1_LENGTH = 24 // bytes of an NTLMv1 response

const hmacMd5 = (key: Buffer, ...parts: readonly Buffer[]): Buffer => {
  const hmac = createHmac('md5', key)
  for (const part of parts) hmac.update(part)
  return hmac.digest()
}

/** The key of a user (NTOWFv2, MS-NLMP 3.3.2). `domain` as the client wrote it. */
export async function ntowfV2(password: string, user: string, domain: string): Promise<Buffer> {
  const passwordHash = Buffer.from(await md4(Buffer.from(password, 'utf16le')), 'hex')
  return hmacMd5(passwordHash, Buffer.from(user.toUpperCase() + domain, 'utf16le'))
}

/** The proof over the challenge and what the client put behind it. */
export function ntProof(key: Buffer, serverChallenge: Buffer, blob: Buffer): Buffer {
  return hmacMd5(key, serverChallenge, blob)
}

/** The LMv2 response that goes with it. */
export function lmV2Response(key: Buffer, serverChallenge: Buffer, clientChallenge: Buffer): Buffer {
  return Buffer.concat([hmacMd5(key, serverChallenge, clientChallenge), clientChallenge])
}

export function sessionBaseKey(key: Buffer, proof: Buffer): Buffer {
  return hmacMd5(key, proof)
}

/** RC4: encrypts and decrypts. */
export function rc4(key: Buffer, data: Buffer): Buffer {
  const state = Uint8Array.from({ length: 256 }, (_, index) => index)
  const at = (index: number): number => state[index & 255] ?? 0
  const swap = (a: number, b: number): void => {
    const kept = at(a)
    state[a & 255] = at(b)
    state[b & 255] = kept
  }
  let j = 0
  for (let i = 0; i < 256; i++) {
    j = (j + at(i) + (key[i % key.length] ?? 0)) & 255
    swap(i, j)
  }
  j = 0
  return Buffer.from(
    data.map((byte, index) => {
      const i = index + 1
      j = (j + at(i)) & 255
      swap(i, j)
      return byte ^ at(at(i) + at(j))
    }),
  )
}

/** What the client binds its proof to on TLS (RFC 5929 tls-server-end-point as in RFC 4121, MD5). */
export function channelBindingHash(certificate: Buffer): Buffer {
  const endPoint = Buffer.concat([
    Buffer.from('tls-server-end-point:', 'latin1'),
    createHash('sha256').update(certificate).digest(),
  ])
  const header = Buffer.alloc(20) // no addresses of either side, then the length
  header.writeUInt32LE(endPoint.length, 16)
  return createHash('md5').update(header).update(endPoint).digest()
}

export type NtlmVerdict =
  'accepted' | 'not-ntlm-v2' | 'wrong-password' | 'wrong-integrity-code' | 'wrong-channel'

/** Verifies an AUTHENTICATE message against the password and the three messages of the handshake. */
export async function verifyAuthenticate(handshake: {
  readonly message: AuthenticateMessage
  readonly password: string
  readonly serverChallenge: Buffer
  readonly negotiateToken: Buffer
  readonly challengeToken: Buffer
  readonly authenticateToken: Buffer
  /** The certificate to which the proof must be bound; undefined when it need not be. */
  readonly requiredChannel: Buffer | undefined
}): Promise<NtlmVerdict> {
  const { message } = handshake
  const { ntResponse } = message
  if (ntResponse.length <= NTLM_V1_LENGTH || ntResponse.length < PROOF_LENGTH + BLOB_HEADER_LENGTH) {
    return 'not-ntlm-v2'
  }
  const key = await ntowfV2(handshake.password, message.user, message.domain)
  const blob = ntResponse.subarray(PROOF_LENGTH)
  const proof = ntProof(key, handshake.serverChallenge, blob)
  if (!timingSafeEqual(proof, ntResponse.subarray(0, PROOF_LENGTH))) return 'wrong-password'
  const pairs = readAvPairs(blob.subarray(BLOB_HEADER_LENGTH))
  const value = (id: number): Buffer | undefined => pairs.find((pair) => pair.id === id)?.value
  const flags = value(AV.flags)
  if (flags?.length === 4 && (flags.readUInt32LE(0) & AV_FLAG_MIC) !== 0) {
    const exported = exportedSessionKey(message, sessionBaseKey(key, proof))
    if (!hasIntegrityCode(handshake, exported)) return 'wrong-integrity-code'
  }
  if (handshake.requiredChannel !== undefined) {
    const bound = value(AV.channelBindings)
    if (bound?.equals(channelBindingHash(handshake.requiredChannel)) !== true) return 'wrong-channel'
  }
  return 'accepted'
}

/** The code over all three messages, in which the place of the code itself is empty. */
export function messageIntegrityCode(
  key: Buffer,
  tokens: {
    readonly negotiateToken: Buffer
    readonly challengeToken: Buffer
    readonly authenticateToken: Buffer
  },
): Buffer {
  const authenticate = Buffer.from(tokens.authenticateToken)
  authenticate.fill(0, MIC_OFFSET, MIC_OFFSET + MIC_LENGTH)
  return hmacMd5(key, tokens.negotiateToken, tokens.challengeToken, authenticate)
}

function exportedSessionKey(message: AuthenticateMessage, baseKey: Buffer): Buffer {
  const exchanged = (message.flags & FLAG.keyExchange) !== 0 && message.encryptedSessionKey.length === 16
  return exchanged ? rc4(baseKey, message.encryptedSessionKey) : baseKey
}

function hasIntegrityCode(tokens: Parameters<typeof messageIntegrityCode>[1], exportedKey: Buffer): boolean {
  const code = tokens.authenticateToken.subarray(MIC_OFFSET, MIC_OFFSET + MIC_LENGTH)
  return code.length === MIC_LENGTH && timingSafeEqual(code, messageIntegrityCode(exportedKey, tokens))
}

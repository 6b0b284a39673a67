/**
 * The client's half of NTLM, for tests of the server: makes the messages, well or deliberately badly.
 *
 * It stands beside the server's half because both are one page of MS-NLMP. That the two do not merely agree with
 * each other is shown by the test vectors of MS-NLMP 4.2.4 and by curl.
 */
import { randomBytes } from 'node:crypto'
import { AV, AV_FLAG_MIC, FLAG, MIC_OFFSET, readAvPairs, writeAvPairs, type AvPair } from './ntlm-message.ts'
import {
  channelBindingHash,
  lmV2Response,
  messageIntegrityCode,
  ntProof,
  ntowfV2,
  rc4,
  sessionBaseKey,
} from './ntlm-response.ts'

const FLAGS =
  FLAG.unicode |
  FLAG.requestTarget |
  FLAG.ntlm |
  FLAG.alwaysSign |
  FLAG.extendedSessionSecurity |
  FLAG.targetInfo |
  FLAG.version |
  FLAG.key128 |
  FLAG.keyExchange |
  FLAG.key56

/** The first message. */
export function negotiateMessage(): Buffer {
  const message = Buffer.alloc(40)
  message.write('NTLMSSP\0', 'latin1')
  message.writeUInt32LE(1, 8)
  message.writeUInt32LE(FLAGS >>> 0, 12)
  return message
}

export type NtlmCredentials = {
  readonly user: string
  readonly domain: string
  readonly password: string
}

export type AuthenticateOptions = {
  /** v1: the old response of 24 bytes; lm: no NT response at all. */
  readonly response?: 'v2' | 'v1' | 'lm'
  /** broken: the code does not fit the messages. */
  readonly integrityCode?: 'none' | 'right' | 'broken'
  /** DER of the certificate that the client sees. */
  readonly certificate?: Buffer
}

/** The third message, in answer to the second. */
export async function authenticateMessage(
  credentials: NtlmCredentials,
  negotiate: Buffer,
  challenge: Buffer,
  options: AuthenticateOptions = {},
): Promise<Buffer> {
  const { user, domain, password } = credentials
  const serverChallenge = challenge.subarray(24, 32)
  const clientChallenge = randomBytes(8)
  const key = await ntowfV2(password, user, domain)
  const withCode = (options.integrityCode ?? 'none') !== 'none'
  const blob = clientBlob(targetInfo(challenge), clientChallenge, withCode, options.certificate)
  const proof = ntProof(key, serverChallenge, blob)
  const exportedKey = randomBytes(16)
  const responses = {
    v2: [lmV2Response(key, serverChallenge, clientChallenge), Buffer.concat([proof, blob])],
    v1: [randomBytes(24), randomBytes(24)], // refused by its length, whatever is in it
    lm: [randomBytes(24), Buffer.alloc(0)],
  }[options.response ?? 'v2']
  const payload = [
    ...responses,
    ...[domain, user, 'COMPUTER'].map((text) => Buffer.from(text, 'utf16le')),
    rc4(sessionBaseKey(key, proof), exportedKey),
  ]
  const message = layOut(payload)
  if (withCode) {
    const tokens = { negotiateToken: negotiate, challengeToken: challenge, authenticateToken: message }
    const code = messageIntegrityCode(exportedKey, tokens)
    if (options.integrityCode === 'broken') code.writeUInt8(code.readUInt8(0) ^ 1, 0)
    code.copy(message, MIC_OFFSET)
  }
  return message
}

function targetInfo(challenge: Buffer): AvPair[] {
  const offset = challenge.readUInt32LE(44)
  return readAvPairs(challenge.subarray(offset, offset + challenge.readUInt16LE(40)))
}

function clientBlob(
  pairs: readonly AvPair[],
  clientChallenge: Buffer,
  withCode: boolean,
  certificate: Buffer | undefined,
): Buffer {
  const flags = Buffer.alloc(4)
  flags.writeUInt32LE(AV_FLAG_MIC)
  const head = Buffer.alloc(28)
  head.writeUInt16LE(0x0101)
  pairs.find(({ id }) => id === AV.timestamp)?.value.copy(head, 8)
  clientChallenge.copy(head, 16)
  const mine = [
    ...pairs,
    ...(withCode ? [{ id: AV.flags, value: flags }] : []),
    ...(certificate === undefined
      ? []
      : [{ id: AV.channelBindings, value: channelBindingHash(certificate) }]),
  ]
  return Buffer.concat([head, writeAvPairs(mine), Buffer.alloc(4)])
}

/** Header, empty place for the code, and the payload in the order of the fields. */
function layOut(payload: readonly Buffer[]): Buffer {
  const header = Buffer.alloc(MIC_OFFSET + 16)
  header.write('NTLMSSP\0', 'latin1')
  header.writeUInt32LE(3, 8)
  header.writeUInt32LE(FLAGS >>> 0, 60)
  let offset = header.length
  for (const [index, part] of payload.entries()) {
    header.writeUInt16LE(part.length, 12 + 8 * index)
    header.writeUInt16LE(part.length, 14 + 8 * index)
    header.writeUInt32LE(offset, 16 + 8 * index)
    offset += part.length
  }
  return Buffer.concat([header, ...payload])
}

/**
 * The three messages of NTLM as bytes (MS-NLMP 2.2.1): reads NEGOTIATE and AUTHENTICATE, writes CHALLENGE.
 *
 * Pure: no keys, no randomness, no time. A message that makes no sense is undefined, never an exception, because
 * it comes from the network.
 */

/** Negotiate flags (MS-NLMP 2.2.2.5). */
export const FLAG = {
  unicode: 0x1,
  requestTarget: 0x4,
  sign: 0x10,
  seal: 0x20,
  ntlm: 0x200,
  alwaysSign: 0x8000,
  targetTypeDomain: 0x10000,
  extendedSessionSecurity: 0x80000,
  targetInfo: 0x800000,
  version: 0x2000000,
  key128: 0x20000000,
  keyExchange: 0x40000000,
  key56: 0x80000000,
} as const

/** Ids of the pairs in the target info (MS-NLMP 2.2.2.1). */
export const AV = {
  end: 0,
  computerName: 1,
  domainName: 2,
  dnsComputerName: 3,
  dnsDomainName: 4,
  dnsTreeName: 5,
  flags: 6,
  timestamp: 7,
  channelBindings: 10,
} as const

/** The bit of AV.flags that says: there is a message integrity code. */
export const AV_FLAG_MIC = 0x2

export const MIC_LENGTH = 16 // bytes
export const MIC_OFFSET = 72 // bytes; after flags and version, MS-NLMP 2.2.1.3

const SIGNATURE = Buffer.from('NTLMSSP\0', 'latin1')
const CHALLENGE_HEADER_LENGTH = 56 // bytes, with version
const AUTHENTICATE_MINIMUM = 64 // bytes, to the end of the flags
const WINDOWS_SERVER_2019 = Buffer.from('0a0063450000000f', 'hex') // 10.0.17763, NTLM revision 15

export type AuthenticateMessage = {
  readonly flags: number
  readonly lmResponse: Buffer
  readonly ntResponse: Buffer
  readonly domain: string
  readonly user: string
  readonly workstation: string
  readonly encryptedSessionKey: Buffer
}

export type AvPair = { readonly id: number; readonly value: Buffer }

/** 1 or 3 for the messages of a client; undefined for anything else. */
export function clientMessageType(token: Buffer): 1 | 3 | undefined {
  if (token.length < 12 || !token.subarray(0, 8).equals(SIGNATURE)) return undefined
  const type = token.readUInt32LE(8)
  return type === 1 || type === 3 ? type : undefined
}

/** The flags of a NEGOTIATE message; old clients leave even them out. */
export function negotiateFlags(token: Buffer): number {
  return token.length < 16 ? 0 : token.readUInt32LE(12)
}

export function writeChallenge(challenge: {
  readonly flags: number
  readonly serverChallenge: Buffer
  readonly targetName: string
  readonly targetInfo: Buffer
}): Buffer {
  const name = Buffer.from(challenge.targetName, 'utf16le')
  const header = Buffer.alloc(CHALLENGE_HEADER_LENGTH)
  SIGNATURE.copy(header)
  header.writeUInt32LE(2, 8)
  writeField(header, 12, name.length, CHALLENGE_HEADER_LENGTH)
  header.writeUInt32LE(challenge.flags >>> 0, 20)
  challenge.serverChallenge.copy(header, 24)
  writeField(header, 40, challenge.targetInfo.length, CHALLENGE_HEADER_LENGTH + name.length)
  WINDOWS_SERVER_2019.copy(header, 48)
  return Buffer.concat([header, name, challenge.targetInfo])
}

/** Reads an AUTHENTICATE message; undefined when a field points outside of it. */
export function readAuthenticate(token: Buffer): AuthenticateMessage | undefined {
  if (clientMessageType(token) !== 3 || token.length < AUTHENTICATE_MINIMUM) return undefined
  const fields = [12, 20, 28, 36, 44, 52].map((at) => readField(token, at))
  const [lmResponse, ntResponse, domain, user, workstation, encryptedSessionKey] = fields
  if (
    lmResponse === undefined ||
    ntResponse === undefined ||
    domain === undefined ||
    user === undefined ||
    workstation === undefined ||
    encryptedSessionKey === undefined
  ) {
    return undefined
  }
  const flags = token.readUInt32LE(60)
  const encoding = (flags & FLAG.unicode) === 0 ? 'latin1' : 'utf16le'
  return {
    flags,
    lmResponse,
    ntResponse,
    domain: domain.toString(encoding),
    user: user.toString(encoding),
    workstation: workstation.toString(encoding),
    encryptedSessionKey,
  }
}

export function writeAvPairs(pairs: readonly AvPair[]): Buffer {
  const parts = [...pairs, { id: AV.end, value: Buffer.alloc(0) }].map(({ id, value }) => {
    const head = Buffer.alloc(4)
    head.writeUInt16LE(id, 0)
    head.writeUInt16LE(value.length, 2)
    return Buffer.concat([head, value])
  })
  return Buffer.concat(parts)
}

/** The pairs up to the end mark, or to where the bytes stop to make sense. */
export function readAvPairs(bytes: Buffer): AvPair[] {
  const pairs: AvPair[] = []
  let at = 0
  while (at + 4 <= bytes.length) {
    const id = bytes.readUInt16LE(at)
    const end = at + 4 + bytes.readUInt16LE(at + 2)
    if (id === AV.end || end > bytes.length) break
    pairs.push({ id, value: bytes.subarray(at + 4, end) })
    at = end
  }
  return pairs
}

function writeField(message: Buffer, at: number, length: number, offset: number): void {
  message.writeUInt16LE(length, at)
  message.writeUInt16LE(length, at + 2)
  message.writeUInt32LE(offset, at + 4)
}

function readField(message: Buffer, at: number): Buffer | undefined {
  const length = message.readUInt16LE(at)
  const offset = message.readUInt32LE(at + 4)
  if (length === 0) return Buffer.alloc(0)
  return offset + length > message.length ? undefined : message.subarray(offset, offset + length)
}

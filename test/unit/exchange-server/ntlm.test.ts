/** The cryptography and the messages of NTLM against the example of MS-NLMP 4.2.4, which no code of ours made. */
import { describe, expect, test } from 'vitest'
import {
  AV,
  clientMessageType,
  readAuthenticate,
  readAvPairs,
  writeAvPairs,
  writeChallenge,
} from '#test/exchange-server/http/authentication/ntlm-message.ts'
import {
  channelBindingHash,
  lmV2Response,
  messageIntegrityCode,
  ntProof,
  ntowfV2,
  rc4,
  sessionBaseKey,
  verifyAuthenticate,
} from '#test/exchange-server/http/authentication/ntlm-response.ts'

const bytes = (hex: string): Buffer => Buffer.from(hex.replaceAll(' ', ''), 'hex')
const unicode = (text: string): Buffer => Buffer.from(text, 'utf16le')

// MS-NLMP 4.2.1: user User, domain Domain, password Password, time 0.
const SERVER_CHALLENGE = bytes('01 23 45 67 89 ab cd ef')
const CLIENT_CHALLENGE = bytes('aa aa aa aa aa aa aa aa')
const TARGET_INFO = writeAvPairs([
  { id: AV.domainName, value: unicode('Domain') },
  { id: AV.computerName, value: unicode('Server') },
])
const BLOB = Buffer.concat([
  bytes('01 01 00 00 00 00 00 00 00 00 00 00 00 00 00 00'),
  CLIENT_CHALLENGE,
  bytes('00 00 00 00'),
  TARGET_INFO,
  bytes('00 00 00 00'),
])
const PROOF = bytes('68 cd 0a b8 51 e5 1c 96 aa bc 92 7b eb ef 6a 1c')

/** The AUTHENTICATE_MESSAGE of MS-NLMP 4.2.4.3. */
const AUTHENTICATE = bytes(
  '4e 54 4c 4d 53 53 50 00 03 00 00 00 18 00 18 00 6c 00 00 00 54 00 54 00 84 00 00 00 0c 00 0c 00' +
    '48 00 00 00 08 00 08 00 54 00 00 00 10 00 10 00 5c 00 00 00 10 00 10 00 d8 00 00 00 35 82 88 e2' +
    '05 01 28 0a 00 00 00 0f 44 00 6f 00 6d 00 61 00 69 00 6e 00 55 00 73 00 65 00 72 00 43 00 4f 00' +
    '4d 00 50 00 55 00 54 00 45 00 52 00 86 c3 50 97 ac 9c ec 10 25 54 76 4a 57 cc cc 19 aa aa aa aa' +
    'aa aa aa aa 68 cd 0a b8 51 e5 1c 96 aa bc 92 7b eb ef 6a 1c 01 01 00 00 00 00 00 00 00 00 00 00' +
    '00 00 00 00 aa aa aa aa aa aa aa aa 00 00 00 00 02 00 0c 00 44 00 6f 00 6d 00 61 00 69 00 6e 00' +
    '01 00 0c 00 53 00 65 00 72 00 76 00 65 00 72 00 00 00 00 00 00 00 00 00 c5 da d2 54 4f c9 79 90' +
    '94 ce 1c e9 0b c9 d0 3e',
)

describe('the example of MS-NLMP 4.2.4', () => {
  test('the key of the user', async () => {
    expect(await ntowfV2('Password', 'User', 'Domain')).toEqual(
      bytes('0c 86 8a 40 3b fd 7a 93 a3 00 1e f2 2e f0 2e 3f'),
    )
  })

  test('the name of the user is not case-sensitive, that of the domain is', async () => {
    const key = await ntowfV2('Password', 'User', 'Domain')
    expect(await ntowfV2('Password', 'uSER', 'Domain')).toEqual(key)
    expect(await ntowfV2('Password', 'User', 'DOMAIN')).not.toEqual(key)
  })

  test('the NTLMv2 and the LMv2 response', async () => {
    const key = await ntowfV2('Password', 'User', 'Domain')
    expect(ntProof(key, SERVER_CHALLENGE, BLOB)).toEqual(PROOF)
    expect(lmV2Response(key, SERVER_CHALLENGE, CLIENT_CHALLENGE)).toEqual(
      bytes('86 c3 50 97 ac 9c ec 10 25 54 76 4a 57 cc cc 19 aa aa aa aa aa aa aa aa'),
    )
  })

  test('the session key, and the one that the client sends under it', async () => {
    const key = sessionBaseKey(await ntowfV2('Password', 'User', 'Domain'), PROOF)
    expect(key).toEqual(bytes('8d e4 0c ca db c1 4a 82 f1 5c b0 ad 0d e9 5c a3'))
    expect(rc4(key, Buffer.alloc(16, 0x55))).toEqual(bytes('c5 da d2 54 4f c9 79 90 94 ce 1c e9 0b c9 d0 3e'))
  })

  test('the message is read', () => {
    const message = readAuthenticate(AUTHENTICATE)!
    expect(message).toMatchObject({ user: 'User', domain: 'Domain', workstation: 'COMPUTER' })
    expect(message.ntResponse).toEqual(Buffer.concat([PROOF, BLOB]))
    expect(message.encryptedSessionKey).toEqual(bytes('c5 da d2 54 4f c9 79 90 94 ce 1c e9 0b c9 d0 3e'))
  })

  test.each([
    ['Password', SERVER_CHALLENGE, 'accepted'],
    ['password', SERVER_CHALLENGE, 'wrong-password'],
    ['Password', bytes('01 23 45 67 89 ab cd ee'), 'wrong-password'],
  ])('the message is judged with the password %s', async (password, serverChallenge, verdict) => {
    expect(
      await verifyAuthenticate({
        message: readAuthenticate(AUTHENTICATE)!,
        password,
        serverChallenge,
        negotiateToken: Buffer.alloc(0),
        challengeToken: Buffer.alloc(0),
        authenticateToken: AUTHENTICATE,
        requiredChannel: undefined,
      }),
    ).toBe(verdict)
  })

  test('a message that is not bound to the certificate is refused where that is asked for', async () => {
    expect(
      await verifyAuthenticate({
        message: readAuthenticate(AUTHENTICATE)!,
        password: 'Password',
        serverChallenge: SERVER_CHALLENGE,
        negotiateToken: Buffer.alloc(0),
        challengeToken: Buffer.alloc(0),
        authenticateToken: AUTHENTICATE,
        requiredChannel: Buffer.from('certificate'),
      }),
    ).toBe('wrong-channel')
  })
})

describe('messages', () => {
  test('the challenge lies where MS-NLMP 2.2.1.2 puts it', () => {
    const challenge = writeChallenge({
      flags: 0xe2898235,
      serverChallenge: SERVER_CHALLENGE,
      targetName: 'CONTOSO',
      targetInfo: TARGET_INFO,
    })
    expect(challenge.subarray(0, 12)).toEqual(bytes('4e 54 4c 4d 53 53 50 00 02 00 00 00'))
    expect(challenge.readUInt32LE(20)).toBe(0xe2898235)
    expect(challenge.subarray(24, 32)).toEqual(SERVER_CHALLENGE)
    const text = (at: number): Buffer =>
      challenge.subarray(
        challenge.readUInt32LE(at + 4),
        challenge.readUInt32LE(at + 4) + challenge.readUInt16LE(at),
      )
    expect(text(12).toString('utf16le')).toBe('CONTOSO')
    expect(readAvPairs(text(40)).map(({ id, value }) => [id, value.toString('utf16le')])).toEqual([
      [AV.domainName, 'Domain'],
      [AV.computerName, 'Server'],
    ])
  })

  test('cut off anywhere, the message of a client is refused and not an exception', () => {
    for (let length = 0; length < AUTHENTICATE.length; length++) {
      expect(readAuthenticate(AUTHENTICATE.subarray(0, length))).toBeUndefined()
    }
  })

  test('what is no message of a client has no type', () => {
    expect(clientMessageType(Buffer.from('YIIGhgYGKwYBBQUC', 'base64'))).toBeUndefined()
    expect(clientMessageType(bytes('4e 54 4c 4d 53 53 50 00 02 00 00 00'))).toBeUndefined()
    expect(clientMessageType(AUTHENTICATE)).toBe(3)
  })

  test('the integrity code covers all three messages, but not itself', () => {
    const key = Buffer.alloc(16, 7)
    const tokens = {
      negotiateToken: Buffer.from('negotiate'),
      challengeToken: Buffer.from('challenge'),
      authenticateToken: AUTHENTICATE,
    }
    const code = messageIntegrityCode(key, tokens)
    const filled = Buffer.from(AUTHENTICATE)
    code.copy(filled, 72)
    expect(messageIntegrityCode(key, { ...tokens, authenticateToken: filled })).toEqual(code)
    expect(messageIntegrityCode(key, { ...tokens, challengeToken: Buffer.from('other') })).not.toEqual(code)
  })

  test('the binding differs from certificate to certificate', () => {
    expect(channelBindingHash(Buffer.from('a'))).toHaveLength(16)
    expect(channelBindingHash(Buffer.from('a'))).not.toEqual(channelBindingHash(Buffer.from('b')))
  })
})

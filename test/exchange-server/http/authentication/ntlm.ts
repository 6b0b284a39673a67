/**
 * NTLM over HTTP as IIS speaks it: bound to the connection, three messages, only NTLMv2.
 *
 * The connection stays signed in for every later request on it that brings no credentials of its own; a new
 * NEGOTIATE message begins anew, and whatever fails ends the sign-in of the connection. The same code answers
 * `NTLM` and `Negotiate`, as Windows puts bare NTLM into Negotiate where there is no Kerberos; tickets and
 * SPNEGO frames are refused.
 *
 * Rejected: one state per client or cookie. That a request on another connection is not signed in is what
 * clients get wrong.
 */
import { randomBytes } from 'node:crypto'
import type { Directory } from '../../mailbox/directory.ts'
import type { Mailbox } from '../../mailbox/mailbox.ts'
import {
  AV,
  FLAG,
  clientMessageType,
  negotiateFlags,
  readAuthenticate,
  writeAvPairs,
  writeChallenge,
} from './ntlm-message.ts'
import { verifyAuthenticate } from './ntlm-response.ts'
import type { SignIn } from './sign-in.ts'

export type NtlmOptions = {
  readonly directory: Directory
  /** NetBIOS name of the domain, for example CONTOSO. */
  readonly domain: string
  /** DNS name of the domain, for example contoso.example. */
  readonly dnsDomain: string
  /** NetBIOS name of the server. */
  readonly computer: string
  /** DER of the certificate to which sign-ins must be bound; undefined without extended protection. */
  readonly requiredChannel: Buffer | undefined
  /** Milliseconds since 1970. */
  readonly now: () => number
}

type ConnectionState =
  | {
      readonly kind: 'challenged'
      readonly serverChallenge: Buffer
      readonly negotiate: Buffer
      readonly challenge: Buffer
    }
  | { readonly kind: 'signed-in'; readonly mailbox: Mailbox; readonly login: string }

const SUPPORTED =
  FLAG.unicode |
  FLAG.requestTarget |
  FLAG.sign |
  FLAG.seal |
  FLAG.ntlm |
  FLAG.alwaysSign |
  FLAG.extendedSessionSecurity |
  FLAG.version |
  FLAG.key128 |
  FLAG.keyExchange |
  FLAG.key56
const ALWAYS = FLAG.unicode | FLAG.ntlm | FLAG.targetTypeDomain | FLAG.targetInfo

const FILETIME_OF_1970 = 116_444_736_000_000_000n // 100 ns since 1601

export class NtlmConnections {
  readonly #options: NtlmOptions
  readonly #states = new WeakMap<object, ConnectionState>()

  constructor(options: NtlmOptions) {
    this.#options = options
  }

  /** Who is signed in on a connection. */
  signedIn(connection: object): SignIn {
    const state = this.#states.get(connection)
    if (state?.kind !== 'signed-in') return { kind: 'none' }
    return { kind: 'signed-in', mailbox: state.mailbox, login: state.login, by: 'connection' }
  }

  /** Takes one message of a client. `scheme` is the word with which the challenge goes back. */
  async receive(token: Buffer, connection: object, scheme: 'NTLM' | 'Negotiate'): Promise<SignIn> {
    const state = this.#states.get(connection)
    this.#states.delete(connection)
    const type = clientMessageType(token)
    if (type === 1) {
      const serverChallenge = randomBytes(8)
      const challenge = this.#challenge(negotiateFlags(token), serverChallenge)
      this.#states.set(connection, { kind: 'challenged', serverChallenge, negotiate: token, challenge })
      const header = `${scheme} ${challenge.toString('base64')}`
      return { kind: 'challenged', headers: { 'WWW-Authenticate': header } }
    }
    const message = readAuthenticate(token)
    if (message === undefined) return { kind: 'none' }
    const login = message.domain === '' ? message.user : `${message.domain}\\${message.user}`
    if (message.user === '') return { kind: 'none' } // anonymous
    if (state?.kind !== 'challenged') return { kind: 'refused', login, reason: 'protocol' }
    const mailbox = this.#options.directory.byLogin(login)
    const verdict = await verifyAuthenticate({
      message,
      password: mailbox?.password ?? '',
      serverChallenge: state.serverChallenge,
      negotiateToken: state.negotiate,
      challengeToken: state.challenge,
      authenticateToken: token,
      requiredChannel: this.#options.requiredChannel,
    })
    if (mailbox === undefined || verdict === 'wrong-password') {
      return { kind: 'refused', login, reason: verdict === 'not-ntlm-v2' ? 'protocol' : 'password' }
    }
    if (verdict !== 'accepted') return { kind: 'refused', login, reason: 'protocol' }
    this.#states.set(connection, { kind: 'signed-in', mailbox, login })
    return { kind: 'signed-in', mailbox, login, by: 'credentials' }
  }

  /** Ends the sign-in of a connection. */
  forget(connection: object): void {
    this.#states.delete(connection)
  }

  #challenge(requested: number, serverChallenge: Buffer): Buffer {
    const { domain, dnsDomain, computer, now } = this.#options
    const name = (id: number, value: string): { id: number; value: Buffer } => ({
      id,
      value: Buffer.from(value, 'utf16le'),
    })
    const timestamp = Buffer.alloc(8)
    timestamp.writeBigUInt64LE(FILETIME_OF_1970 + BigInt(Math.trunc(now())) * 10_000n)
    return writeChallenge({
      flags: (requested & SUPPORTED) | ALWAYS,
      serverChallenge,
      targetName: domain,
      targetInfo: writeAvPairs([
        name(AV.domainName, domain),
        name(AV.computerName, computer),
        name(AV.dnsDomainName, dnsDomain),
        name(AV.dnsComputerName, `${computer.toLowerCase()}.${dnsDomain}`),
        name(AV.dnsTreeName, dnsDomain),
        { id: AV.timestamp, value: timestamp },
      ]),
    })
  }
}

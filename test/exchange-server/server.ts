/**
 * The EWS test server: real SOAP over real HTTP or HTTPS on 127.0.0.1, with mailboxes that tests can change
 * behind the client's back.
 *
 * This file puts the parts together: HTTP (http/) reads the request and knows who sent it, SOAP (soap/) finds
 * the operation, one file per operation (operations/) answers from the mailboxes (mailbox/). The server can
 * validate what it sends against Microsoft's schemas; `stop()` then fails the test whose answers were invalid.
 *
 * Rejected: answers recorded from a real Exchange (nothing changes behind the client's back, and every new
 * question of a client needs a new recording) and a fake transport (would hide what HTTP does).
 */
import { X509Certificate } from 'node:crypto'
import {
  POX_PATH,
  SOAP_PATH,
  autodiscoverPage,
  makeAutodiscoverService,
  redirectingListener,
} from './autodiscover/autodiscover.ts'
import {
  type AutodiscoverOptions,
  type AutodiscoverRoute,
  AutodiscoverRoutes,
} from './autodiscover/routes.ts'
import { JSON_PATH } from './autodiscover/json.ts'
import { type SchemaViolation, type Validation, makeDispatcher } from './dispatch.ts'
import { type CertificateKind, makeCertificate } from './http/certificates.ts'
import { makeAuthentication } from './http/authentication/authentication.ts'
import type { TokenIssuer } from './http/authentication/bearer.ts'
import type { AuthenticationScheme } from './http/authentication/challenges.ts'
import { SignInCounter } from './http/basic-authentication.ts'
import { EWS_PATH, httpFront } from './http/http-front.ts'
import type { Interceptor } from './http/interception.ts'
import type { JournalEntry } from './http/journal.ts'
import { Listener } from './http/listener.ts'
import { Delivery, type SentMail } from './mailbox/delivery.ts'
import { Directory, type DirectoryEntry } from './mailbox/directory.ts'
import type { Mailbox } from './mailbox/mailbox.ts'
import type { MisbehaveOptions } from './misbehaviour/misbehave-options.ts'
import { type ActiveMisbehaviour, Misbehaviours } from './misbehaviour/misbehaviours.ts'
import { Subscriptions } from './notifications/subscriptions.ts'
import { type ThrottlingPolicy, throttle } from './throttling/throttling-policy.ts'
import { canValidate, validateEnvelope } from './schema-validation.ts'
import { SHARED_FOLDER_MISSING } from './shared-folder.ts'
import { EXCHANGE_2019, type ServerVersion } from './soap/envelope.ts'
import { StorageFile } from './storage/storage-file.ts'
import { type ExchangeVersion, VERSIONS } from './soap/versions.ts'

export type { AutodiscoverOptions, AutodiscoverRoute } from './autodiscover/routes.ts'
export type { SchemaViolation, Validation } from './dispatch.ts'
export type { TokenIssuer } from './http/authentication/bearer.ts'
export type { AuthenticationScheme } from './http/authentication/challenges.ts'
export type { CertificateKind } from './http/certificates.ts'
export type {
  Alteration,
  InterceptedRequest,
  Interception,
  Interceptor,
  ReadyAnswer,
} from './http/interception.ts'
export type { JournalEntry } from './http/journal.ts'
export { EXCHANGE_LIMITS, type ThrottlingPolicy } from './throttling/throttling-policy.ts'
export type { SentMail } from './mailbox/delivery.ts'
export type { ExtendedProperty, Item } from './mailbox/item.ts'
export type { AddOptions, Folder, Mailbox, MailboxOptions } from './mailbox/mailbox.ts'
export type { MisbehaviourName } from './misbehaviour/catalogue.ts'
export type { MisbehaveOptions } from './misbehaviour/misbehave-options.ts'
export type { ActiveMisbehaviour } from './misbehaviour/misbehaviours.ts'
export type { DirectoryEntry } from './mailbox/directory.ts'
export { EXCHANGE_2019, type ServerVersion } from './soap/envelope.ts'
export type { ExchangeVersion } from './soap/versions.ts'

export type ExchangeServerOptions = {
  readonly mailboxes: readonly DirectoryEntry[]
  /** A SQLite file that keeps the mailboxes beyond the life of the server; it is made when missing. Default: memory. */
  readonly file?: string
  /** Without it the server speaks plain HTTP. */
  readonly tls?: CertificateKind
  /** Names that the certificate is valid for, beside localhost and 127.0.0.1. */
  readonly hostNames?: readonly string[]
  /** Default: a free port. */
  readonly port?: number
  /** What the server says it is. Default: Exchange Server 2019. */
  readonly version?: ExchangeVersion | ServerVersion
  /** Default: responses where the schemas are at hand, else off. */
  readonly validate?: Validation
  /** Default: the name under which Exchange asks for a password, the host. */
  readonly realm?: string
  /** Schemes of sign-in that are offered. Default: basic. */
  readonly authentication?: readonly AuthenticationScheme[]
  /** NetBIOS and DNS name of the domain. Default: CONTOSO, contoso.example. */
  readonly domain?: { readonly netBios: string; readonly dns: string }
  /** required: NTLM must be bound to the TLS certificate, as Exchange 2019 CU14 and later ask for. Default: off. */
  readonly extendedProtection?: 'off' | 'required'
  /** Whose Bearer tokens are taken. */
  readonly identityProvider?: TokenIssuer
  /** Values of `aud` beside the address of the server. Default: Exchange Online. */
  readonly audiences?: readonly string[]
  /** Wrong passwords in a row, over all schemes, that lock an account. Default: never. */
  readonly lockOutAfter?: number
  /** Addresses of the users who may act as anyone by ExchangeImpersonation. */
  readonly impersonators?: readonly string[]
  /** Milliseconds since 1970. Default: the clock of the machine. */
  readonly now?: () => number
  /** Larger requests get 413. Default: 64 MB, Exchange's limit for EWS. */
  readonly maximumRequestBytes?: number
  /** How long a streaming notification connection stays silent. Default: 45 s, as Exchange. */
  readonly heartbeatMilliseconds?: number
  /** Larger messages get ErrorMessageSizeExceeded. Default: as large as a request can be. */
  readonly maximumMessageBytes?: number
  /** How much a mailbox may ask at once; `EXCHANGE_LIMITS` are Exchange's. Default: as much as it likes. */
  readonly throttling?: ThrottlingPolicy
  /** Where Autodiscover sends whom. Default: to the mailboxes of this server. */
  readonly autodiscover?: AutodiscoverOptions
}

export type AutodiscoverHandle = {
  readonly poxUrl: string
  readonly soapUrl: string
  readonly jsonUrl: string
  /** Of the port without TLS; undefined without the option `httpRedirect`. */
  readonly httpRedirectUrl: string | undefined
  /** Sends an address or a domain elsewhere from now on; undefined takes its route away. */
  route(addressOrDomain: string, route: AutodiscoverRoute | undefined): void
}

export type ExchangeServer = {
  /** Address of EWS, for example http://127.0.0.1:40001/EWS/Exchange.asmx. */
  readonly url: string
  readonly port: number
  readonly autodiscover: AutodiscoverHandle
  /** PEM of the authority to trust; undefined without TLS. */
  readonly caCertificate: string | undefined
  readonly validation: Validation
  /** Every request since the start or the last `clearJournal`, in the order of the answers. */
  readonly journal: readonly JournalEntry[]
  /** Every mail that was sent, with its recipients; the answer to "who was mailed?". */
  readonly mailsSent: readonly SentMail[]
  /** What broke the schema so far; `stop` rejects when it is not empty. Empty it to accept what is there. */
  readonly schemaViolations: SchemaViolation[]
  /** Errors in the server itself; `stop` rejects when it is not empty. */
  readonly failures: unknown[]
  /** The handle of a mailbox; throws when there is none with this address. */
  mailbox(address: string): Mailbox
  addMailbox(options: DirectoryEntry): Mailbox
  /** Every mailbox, in the order in which they came. */
  readonly mailboxes: readonly Mailbox[]
  /** Answers requests badly from now on, in one of the ways of the catalogue. */
  misbehave(options: MisbehaveOptions): ActiveMisbehaviour
  /** The misbehaviours that are on. */
  readonly misbehaviours: readonly ActiveMisbehaviour[]
  /** Switches all of them off. */
  behave(): void
  /** Looks at every request from now on; call the result to stop that. */
  intercept(interceptor: Interceptor): () => void
  clearJournal(): void
  /** Forgets all subscriptions, as a restart of Exchange does. */
  loseSubscriptions(): void
  /** How often a wrong password was sent for a user (plain name, as in MailboxOptions). */
  failedSignIns(user: string): number
  successfulSignIns(user: string): number
  /** Users whose accounts are locked after wrong passwords. */
  readonly lockedAccounts: readonly string[]
  isLockedOut(user: string): boolean
  unlock(user: string): void
  /**
   * Changes the certificate while the server runs; new connections see it, open ones stay. The authority stays the
   * same where there was one. A kind with its own protocol brings it along.
   */
  renewCertificate(kind: CertificateKind): Promise<void>
  /** Closes port and connections but keeps the state: an outage. */
  stopListening(): Promise<void>
  /** Ends an outage on the same port. */
  listen(): Promise<void>
  /** Ends the server; rejects when it sent something invalid or failed. */
  stop(): Promise<void>
}

const MAXIMUM_REQUEST_BYTES = 67_108_864 // maxAllowedContentLength in Exchange 2019's EWS web.config

const EXCHANGE_ONLINE_AUDIENCES = ['https://outlook.office365.com', 'https://outlook.office.com']

/** Starts a server; it listens when the promise resolves. */
export async function startExchangeServer(options: ExchangeServerOptions): Promise<ExchangeServer> {
  const validation = options.validate ?? (canValidate() ? 'responses' : 'off')
  if (validation !== 'off' && !canValidate()) throw new Error(SHARED_FOLDER_MISSING)
  const version =
    typeof options.version === 'string' ? VERSIONS[options.version] : (options.version ?? EXCHANGE_2019)
  const storage = options.file === undefined ? undefined : new StorageFile(options.file)
  const directory = new Directory(
    options.mailboxes,
    options.impersonators,
    storage && ((address) => storage.mailbox(address)),
  )
  const signIns = new SignInCounter(options.lockOutAfter)
  const journal: JournalEntry[] = []
  const delivery = new Delivery(directory)
  const subscriptions = new Subscriptions(options.throttling?.maximumSubscriptions)
  const schemaViolations: SchemaViolation[] = []
  const failures: unknown[] = []

  const dispatcher = makeDispatcher({
    directory,
    delivery,
    subscriptions,
    heartbeat: options.heartbeatMilliseconds,
    maximumMessageBytes: options.maximumMessageBytes,
    version,
    validation,
    schemaViolations,
    failures,
    keep: () => storage?.commit(),
  })
  let certificate =
    options.tls === undefined ? undefined : await makeCertificate(options.tls, undefined, options.hostNames)
  const origin = (): string => `${certificate === undefined ? 'http' : 'https'}://127.0.0.1:${listener.port}`
  const schemes = options.authentication ?? ['basic']
  const routes = new AutodiscoverRoutes(
    directory,
    () => `${origin()}${EWS_PATH}`,
    options.autodiscover?.routes,
  )
  const autodiscover = makeAutodiscoverService({ routes, version, schemes, origin })
  const authentication = makeAuthentication({
    schemes,
    realm: options.realm ?? '127.0.0.1',
    ntlm: {
      directory,
      domain: options.domain?.netBios ?? 'CONTOSO',
      dnsDomain: options.domain?.dns ?? 'contoso.example',
      computer: 'EXCH01',
      get requiredChannel() {
        return options.extendedProtection === 'required' && certificate !== undefined
          ? new X509Certificate(certificate.certificate).raw
          : undefined
      },
      now: options.now ?? Date.now,
    },
    bearer: {
      directory,
      issuer: options.identityProvider,
      audiences: () => [...(options.audiences ?? EXCHANGE_ONLINE_AUDIENCES), origin()],
    },
    isLockedOut: ({ user }) => signIns.isLockedOut(user),
  })
  const misbehaviours = new Misbehaviours({
    version,
    mailboxes: () => directory.mailboxes(),
    refusalHeaders: () => authentication.refusalHeaders({ kind: 'none' }),
  })
  const interceptors = new Set<Interceptor>([
    ...(options.throttling === undefined ? [] : [throttle(options.throttling, version)]),
    (request) => misbehaviours.intercept(request),
  ])
  const front = httpFront({
    directory,
    signIns,
    authentication,
    maximumRequestBytes: options.maximumRequestBytes ?? MAXIMUM_REQUEST_BYTES,
    interceptors,
    ...(validation !== 'off' && {
      check: (operation: string | undefined, envelope: string) => {
        const problems = validateEnvelope(envelope)
        if (problems.length > 0) {
          schemaViolations.push({ direction: 'response', operation, problems, envelope })
        }
      },
    }),
    page: (path) => autodiscoverPage(path, autodiscover),
    read: dispatcher.read,
    answer: dispatcher.answer,
    onDidAnswer: (entry) => journal.push(entry),
  })
  const listener = new Listener(front, options.port ?? 0, certificate)
  const httpRedirect = options.autodiscover?.httpRedirect
  const redirector =
    httpRedirect === undefined
      ? undefined
      : new Listener(
          redirectingListener(() => (httpRedirect === 'here' ? origin() : httpRedirect)),
          0,
          undefined,
        )
  const open = async (): Promise<void> => {
    await listener.open()
    await redirector?.open()
  }
  const close = async (): Promise<void> => {
    await listener.close()
    await redirector?.close()
  }
  try {
    await open()
  } catch (error) {
    storage?.close()
    throw error
  }

  return {
    url: `${origin()}${EWS_PATH}`,
    port: listener.port,
    autodiscover: {
      poxUrl: `${origin()}${POX_PATH}`,
      soapUrl: `${origin()}${SOAP_PATH}`,
      jsonUrl: `${origin()}${JSON_PATH}`,
      httpRedirectUrl: redirector && `http://127.0.0.1:${redirector.port}${POX_PATH}`,
      route: (name, route) => {
        routes.set(name, route)
      },
    },
    get caCertificate() {
      return certificate?.caCertificate
    },
    validation,
    journal,
    mailsSent: delivery.sent,
    schemaViolations,
    failures,
    mailbox: (address) => {
      const mailbox = directory.byAddress(address)
      if (mailbox === undefined) throw new Error(`the server has no mailbox ${address}`)
      return mailbox
    },
    addMailbox: (added) => directory.add(added),
    get mailboxes() {
      return directory.mailboxes()
    },
    misbehave: (misbehaviour) => misbehaviours.start(misbehaviour),
    get misbehaviours() {
      return misbehaviours.active
    },
    behave: () => {
      misbehaviours.stopAll()
    },
    intercept: (interceptor) => {
      interceptors.add(interceptor)
      return () => interceptors.delete(interceptor)
    },
    clearJournal: () => {
      journal.length = 0
    },
    loseSubscriptions: () => {
      subscriptions.clear()
    },
    failedSignIns: (user) => signIns.count(user, 'failed'),
    successfulSignIns: (user) => signIns.count(user, 'successful'),
    get lockedAccounts() {
      const users = directory.mailboxes().map(({ user }) => user)
      return users.filter((user) => signIns.isLockedOut(user))
    },
    isLockedOut: (user) => signIns.isLockedOut(user),
    unlock: (user) => {
      signIns.unlock(user)
    },
    renewCertificate: async (kind) => {
      const renewed = await makeCertificate(kind, certificate?.authority, options.hostNames)
      listener.renew(renewed)
      certificate = renewed
    },
    stopListening: close,
    listen: open,
    stop: async () => {
      await close()
      storage?.close()
      const [violation] = schemaViolations
      if (violation !== undefined) {
        throw new Error(
          `${schemaViolations.length} envelope(s) broke the EWS schema; the first, a ${violation.direction} ` +
            `(${violation.operation ?? 'no operation'}): ${violation.problems.join('; ')}`,
        )
      }
      if (failures.length > 0) throw new AggregateError(failures, 'the test server failed while it answered')
    },
  }
}

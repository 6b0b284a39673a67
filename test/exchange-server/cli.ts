/**
 * Starts a test server from the command line: `npm run exchange -- --help`.
 *
 * It serves mailboxes with generated messages or those of a corpus folder until Ctrl+C, and says how to connect.
 */
import { writeFile } from 'node:fs/promises'
import { Command, InvalidArgumentError, Option } from 'commander'
import { z } from 'zod'
import { fill } from './content/fill.ts'
import { startControlInterface } from './control/control-interface.ts'
import { AUTHENTICATION_SCHEMES } from './http/authentication/challenges.ts'
import { CERTIFICATE_KINDS, type CertificateKind } from './http/certificates.ts'
import { stableGuid } from './identity-provider/registrations.ts'
import { type IdentityProvider, startIdentityProvider } from './identity-provider/identity-provider.ts'
import { CATALOGUE, MISBEHAVIOUR_NAMES } from './misbehaviour/catalogue.ts'
import { type MisbehaveOptions, parseMisbehaveText } from './misbehaviour/misbehave-options.ts'
import {
  type AuthenticationScheme,
  type ExchangeServer,
  type ExchangeVersion,
  type MailboxOptions,
  startExchangeServer,
} from './server.ts'
import { VERSIONS } from './soap/versions.ts'

const NAMES = ['Anna Meier', 'Bernd Vogel', 'Sofia Rossi', 'Tom Baker', 'Julia Huber'] as const
const PASSWORD = 'exchange'
const CLIENT_ID = stableGuid('npm run exchange')

type CliOptions = {
  readonly port: number
  readonly tls?: CertificateKind | true
  readonly caFile?: string
  readonly mailboxes: number
  readonly messages: number
  readonly seed: number
  readonly corpus?: string
  readonly german?: true
  readonly file?: string
  readonly exchangeVersion: ExchangeVersion
  readonly authentication: readonly AuthenticationScheme[]
  readonly lockOutAfter?: number
  readonly controlPort?: number
  readonly misbehave: readonly MisbehaveOptions[]
  readonly listMisbehaviours?: true
}

function number(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('must be a whole number')
  return Number(text)
}

function misbehaviours(text: string, before: readonly MisbehaveOptions[]): MisbehaveOptions[] {
  try {
    return [...before, parseMisbehaveText(text)]
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error
    throw new InvalidArgumentError(
      error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '),
    )
  }
}

const print = (line: string): void => void process.stdout.write(`${line}\n`)

function listMisbehaviours(): void {
  const width = Math.max(...MISBEHAVIOUR_NAMES.map(({ length }) => length))
  print(MISBEHAVIOUR_NAMES.map((name) => `${name.padEnd(width)}  ${CATALOGUE[name].description}`).join('\n'))
}

function mailboxOptions(index: number, german: boolean): MailboxOptions {
  const name = NAMES[index] ?? `User ${index + 1}`
  const user = name.toLowerCase().replace(' ', '.')
  return {
    address: `${user}@contoso.example`,
    user,
    password: PASSWORD,
    displayName: name,
    language: german ? 'de' : 'en',
  }
}

async function run(options: CliOptions): Promise<void> {
  const mailboxes = Array.from({ length: options.mailboxes }, (_, index) =>
    mailboxOptions(index, options.german === true),
  )
  const tls = options.tls === true ? 'private-ca' : options.tls
  const { authentication, lockOutAfter } = options
  const provider = authentication.includes('bearer') ? await startProvider(mailboxes, tls) : undefined
  const server = await startExchangeServer({
    mailboxes,
    port: options.port,
    validate: 'off',
    version: options.exchangeVersion,
    authentication,
    ...(tls === undefined ? {} : { tls }),
    ...(options.file === undefined ? {} : { file: options.file }),
    ...(lockOutAfter === undefined ? {} : { lockOutAfter }),
    ...(provider === undefined ? {} : { identityProvider: provider.tokenIssuer }),
  })
  const control =
    options.controlPort === undefined ? undefined : await startControlInterface(server, options.controlPort)
  try {
    for (const misbehaviour of options.misbehave) server.misbehave(misbehaviour)
    if (control !== undefined) print(`Control:     ${control.url}`)
    await serve(server, { mailboxes, provider, options })
  } finally {
    await control?.stop()
    await server.stop()
    await provider?.stop()
  }
}

function startProvider(
  mailboxes: readonly MailboxOptions[],
  tls: CertificateKind | undefined,
): Promise<IdentityProvider> {
  return startIdentityProvider({
    users: mailboxes.map(({ address, displayName = address }) => ({
      username: address,
      password: PASSWORD,
      name: displayName,
    })),
    applications: [{ clientId: CLIENT_ID, redirectUris: ['http://localhost'] }],
    ...(tls === undefined ? {} : { tls }),
  })
}

async function serve(
  server: ExchangeServer,
  {
    mailboxes,
    provider,
    options,
  }: {
    readonly mailboxes: readonly MailboxOptions[]
    readonly provider: IdentityProvider | undefined
    readonly options: CliOptions
  },
): Promise<void> {
  for (const [index, { address }] of mailboxes.entries()) {
    const mailbox = server.mailbox(address)
    if (mailbox.count() > 0) continue // from the file
    if (options.corpus !== undefined) await fill(mailbox, { corpus: options.corpus })
    else await fill(mailbox, { messages: options.messages, seed: options.seed + index })
  }
  print(`EWS address: ${server.url}`)
  print(`Sign-in:     ${options.authentication.join(', ')}; user name, CONTOSO\\user name or address`)
  if (provider !== undefined) print(`Tokens:      ${provider.authority} for the application ${CLIENT_ID}`)
  for (const { behaviour } of server.misbehaviours) print(`Misbehaves:  ${behaviour}`)
  for (const { address, user } of mailboxes) {
    print(
      `Mailbox:     ${address} (user ${user ?? address}, password ${PASSWORD}, ${server.mailbox(address).count()} messages)`,
    )
  }
  if (server.caCertificate !== undefined) {
    const authorities = [server.caCertificate, provider?.caCertificate ?? ''].join('\n')
    if (options.caFile === undefined) print(`Certificate authority to trust:\n${authorities}`)
    else {
      await writeFile(options.caFile, authorities)
      print(`Certificate authority to trust: ${options.caFile}`)
    }
  }
  print('Stop with Ctrl+C.')
  await new Promise<void>((resolve) => {
    process.once('SIGINT', () => {
      resolve()
    })
    process.once('SIGTERM', () => {
      resolve()
    })
  })
}

const program = new Command()
  .name('exchange')
  .description('EWS test server with made-up mailboxes on 127.0.0.1')
  .option('--port <number>', 'port; 0 takes a free one', number, 0)
  .addOption(new Option('--tls [certificate]', 'serve HTTPS').choices(CERTIFICATE_KINDS))
  .option('--ca-file <path>', 'write the certificate authority (PEM) to this file instead of the screen')
  .option('--mailboxes <number>', 'how many mailboxes', number, 1)
  .option('--messages <number>', 'how many messages to generate in each inbox', number, 100)
  .option('--seed <number>', 'seed of the generator; the same seed gives the same messages', number, 1)
  .option('--corpus <folder>', 'fill the inboxes with the *.eml files of this folder instead')
  .option('--file <path>', 'keep the mailboxes in this SQLite file; only empty mailboxes are filled')
  .option('--german', 'German folder names')
  .addOption(
    new Option('--exchange-version <version>', 'what the server says it is')
      .choices(Object.keys(VERSIONS))
      .default('Exchange2019'),
  )
  .addOption(
    new Option(
      '--authentication <schemes...>',
      'schemes of sign-in that are offered; bearer brings its own provider',
    )
      .choices(AUTHENTICATION_SCHEMES)
      .default(['basic']),
  )
  .option('--lock-out-after <number>', 'wrong passwords in a row that lock an account', number)
  .option(
    '--control-port <number>',
    'change and read everything over HTTP on this port; 0 takes a free one',
    number,
  )
  .option(
    '--misbehave <name[,key=value…]>',
    'answer badly, for example server-busy,operation=GetItem+SyncFolderItems,every=3; can be repeated',
    misbehaviours,
    [],
  )
  .option('--list-misbehaviours', 'list the names for --misbehave and end')

program.parse()
const options = program.opts<CliOptions>()
if (options.listMisbehaviours === true) listMisbehaviours()
else
  void run(options).catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    process.exitCode = 1
  })

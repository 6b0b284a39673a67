/**
 * Starts a test server from the command line: `npm run exchange -- --help`.
 *
 * It serves mailboxes with generated messages or those of a corpus folder until Ctrl+C, and says how to connect.
 */
import { writeFile } from 'node:fs/promises'
import { Command, InvalidArgumentError, Option } from 'commander'
import { fill } from './content/fill.ts'
import { CERTIFICATE_KINDS, type CertificateKind } from './http/certificates.ts'
import { type ExchangeServer, type MailboxOptions, startExchangeServer } from './server.ts'

const NAMES = ['Anna Meier', 'Bernd Vogel', 'Sofia Rossi', 'Tom Baker', 'Julia Huber'] as const
const PASSWORD = 'exchange'

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
}

function number(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('must be a whole number')
  return Number(text)
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
  const server = await startExchangeServer({
    mailboxes,
    port: options.port,
    validate: 'off',
    ...(tls === undefined ? {} : { tls }),
    ...(options.file === undefined ? {} : { file: options.file }),
  })
  try {
    await serve(server, mailboxes, options)
  } finally {
    await server.stop()
  }
}

async function serve(
  server: ExchangeServer,
  mailboxes: readonly MailboxOptions[],
  options: CliOptions,
): Promise<void> {
  for (const [index, { address }] of mailboxes.entries()) {
    const mailbox = server.mailbox(address)
    if (mailbox.count() > 0) continue // from the file
    if (options.corpus !== undefined) await fill(mailbox, { corpus: options.corpus })
    else await fill(mailbox, { messages: options.messages, seed: options.seed + index })
  }
  const print = (line: string): void => void process.stdout.write(`${line}\n`)
  print(`EWS address: ${server.url}`)
  print('Sign-in:     Basic; user name, CONTOSO\\user name or address')
  for (const { address, user } of mailboxes) {
    print(
      `Mailbox:     ${address} (user ${user ?? address}, password ${PASSWORD}, ${server.mailbox(address).count()} messages)`,
    )
  }
  if (server.caCertificate !== undefined) {
    if (options.caFile === undefined) print(`Certificate authority to trust:\n${server.caCertificate}`)
    else {
      await writeFile(options.caFile, server.caCertificate)
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

program.parse()
void run(program.opts<CliOptions>()).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
})

/** The commands and options as commander knows them, with their help. Values are checked elsewhere, see arguments.ts. */
import { Command, Option } from 'commander'
import { AUTHENTICATION_METHODS } from '#shared/domain/connector.ts'
import { MAILBOX_ACCESS } from '#shared/domain/ews-account.ts'
import { OWNER_KINDS } from '#shared/domain/prime.ts'
import { SYNC_KINDS } from '#shared/domain/sync-kinds.ts'
import { DATA_HELP, withOutput } from './output-options.ts'
import { addPrime } from './prime-program.ts'

const PASSWORD_HELP = `
The password comes from the environment variable EWS_KONNEKTOR_PASSWORD or, with --password-stdin, from the first
line of standard input; never as an option.
With --auth oauth2 an application signs in by EWS_KONNEKTOR_CLIENT_SECRET or by the PEM file (certificate and key) that
EWS_KONNEKTOR_CLIENT_CERTIFICATE names; without them a device code is told on standard error.
Exit code: 0 success, 1 failure, 2 wrong call, 130 ended with Ctrl+C.`

/** @param show gets help and messages */
export function buildProgram(show: (text: string) => void): Command {
  const program = new Command('npm run cli --')
    .description('MS EWS Konnektor on the command line: the services of the application, without its window')
    .exitOverride()
    .configureOutput({ writeOut: show, writeErr: show })
    .addHelpText('after', PASSWORD_HELP)
  withOutput(program.command('find').description('find the Exchange server of a mailbox by Autodiscover'))
    .argument('[address]', 'e-mail address of the mailbox')
    .option('--mailbox <address>', 'the same as an option')
    .option('--user <name>', 'DOMAIN\\user or UPN (default: the e-mail address)')
    .option('--domain <name>', 'completes a plain user name to DOMAIN\\user')
    .option('--server <host>', 'host to be asked before all others')
    .option(
      '--allow-host <host>',
      'host outside the domain of the mailbox that may be asked; can be repeated',
      (host: string, hosts: readonly string[] | undefined) => [...(hosts ?? []), host],
    )
    .option('--ca <file>', 'certificate authority to trust in addition (PEM)')
    .option('--password-stdin', 'the first line of standard input is the password')
  withServer(withOutput(program.command('test').description('test the connection, step by step'))).option(
    '--report <file>',
    'write a report without secrets, with the requests, as text (.txt) or as a page (.html)',
  )
  withServer(
    withOutput(program.command('sync').description('synchronise a mailbox with Winoffice Prime, both ways')),
  )
    .option('--data <folder>', DATA_HELP)
    .option(
      '--account <address>',
      'Winoffice Prime e-mail account of a connection that the data folder knows',
    )
    .option('--prime-address <address>', 'Winoffice Prime e-mail account (default: the mailbox)')
    .option('--owner <name>', 'its owner, if it has to be created (default: its address)')
    .addOption(new Option('--owner-kind <kind>', `${OWNER_KINDS.join(' or ')} (default: employee)`))
    .option('--kinds <list>', `which of ${SYNC_KINDS.join(',')} (default: all)`)
    .option('--receive-only', 'write nothing to Exchange')
    .option('--no-receive-only', 'write to Exchange again, where the connection says otherwise')
    .option('--days <number>', 'how many days the first synchronisation reaches back, or all (default: 365)')
    .option('--mail-attendees', 'let Exchange send invitations, updates and cancellations of meetings')
    .option('--no-mail-attendees', 'let it send none, where the connection says otherwise')
    .option('--dry-run', 'tell what would be done, and write nothing on either side')
    .option('--allow-mass-deletion', 'delete even if it is more than half, as a run before has asked')
  withStore(withOutput(program.command('list').description('list imported e-mails, newest first')))
    .option('--limit <number>', 'how many (default: 50, at most 500)')
    .option('--offset <number>', 'how many to leave out (default: 0)')
  withStore(
    withOutput(
      program
        .command('export')
        .description('write e-mails as .eml files, byte for byte; appointments and tasks as .ics'),
    ),
  )
    .option('--id <id>', 'the object, as told by list or prime list')
    .option('--all', 'everything of the account, in a folder each')
    .option('--kinds <list>', `with --all: which of ${SYNC_KINDS.join(',')} (default: all)`)
    .option('--to <path>', 'a file or folder for --id, a folder for --all')
  addReports(program)
  addPrime(program)
  return program
}

function addReports(program: Command): void {
  const report = (name: string, description: string) =>
    withOutput(program.command(name).description(description))
      .option('--data <folder>', DATA_HELP)
      .option('--account <address>', 'Winoffice Prime e-mail account')
  report('status', 'accounts with their last run and what is open (default: of all accounts)')
  report('problems', 'objects that failed, with the reason (default: of all accounts)')
  report('retry', 'let objects that were given up be tried again by the next run')
    .option('--object-id <id>', 'the object, as told by problems')
    .option('--all', 'every object of the account')
  report('conflicts', 'versions that lost, newest first')
    .option('--restore <id>', 'make the version that lost the present one; the next run exports it')
    .option('--limit <number>', 'how many (default: 50, at most 500)')
  report('runs', 'past runs, newest first (default: of all accounts)').option(
    '--limit <number>',
    'how many (default: 50, at most 500)',
  )
}

function withServer(command: Command): Command {
  return command
    .option('--url <address>', 'EWS address; a host alone is completed to the usual path')
    .option('--domain <name>', 'completes a plain user name to DOMAIN\\user')
    .option('--mailbox <address>', 'primary SMTP address of the mailbox')
    .option('--user <name>', 'DOMAIN\\user, UPN, or with --domain the plain name')
    .option('--auth <method>', `${AUTHENTICATION_METHODS.join(', ')} (default: basic)`)
    .option('--client-id <id>', 'with oauth2: the application (client) id')
    .option('--tenant <name>', 'with oauth2: domain or id of the directory (default: organizations)')
    .option('--authority <address>', 'with oauth2: the identity provider (default: that of Exchange Online)')
    .option('--scope <scope>', 'with oauth2: what is asked for (default: that of Exchange Online)')
    .option('--access <way>', `way into the mailbox: ${MAILBOX_ACCESS.join(', ')} (default: own)`)
    .option('--ca <file>', 'certificate authority to trust in addition (PEM)')
    .option('--password-stdin', 'the first line of standard input is the password')
}

function withStore(command: Command): Command {
  return command
    .option('--data <folder>', DATA_HELP)
    .option('--account <address>', 'the same as --prime-address')
    .option('--prime-address <address>', 'Winoffice Prime e-mail account (default: the mailbox)')
    .option('--mailbox <address>', 'mailbox whose e-mail account has the same address')
}

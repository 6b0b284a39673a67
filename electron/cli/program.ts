/** The commands and options as commander knows them, with their help. Values are checked elsewhere, see arguments.ts. */
import { Command, Option } from 'commander'
import { AUTHENTICATION_METHODS } from '#shared/domain/connector.ts'
import { MAILBOX_ACCESS } from '#shared/domain/ews-account.ts'
import { OWNER_KINDS } from '#shared/domain/prime.ts'
import { LANGUAGES } from '#shared/domain/settings.ts'

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
  withOutput(program.command('discover').description('find the EWS address of a mailbox by Autodiscover'))
    .option('--mailbox <address>', 'e-mail address of the mailbox')
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
  withServer(withOutput(program.command('test').description('test the connection, step by step')))
  withServer(withOutput(program.command('sync').description('import the inbox into Winoffice Prime')))
    .option('--data <folder>', 'data folder; the Winoffice Prime store is in <folder>/prime')
    .option('--prime-address <address>', 'Winoffice Prime e-mail account (default: the mailbox)')
    .option('--owner <name>', 'its owner, if it has to be created (default: its address)')
    .addOption(new Option('--owner-kind <kind>', `${OWNER_KINDS.join(' or ')} (default: employee)`))
  withStore(withOutput(program.command('list').description('list imported e-mails, newest first')))
    .option('--limit <number>', 'how many (default: 50, at most 500)')
    .option('--offset <number>', 'how many to leave out (default: 0)')
  withStore(withOutput(program.command('export').description('write e-mails as .eml files, byte for byte')))
    .option('--id <id>', 'the e-mail, as told by list')
    .option('--all', 'every e-mail of the account')
    .option('--to <path>', 'a file or folder for --id, a folder for --all')
  return program
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
    .option('--data <folder>', 'data folder; the Winoffice Prime store is in <folder>/prime')
    .option('--prime-address <address>', 'Winoffice Prime e-mail account (default: the mailbox)')
    .option('--mailbox <address>', 'mailbox whose e-mail account has the same address')
}

function withOutput(command: Command): Command {
  return command
    .option('--config <file>', 'JSON file with options by name; options given here win')
    .option('--language <language>', `${LANGUAGES.join(' or ')} (default: en)`)
    .option('--json', 'exactly one JSON document on standard output')
    .option('--progress', 'tell progress on standard error even if it is no terminal')
}

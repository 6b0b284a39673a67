/** English texts of what can go wrong on the command line of the installed program. */
import type { CommandErrorTexts } from './catalogue.ts'

export const commandErrorsEn: CommandErrorTexts = {
  'command.refused': {
    what: 'The argument “{{argument}}” is not allowed here; nothing was done.',
    todo: 'Put the command first, and behind it only its options. help shows the options.',
  },
  'command.secret': {
    what: 'Secrets cannot be given as an option: every user of this machine could read them, and the shell would keep them.',
    todo: 'The program takes what was stored in its window. Change the password if it was real.',
  },
  'command.nothing-chosen': {
    what: 'It is not clear which accounts are meant.',
    todo: 'Name accounts by their e-mail address, a connector with --connector, or give --all.',
  },
  'command.nothing-set-up': {
    what: 'No account is set up.',
    todo: 'Run the command as the user under whom the application runs, or set up an account there.',
  },
  'command.no-such-account': {
    what: 'There is no account “{{name}}”.',
    todo: 'Nearest to it: {{similar}}. status shows all accounts.',
  },
  'command.no-such-connector': {
    what: 'There is no connector “{{name}}”.',
    todo: 'Nearest to it: {{similar}}. status shows all connectors.',
  },
  'command.ambiguous': {
    what: '“{{name}}” can mean more than one.',
    todo: 'Give one of these ids instead of the name: {{similar}}.',
  },
  'command.nothing-to-sync': {
    what: 'None of the accounts is synchronised: they are inactive, paused, or nobody has begun their first synchronisation.',
    todo: 'Activate or resume them in the window. sync begins the first synchronisation with --first; --dry-run shows what it would do.',
  },
  'command.some-failed': {
    what: 'It failed for {{failed}} of {{total}} accounts.',
    todo: 'The causes stand with the accounts.',
  },
  'command.no-display': {
    what: 'This computer has no display.',
    todo: 'Call ews-konnektor, which lies beside the program: it needs no display.',
  },
  'command.no-answer': {
    what: 'The application is running already, but does not answer.',
    todo: 'On Windows the command must run in the same session (task: only when the user is logged on). Otherwise try again in a minute, or restart the application.',
  },
  'command.busy': {
    what: 'Another command is still running and was not done after {{seconds}} seconds.',
    todo: 'Try again later, or wait longer with --wait.',
  },
  'command.cancelled': {
    what: 'The command was cancelled.',
    todo: 'What was done by then stays. Start it again if you need its result.',
  },
}

/** The commands of the Winoffice Prime side, as a person or the ERP would change it. */
import { Option, type Command } from 'commander'
import { FREE_BUSY, importanceSchema, sensitivitySchema, TASK_STATUSES } from '#shared/domain/prime-items.ts'
import { EMAIL_FOLDERS, OWNER_KINDS } from '#shared/domain/prime.ts'
import { SYNC_KINDS } from '#shared/domain/sync-kinds.ts'
import { CREATED_KINDS } from './calls.ts'
import { DATA_HELP, withOutput } from './output-options.ts'

export function addPrime(program: Command): void {
  const prime = program
    .command('prime')
    .description('what is in Winoffice Prime: list, show, create, update, delete')
  const command = (name: string, description: string) =>
    withOutput(prime.command(name).description(description)).option('--data <folder>', DATA_HELP)

  withItem(
    command('create', 'create an object, or an e-mail account')
      .argument('<what>', CREATED_KINDS.join(', '))
      .option('--account <address>', 'Winoffice Prime e-mail account')
      .option('--owner <name>', 'of a new e-mail account (default: its address)')
      .addOption(new Option('--owner-kind <kind>', `${OWNER_KINDS.join(' or ')} (default: employee)`)),
  )
  withItem(
    command('update', 'change what is given, and leave the rest as it is')
      .option('--id <id>', 'the object')
      .option(
        '--expected <revision>',
        'refuse when the object has another revision (default: as it is read)',
      ),
  )
  command('delete', 'delete an object')
    .option('--id <id>', 'the object')
    .option('--expected <revision>', 'refuse when the object has another revision')
  command('show', 'tell all of an object').option('--id <id>', 'the object')
  command('list', 'tell all objects of a kind, in the order of their changes')
    .argument('<what>', SYNC_KINDS.join(', '))
    .option('--account <address>', 'Winoffice Prime e-mail account')
    .option('--after <revision>', 'go on behind this revision')
    .option('--limit <number>', 'how many (default: 50, at most 500)')
}

function withItem(command: Command): Command {
  return command
    .option('--record <file>', 'JSON file with the whole record, as told by show; other options change it')
    .option('--subject <text>')
    .option('--text <text>', 'the plain text')
    .option('--importance <level>', importanceSchema.options.join(', '))
    .option('--category <name>', 'can be repeated; replaces those that were there', collect)
    .option('--sensitivity <level>', `appointments, tasks: ${sensitivitySchema.options.join(', ')}`)
    .option('--folder <name>', `e-mail: ${EMAIL_FOLDERS.join(', ')} or further:<path> (default: drafts)`)
    .option('--mime <file>', 'e-mail: the whole message as .eml, instead of the next six')
    .option('--to <address>', 'e-mail: a@b.ch or "Name <a@b.ch>"; can be repeated', collect)
    .option('--cc <address>', 'e-mail: can be repeated', collect)
    .option('--bcc <address>', 'e-mail: can be repeated', collect)
    .option('--html <text>', 'e-mail: the text as HTML, beside --text')
    .option('--attach <file>', 'e-mail: can be repeated; replaces those that were there', collect)
    .option('--flag <state>', 'e-mail: none, flagged, complete')
    .option('--read', 'e-mail: read')
    .option('--unread', 'e-mail: not read')
    .option('--must-be-encrypted', 'e-mail: to be sent encrypted only, which nobody here can do')
    .option('--location <text>', 'appointment')
    .option('--start <time>', 'appointment: 2026-03-30T09:00, in --zone; whole days and tasks: 2026-03-30')
    .option('--end <time>', 'appointment: likewise; of whole days the last one (default: an hour, a day)')
    .option('--zone <name>', 'appointment: IANA name (default: of Winoffice Prime)')
    .option('--all-day', 'appointment: whole days')
    .option('--free-busy <state>', `appointment: ${FREE_BUSY.join(', ')}`)
    .option('--reminder <minutes>', 'appointment: minutes before the start, or none')
    .option('--attendee <address>', 'meeting: can be repeated; replaces those that were there', collect)
    .option('--optional-attendee <address>', 'meeting: likewise', collect)
    .option('--resource <address>', 'meeting: likewise, a room or a device', collect)
    .option(
      '--rrule <rule>',
      'appointment, task: a rule of iCalendar, FREQ=WEEKLY;BYDAY=MO;COUNT=10, or none',
    )
    .option('--due <day>', 'task, or none')
    .option('--completed <day>', 'task, or none')
    .option('--status <state>', `task: ${TASK_STATUSES.join(', ')}`)
    .option('--percent <number>', 'task: how much of it is done')
    .option('--reminder-at <time>', 'task: a point in time, or none')
}

function collect(value: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), value]
}

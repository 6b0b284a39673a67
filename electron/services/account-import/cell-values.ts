/** From the words of a cell to the value of a field, in German and English. Pure. */
import type { MailboxAccess } from '#shared/domain/ews-account.ts'
import type { OWNER_KINDS } from '#shared/domain/prime.ts'
import { SYNC_KINDS, type SyncKind } from '#shared/domain/sync-kinds.ts'

/** `undefined`: nobody knows what the cell says. An empty cell is the default. */
type Read<T> = (cell: string, standard: T) => T | undefined

function words<T>(known: Readonly<Record<string, T>>): Read<T> {
  return (cell, standard) => (cell === '' ? standard : known[cell.toLocaleLowerCase('de-CH')])
}

export const readSwitch = words<boolean>({
  ...{
    ja: true,
    j: true,
    yes: true,
    y: true,
    true: true,
    wahr: true,
    x: true,
    '1': true,
    ein: true,
    on: true,
  },
  ...{ nein: false, n: false, no: false, false: false, falsch: false, '0': false, aus: false, off: false },
  ...{ '-': false, aktiv: true, active: true, inaktiv: false, inactive: false },
})

export const readOwnerKind = words<(typeof OWNER_KINDS)[number]>({
  ...{ mitarbeiter: 'employee', mitarbeiterin: 'employee', person: 'employee', employee: 'employee' },
  team: 'team',
})

export const readAccess = words<MailboxAccess>({
  ...{ eigenes: 'own', 'eigenes postfach': 'own', own: 'own', 'own mailbox': 'own' },
  ...{
    delegiert: 'delegated',
    delegation: 'delegated',
    stellvertretung: 'delegated',
    freigegeben: 'delegated',
  },
  ...{ delegated: 'delegated', shared: 'delegated', 'shared mailbox': 'delegated' },
  ...{ impersonation: 'impersonation', impersonierung: 'impersonation', dienstkonto: 'impersonation' },
  ...{ 'service account': 'impersonation' },
})

const KINDS: Readonly<Record<string, SyncKind>> = {
  ...{
    'e-mails': 'emails',
    'e-mail': 'emails',
    emails: 'emails',
    email: 'emails',
    mails: 'emails',
    mail: 'emails',
  },
  ...{ kalender: 'calendar', termine: 'calendar', calendar: 'calendar', appointments: 'calendar' },
  ...{ aufgaben: 'tasks', tasks: 'tasks' },
}

/** Several in one cell, as `E-Mails, Kalender`. */
export const readKinds: Read<readonly SyncKind[]> = (cell, standard) => {
  if (cell === '') return standard
  const named = cell
    .toLocaleLowerCase('de-CH')
    .split(/[,;/+|&]|\bund\b|\band\b/)
    .map((word) => word.trim())
    .filter((word) => word !== '')
  if (named.length === 1 && ['alle', 'alles', 'all'].includes(named[0] ?? '')) return SYNC_KINDS
  const kinds = named.map((word) => KINDS[word])
  if (kinds.length === 0 || kinds.includes(undefined)) return undefined
  return SYNC_KINDS.filter((kind) => kinds.includes(kind))
}

/** `null`: everything. The range is checked with the rules of the form. */
export const readDays: Read<number | null> = (cell, standard) => {
  if (cell === '') return standard
  if (['alles', 'alle', 'everything', 'all'].includes(cell.toLocaleLowerCase('de-CH'))) return null
  return /^\d{1,9}$/.test(cell) ? Number(cell) : undefined
}

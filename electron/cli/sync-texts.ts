/** The words of the command line for the synchronisation and for Winoffice Prime. */
import type { ErrorText } from '#shared/texts/catalogue.ts'
import type { PlannedAction, SyncDirection, SyncPhase } from '#shared/domain/sync.ts'
import type { SyncKind } from '#shared/domain/sync-kinds.ts'

export type SyncTexts = {
  readonly usage: Readonly<
    Record<
      | 'object-or-all'
      | 'unknown-object'
      | 'record-unreadable'
      | 'file-unreadable'
      | 'nothing-to-change'
      | 'not-for-kind'
      | 'no-such-problem',
      ErrorText
    >
  >
  readonly cli: {
    readonly kind: Readonly<Record<SyncKind, string>>
    readonly direction: Readonly<Record<SyncDirection, string>>
    readonly phase: Readonly<Record<SyncPhase, string>>
    readonly action: Readonly<Record<PlannedAction, string>>
    readonly planned: Readonly<Record<PlannedAction, string>>
    readonly itemCounts: string
    readonly givenUp: string
    readonly dryRun: string
    readonly nothingToDo: string
    readonly matched: string
    readonly conflicting: string
    readonly prime: { readonly saved: string; readonly deleted: string }
    readonly account: string
    readonly inactive: string
    readonly neverRun: string
    readonly lastRun: string
    readonly open: string
    readonly noAccounts: string
    readonly noProblems: string
    readonly problem: string
    readonly retried: string
    readonly noConflicts: string
    readonly conflict: string
    readonly restored: string
    readonly noRuns: string
  }
}

export const syncEn: SyncTexts = {
  usage: {
    'object-or-all': {
      what: 'What is to be tried again is not clear.',
      todo: 'Give either --object-id or --all.',
    },
    'unknown-object': { what: 'There is no such kind of object.', todo: 'Name one of: {{objects}}.' },
    'record-unreadable': {
      what: 'The record in {{file}} cannot be read ({{reason}}).',
      todo: 'It must be a JSON object, as prime show tells it under “record”.',
    },
    'file-unreadable': {
      what: 'The file {{file}} cannot be read ({{reason}}).',
      todo: 'Check the path and the permissions.',
    },
    'nothing-to-change': {
      what: 'Nothing was given that is to be changed.',
      todo: 'See the options with --help.',
    },
    'not-for-kind': {
      what: '{{option}} cannot be given together with the content in a file.',
      todo: 'Leave one of the two out.',
    },
    'no-such-problem': {
      what: 'There is no such object among the problems.',
      todo: 'See their ids with problems.',
    },
  },
  cli: {
    kind: { emails: 'E-mails', calendar: 'Appointments', tasks: 'Tasks' },
    direction: { down: 'import', up: 'export' },
    phase: {
      connecting: 'Connecting',
      observing: 'Looking for changes',
      matching: 'Matching',
      importing: 'Importing',
      exporting: 'Exporting',
      deleting: 'Deleting',
    },
    action: { create: 'create', update: 'change', move: 'move', delete: 'delete', send: 'send' },
    planned: {
      create: '{{count}} to create',
      update: '{{count}} to change',
      move: '{{count}} to move',
      delete: '{{count}} to delete',
      send: '{{count}} to send',
    },
    itemCounts:
      '{{created}} new, {{updated}} changed, {{moved}} moved, {{deleted}} deleted, {{failed}} failed',
    givenUp: 'Given up: {{count}}. See them with problems, let them be tried again with retry.',
    dryRun: 'Dry run: nothing was written.',
    nothingToDo: 'There is nothing to do.',
    matched: '{{count}} on both sides already',
    conflicting: '{{count}} changed on both sides',
    prime: { saved: 'Saved: {{id}}', deleted: 'Deleted: {{id}}' },
    account: '{{address}} – {{mailbox}} ({{url}})',
    inactive: 'switched off',
    neverRun: 'never run',
    lastRun: 'last run {{at}}: {{outcome}}',
    open: '{{problems}} with problems, {{givenUp}} of them given up',
    noAccounts: 'There is no account.',
    noProblems: 'There are no problems.',
    problem: '{{what}} ({{attempts}} attempts)',
    retried: 'Will be tried again: {{count}}',
    noConflicts: 'There are no conflicts.',
    conflict: '{{at}}  {{winner}} has won: {{fields}}',
    restored: 'Restored: {{id}}',
    noRuns: 'There are no runs.',
  },
}

export const syncDe: SyncTexts = {
  usage: {
    'object-or-all': {
      what: 'Es ist nicht klar, was noch einmal versucht werden soll.',
      todo: 'Geben Sie entweder --object-id oder --all an.',
    },
    'unknown-object': {
      what: 'Diese Art von Objekt gibt es nicht.',
      todo: 'Nennen Sie eine von: {{objects}}.',
    },
    'record-unreadable': {
      what: 'Der Datensatz in {{file}} lässt sich nicht lesen ({{reason}}).',
      todo: 'Er muss ein JSON-Objekt sein, wie prime show es unter «record» zeigt.',
    },
    'file-unreadable': {
      what: 'Die Datei {{file}} lässt sich nicht lesen ({{reason}}).',
      todo: 'Prüfen Sie Pfad und Rechte.',
    },
    'nothing-to-change': {
      what: 'Es wurde nichts angegeben, was zu ändern wäre.',
      todo: 'Die Optionen zeigt --help.',
    },
    'not-for-kind': {
      what: '{{option}} geht nicht zusammen mit dem Inhalt in einer Datei.',
      todo: 'Lassen Sie eines von beiden weg.',
    },
    'no-such-problem': {
      what: 'Dieses Objekt ist nicht unter den Problemen.',
      todo: 'Ihre Kennungen zeigt problems.',
    },
  },
  cli: {
    kind: { emails: 'E-Mails', calendar: 'Termine', tasks: 'Aufgaben' },
    direction: { down: 'Import', up: 'Export' },
    phase: {
      connecting: 'Verbinden',
      observing: 'Änderungen suchen',
      matching: 'Zuordnen',
      importing: 'Importieren',
      exporting: 'Exportieren',
      deleting: 'Löschen',
    },
    action: { create: 'anlegen', update: 'ändern', move: 'verschieben', delete: 'löschen', send: 'senden' },
    planned: {
      create: '{{count}} anzulegen',
      update: '{{count}} zu ändern',
      move: '{{count}} zu verschieben',
      delete: '{{count}} zu löschen',
      send: '{{count}} zu senden',
    },
    itemCounts:
      '{{created}} neu, {{updated}} geändert, {{moved}} verschoben, {{deleted}} gelöscht, {{failed}} fehlgeschlagen',
    givenUp: 'Aufgegeben: {{count}}. problems zeigt sie, retry lässt sie noch einmal versuchen.',
    dryRun: 'Probelauf: Es wurde nichts geschrieben.',
    nothingToDo: 'Es gibt nichts zu tun.',
    matched: '{{count}} bereits auf beiden Seiten',
    conflicting: '{{count}} auf beiden Seiten geändert',
    prime: { saved: 'Gespeichert: {{id}}', deleted: 'Gelöscht: {{id}}' },
    account: '{{address}} – {{mailbox}} ({{url}})',
    inactive: 'ausgeschaltet',
    neverRun: 'noch nie gelaufen',
    lastRun: 'letzter Lauf {{at}}: {{outcome}}',
    open: '{{problems}} mit Problemen, davon {{givenUp}} aufgegeben',
    noAccounts: 'Es gibt kein Konto.',
    noProblems: 'Es gibt keine Probleme.',
    problem: '{{what}} ({{attempts}} Versuche)',
    retried: 'Wird noch einmal versucht: {{count}}',
    noConflicts: 'Es gibt keine Konflikte.',
    conflict: '{{at}}  {{winner}} hat gewonnen: {{fields}}',
    restored: 'Wiederhergestellt: {{id}}',
    noRuns: 'Es gibt keine Läufe.',
  },
}

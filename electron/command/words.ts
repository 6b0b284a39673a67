/** The words of a command in the language of its caller; errors, steps and outcomes come from `shared/texts`. */
import type { Language } from '#shared/domain/settings.ts'
import type { Ending, OverallState } from '#shared/domain/overview.ts'
import type { AccountStatus, Level } from './status-document.ts'

export type Words = {
  readonly level: Readonly<Record<Level, string>>
  readonly state: Readonly<Record<OverallState, string>>
  readonly account: Readonly<Record<AccountStatus['state'], string>>
  readonly late: string
  readonly neverRun: string
  readonly lastRun: string
  readonly nextRun: string
  readonly summary: Readonly<Record<'healthy' | 'unused' | 'more' | 'late' | 'stopped', string>>
  readonly program: Readonly<Record<'running' | 'notRunning', string>>
  readonly counts: string
  readonly problems: string
  readonly problem: string
  readonly dismissed: string
  readonly endings: string
  readonly ending: string
  readonly endingKind: Readonly<Record<Ending['kind'], string>>
  readonly accounts: string
  readonly server: string
  readonly skipped: Readonly<Record<'inactive' | 'paused' | 'not-begun' | 'stopped', string>>
  readonly joined: string
  readonly packageWritten: string
  readonly waiting: string
}

const de: Words = {
  level: { ok: 'OK', warning: 'WARNUNG', critical: 'KRITISCH', unknown: 'UNBEKANNT' },
  state: {
    healthy: 'Alles in Ordnung',
    attention: 'Etwas braucht Aufmerksamkeit',
    stopped: 'Nichts wird synchronisiert',
    unused: 'Es ist noch nichts eingerichtet',
  },
  account: {
    automatic: 'synchronisiert von selbst',
    running: 'läuft',
    'not-begun': 'noch nicht begonnen',
    paused: 'angehalten',
    refused: 'Anmeldung abgelehnt',
    inactive: 'inaktiv',
    resting: 'ruht nach einem Fehler',
    offline: 'wartet auf das Netz',
  },
  late: 'überfällig',
  neverRun: 'noch nie gelaufen',
  lastRun: 'letzter Lauf {{at}}: {{outcome}}',
  nextRun: 'nächster {{at}}',
  summary: {
    healthy: 'Alles in Ordnung, {{accounts}} Konten',
    unused: 'Es ist kein Konto eingerichtet. Läuft der Befehl unter demselben Benutzer wie die Anwendung?',
    more: '{{what}} (und {{count}} weitere)',
    late: '{{late}} von {{accounts}} Konten sind überfällig. Läuft die Anwendung?',
    stopped: 'Nichts wird synchronisiert.',
  },
  program: { running: 'die Anwendung läuft', notRunning: 'die Anwendung läuft nicht' },
  counts:
    'Konten: {{well}} in Ordnung, {{troubled}} mit Problemen, {{late}} überfällig, {{notBegun}} nicht begonnen, {{paused}} angehalten, {{inactive}} inaktiv',
  problems: 'Probleme:',
  problem: 'seit {{since}}: {{text}}',
  dismissed: 'ausgeblendet',
  endings: 'Was endet:',
  ending: '{{at}} (in {{days}} Tagen): {{kind}}, {{connector}}',
  endingKind: {
    certificate: 'Zertifikat des Servers',
    'application-certificate': 'Zertifikat der Anwendung',
    'application-secret': 'Geheimnis der Anwendung',
    ews: 'EWS in Exchange Online',
  },
  accounts: 'Konten:',
  server: 'Server von {{name}}',
  skipped: {
    inactive: 'ausgelassen: inaktiv',
    paused: 'ausgelassen: angehalten',
    'not-begun': 'ausgelassen: noch nie begonnen (mit --first beginnen)',
    stopped: 'ausgelassen: der Konnektor steht still',
  },
  joined: 'lief bereits',
  packageWritten: 'Supportpaket: {{file}}',
  waiting: 'Ein anderer Befehl läuft noch; dieser wartet auf ihn …',
}

const en: Words = {
  level: { ok: 'OK', warning: 'WARNING', critical: 'CRITICAL', unknown: 'UNKNOWN' },
  state: {
    healthy: 'All is well',
    attention: 'Something needs attention',
    stopped: 'Nothing is synchronised',
    unused: 'Nothing is set up yet',
  },
  account: {
    automatic: 'synchronises by itself',
    running: 'running',
    'not-begun': 'not begun',
    paused: 'paused',
    refused: 'sign-in refused',
    inactive: 'inactive',
    resting: 'rests after an error',
    offline: 'waits for the network',
  },
  late: 'overdue',
  neverRun: 'never run',
  lastRun: 'last run {{at}}: {{outcome}}',
  nextRun: 'next {{at}}',
  summary: {
    healthy: 'All is well, {{accounts}} accounts',
    unused: 'No account is set up. Does the command run as the same user as the application?',
    more: '{{what}} (and {{count}} more)',
    late: '{{late}} of {{accounts}} accounts are overdue. Is the application running?',
    stopped: 'Nothing is synchronised.',
  },
  program: { running: 'the application is running', notRunning: 'the application is not running' },
  counts:
    'Accounts: {{well}} well, {{troubled}} with problems, {{late}} overdue, {{notBegun}} not begun, {{paused}} paused, {{inactive}} inactive',
  problems: 'Problems:',
  problem: 'since {{since}}: {{text}}',
  dismissed: 'dismissed',
  endings: 'What ends:',
  ending: '{{at}} (in {{days}} days): {{kind}}, {{connector}}',
  endingKind: {
    certificate: 'certificate of the server',
    'application-certificate': 'certificate of the application',
    'application-secret': 'secret of the application',
    ews: 'EWS in Exchange Online',
  },
  accounts: 'Accounts:',
  server: 'Server of {{name}}',
  skipped: {
    inactive: 'left out: inactive',
    paused: 'left out: paused',
    'not-begun': 'left out: never begun (begin it with --first)',
    stopped: 'left out: the connector stands still',
  },
  joined: 'was running already',
  packageWritten: 'Support package: {{file}}',
  waiting: 'Another command is still running; this one waits for it …',
}

export const WORDS: Readonly<Record<Language, Words>> = { de, en }

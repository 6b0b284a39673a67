/** The list of contents of a package for support, in the language of whoever makes it. */
import type { Language } from '#shared/domain/settings.ts'

export const PARTS = [
  'readme',
  'system',
  'configuration',
  'accounts',
  'problems',
  'runs',
  'tests',
  'trace',
  'log',
] as const
export type PartKind = (typeof PARTS)[number]

type Texts = Readonly<Record<PartKind, string>> & {
  readonly title: string
  readonly intro: string
  readonly made: string
  readonly secrets: string
  readonly namesReplaced: string
  readonly namesKept: string
  readonly subjectsKept: string
  readonly person: string
}

const de: Texts = {
  title: 'Support-Paket des MS EWS Konnektors',
  intro: 'Es enthält, was zur Suche nach einer Ursache gebraucht wird:',
  made: 'Erstellt',
  secrets:
    'Passwörter, Tokens und Geheimnisse sind nicht enthalten: Sie wurden beim Aufzeichnen und noch einmal beim Schreiben dieses Pakets entfernt. Inhalte von E-Mails sind nicht enthalten.',
  namesReplaced:
    'Namen von Personen sind ersetzt: Dieselbe Person heisst in allen Dateien gleich. Rechner und Domänen sind geblieben.',
  namesKept: 'Namen und Adressen von Personen stehen darin, wie sie sind.',
  subjectsKept: 'Betreffe von Objekten, deren Synchronisation scheitert, stehen darin.',
  person: 'person',
  readme: 'Diese Übersicht',
  system: 'Versionen, Betriebssystem, Einstellungen des Programms und Proxy ohne Passwort',
  configuration: 'Konnektoren und Konten, wie sie eine Export-Datei ohne Geheimnisse enthält',
  accounts: 'Zeitplan und Zustand der Konten, letzte Ergebnisse, Hinweise',
  problems: 'Objekte, deren Synchronisation scheitert, mit Fehlercode',
  runs: 'Die letzten Läufe der Synchronisation',
  tests: 'Verbindungstests eines Konnektors oder Kontos',
  trace: 'Die letzten Anfragen eines Kontos seit dem Start, ohne Inhalte (HAR)',
  log: 'Protokoll des Programms (JSON je Zeile)',
}

const en: Texts = {
  title: 'Support package of the MS EWS Konnektor',
  intro: 'It holds what is needed to look for a cause:',
  made: 'Made',
  secrets:
    'Passwords, tokens and secrets are not in it: they were taken out when things were recorded, and once more when this package was written. Contents of e-mails are not in it.',
  namesReplaced:
    'Names of people are replaced: the same person has the same name in all files. Hosts and domains have stayed.',
  namesKept: 'Names and addresses of people are in it as they are.',
  subjectsKept: 'Subjects of objects whose synchronisation fails are in it.',
  person: 'person',
  readme: 'This list',
  system: 'Versions, operating system, settings of the application, and the proxy without its password',
  configuration: 'Connectors and accounts, as a file of an export without secrets has them',
  accounts: 'Schedule and state of the accounts, last results, notices',
  problems: 'Objects whose synchronisation fails, with the code of the error',
  runs: 'The last runs of the synchronisation',
  tests: 'Connection tests of a connector or an account',
  trace: 'The last requests of an account since the start, without bodies (HAR)',
  log: 'Log of the application (JSON, one per line)',
}

export const SUPPORT_TEXTS: Readonly<Record<Language, Texts>> = { de, en }

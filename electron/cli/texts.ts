/**
 * The words of the command line; errors, steps and outcomes come from `shared/texts`. Keys are flat, because codes
 * contain dots. They are only filled, so no i18next is loaded: the first steps of a start use them too.
 */
import type { Language } from '#shared/domain/settings.ts'
import { de as sharedDe } from '#shared/texts/de.ts'
import { en as sharedEn } from '#shared/texts/en.ts'
import type { ErrorText, SharedTexts } from '#shared/texts/catalogue.ts'
import { fillText } from '#shared/texts/fill.ts'
import { syncDe, syncEn, type SyncTexts } from './sync-texts.ts'
import type { UsageProblem } from './usage-error.ts'

type CliTexts = {
  readonly usage: Readonly<Record<Exclude<UsageProblem, keyof SyncTexts['usage']>, ErrorText>>
  /** Where the way out differs from the one in the window, or the words are too special. */
  readonly cli: {
    readonly address: string
    readonly error: string
    readonly incident: string
    readonly passwordMissing: ErrorText
    readonly withoutAccount: ErrorText
    readonly exportCancelled: ErrorText
    readonly invalid: ErrorText
    readonly testOutcome: string
    readonly syncOutcome: string
    readonly counts: string
    readonly progressSync: string
    readonly listed: string
    readonly exported: string
    readonly reportWritten: string
    readonly exporting: string
    readonly unread: string
    readonly yesOrNo: string
    readonly yes: string
    readonly allowHost: ErrorText
    readonly deviceCode: string
  }
}

const en: CliTexts = {
  usage: {
    'no-command': {
      what: 'No command was given.',
      todo: 'See the commands with --help.',
    },
    'unknown-command': {
      what: 'There is no such command.',
      todo: 'Commands: {{commands}}. --help tells more.',
    },
    'unknown-option': { what: 'There is no option {{option}} here.', todo: 'See the options with --help.' },
    'option-without-value': {
      what: 'The option {{option}} needs a value.',
      todo: 'Add the value behind it.',
    },
    'excess-arguments': {
      what: 'There is a value without an option.',
      todo: 'Put values with spaces in quotation marks; see the options with --help.',
    },
    other: { what: 'The call is wrong ({{reason}}).', todo: 'See the options with --help.' },
    'password-option': {
      what: 'The password cannot be given as an option: every user of this machine could read it, and the shell would keep it.',
      todo: 'Set the environment variable EWS_KONNEKTOR_PASSWORD, or pipe it in with --password-stdin. Change the password if it was real.',
    },
    'password-in-config': {
      what: 'The file {{file}} contains “{{name}}”. Secrets have no place in a configuration file.',
      todo: 'Remove it. Set the environment variable EWS_KONNEKTOR_PASSWORD, or use --password-stdin.',
    },
    'config-unreadable': {
      what: 'The configuration file {{file}} cannot be read ({{reason}}).',
      todo: 'It must be a JSON object with the names of the options.',
    },
    'config-unknown-name': {
      what: 'The configuration file {{file}} contains “{{name}}”, which is no option.',
      todo: 'Correct the name; see the options with --help.',
    },
    'ca-unreadable': {
      what: 'There is no certificate to be read in {{file}} ({{reason}}).',
      todo: 'Give a PEM file that begins with -----BEGIN CERTIFICATE-----.',
    },
    'id-or-all': { what: 'What is to be exported is not clear.', todo: 'Give either --id or --all.' },
    'report-ending': {
      what: 'A report is text or a page, and the name of the file does not say which.',
      todo: 'Give --report a file that ends with .txt or .html.',
    },
    'stdin-is-terminal': {
      what: 'With --password-stdin the password must be piped in; it would be visible on the screen.',
      todo: 'Pipe it in from a password manager or a file, or set EWS_KONNEKTOR_PASSWORD.',
    },
  },
  cli: {
    address: 'Address: {{url}}',
    error: 'Error {{code}}',
    incident: 'Notice {{code}}',
    passwordMissing: {
      what: 'There is no password.',
      todo: 'Set the environment variable EWS_KONNEKTOR_PASSWORD, or pipe it in with --password-stdin.',
    },
    withoutAccount: {
      what: 'The server can be reached, but it was checked without an account.',
      todo: 'Give --mailbox, --user and a password to check sign-in, mailbox and inbox as well.',
    },
    exportCancelled: { what: 'The export was cancelled.', todo: 'The files written so far are complete.' },
    invalid: { what: 'Some values are not right yet:', todo: 'Correct these options.' },
    testOutcome: 'Connection test: {{outcome}}',
    syncOutcome: 'Synchronisation: {{outcome}}',
    counts:
      '{{created}} new, {{updated}} changed, {{deleted}} deleted, {{failed}} failed, {{bytes}} bytes fetched',
    progressSync: '{{done}} of {{total}}',
    listed: '{{from}}–{{to}} of {{total}}',
    exported: '{{count}} written to {{to}}',
    reportWritten: 'Report: {{file}}',
    exporting: '{{done}} written',
    unread: 'unread',
    yesOrNo: '[y/N] ',
    yes: 'y,yes',
    allowHost: {
      what: 'The search led to {{host}}, which does not belong to the domain of the mailbox; nothing was sent there.',
      todo: 'If you trust this host, add --allow-host {{host}}.',
    },
    deviceCode: 'To sign in, open {{url}} on any device and enter the code {{userCode}}.',
  },
}

const de: CliTexts = {
  usage: {
    'no-command': {
      what: 'Der Befehl fehlt.',
      todo: 'Die Befehle zeigt --help.',
    },
    'unknown-command': {
      what: 'Diesen Befehl gibt es nicht.',
      todo: 'Befehle: {{commands}}. --help sagt mehr.',
    },
    'unknown-option': {
      what: 'Die Option {{option}} gibt es hier nicht.',
      todo: 'Die Optionen zeigt --help.',
    },
    'option-without-value': {
      what: 'Die Option {{option}} braucht einen Wert.',
      todo: 'Schreiben Sie ihn dahinter.',
    },
    'excess-arguments': {
      what: 'Ein Wert steht ohne Option da.',
      todo: 'Setzen Sie Werte mit Leerzeichen in Anführungszeichen; die Optionen zeigt --help.',
    },
    other: { what: 'Der Aufruf ist falsch ({{reason}}).', todo: 'Die Optionen zeigt --help.' },
    'password-option': {
      what: 'Das Passwort lässt sich nicht als Option angeben: Jeder Benutzer dieses Rechners könnte es lesen, und die Shell würde es aufbewahren.',
      todo: 'Setzen Sie die Umgebungsvariable EWS_KONNEKTOR_PASSWORD, oder leiten Sie es mit --password-stdin ein. Ändern Sie das Passwort, falls es echt war.',
    },
    'password-in-config': {
      what: 'Die Datei {{file}} enthält «{{name}}». Geheimes gehört nicht in eine Konfigurationsdatei.',
      todo: 'Entfernen Sie es. Setzen Sie die Umgebungsvariable EWS_KONNEKTOR_PASSWORD, oder nehmen Sie --password-stdin.',
    },
    'config-unreadable': {
      what: 'Die Konfigurationsdatei {{file}} lässt sich nicht lesen ({{reason}}).',
      todo: 'Sie muss ein JSON-Objekt mit den Namen der Optionen sein.',
    },
    'config-unknown-name': {
      what: 'Die Konfigurationsdatei {{file}} enthält «{{name}}»; diese Option gibt es nicht.',
      todo: 'Korrigieren Sie den Namen; die Optionen zeigt --help.',
    },
    'ca-unreadable': {
      what: 'In {{file}} ist kein Zertifikat zu lesen ({{reason}}).',
      todo: 'Geben Sie eine PEM-Datei an, die mit -----BEGIN CERTIFICATE----- beginnt.',
    },
    'report-ending': {
      what: 'Ein Bericht ist Text oder eine Seite, und der Dateiname sagt nicht, was davon.',
      todo: 'Geben Sie bei --report eine Datei an, die mit .txt oder .html endet.',
    },
    'id-or-all': {
      what: 'Es ist nicht klar, was exportiert werden soll.',
      todo: 'Geben Sie entweder --id oder --all an.',
    },
    'stdin-is-terminal': {
      what: 'Mit --password-stdin muss das Passwort eingeleitet werden; es wäre auf dem Bildschirm sichtbar.',
      todo: 'Leiten Sie es aus einem Passwortverwalter oder einer Datei ein, oder setzen Sie EWS_KONNEKTOR_PASSWORD.',
    },
  },
  cli: {
    address: 'Adresse: {{url}}',
    error: 'Fehler {{code}}',
    incident: 'Hinweis {{code}}',
    passwordMissing: {
      what: 'Das Passwort fehlt.',
      todo: 'Setzen Sie die Umgebungsvariable EWS_KONNEKTOR_PASSWORD, oder leiten Sie es mit --password-stdin ein.',
    },
    withoutAccount: {
      what: 'Der Server ist erreichbar, wurde aber ohne Konto geprüft.',
      todo: 'Geben Sie --mailbox, --user und ein Passwort an, um auch Anmeldung, Postfach und Posteingang zu prüfen.',
    },
    exportCancelled: {
      what: 'Der Export wurde abgebrochen.',
      todo: 'Die bisher geschriebenen Dateien sind vollständig.',
    },
    invalid: { what: 'Einige Angaben stimmen noch nicht:', todo: 'Korrigieren Sie diese Optionen.' },
    testOutcome: 'Verbindungstest: {{outcome}}',
    syncOutcome: 'Synchronisation: {{outcome}}',
    counts:
      '{{created}} neu, {{updated}} geändert, {{deleted}} gelöscht, {{failed}} fehlgeschlagen, {{bytes}} Bytes geholt',
    progressSync: '{{done}} von {{total}}',
    listed: '{{from}}–{{to}} von {{total}}',
    exported: '{{count}} geschrieben nach {{to}}',
    reportWritten: 'Bericht: {{file}}',
    exporting: '{{done}} geschrieben',
    unread: 'ungelesen',
    yesOrNo: '[j/N] ',
    yes: 'j,ja',
    allowHost: {
      what: 'Die Suche führte zu {{host}}, was nicht zur Domäne des Postfachs gehört; dorthin wurde nichts gesendet.',
      todo: 'Vertrauen Sie diesem Server, so ergänzen Sie --allow-host {{host}}.',
    },
    deviceCode:
      'Öffnen Sie zum Anmelden auf einem beliebigen Gerät {{url}} und geben Sie den Code {{userCode}} ein.',
  },
}

type Flat<T> = {
  [K in keyof T & string]: T[K] extends string ? K : `${K}.${Flat<T[K]>}`
}[keyof T & string]

export type TextKey = Flat<CliTexts> | Flat<SyncTexts> | Flat<SharedTexts>
export type TextParams = Readonly<Record<string, string | number>>

export type Translate = (key: TextKey, params?: TextParams) => string

const TEXTS = { de: [sharedDe, de, syncDe], en: [sharedEn, en, syncEn] } as const

export function translator(language: Language): Translate {
  const texts = Object.assign({}, ...TEXTS[language].map((each) => flatten(each))) as Record<string, string>
  return (key, params = {}) => fillText(texts[key] ?? key, localised(params, language))
}

const INSTANT = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/

/** Instants and large sizes get the look of the language; everything else is shown as it is. */
function localised(params: TextParams, language: Language): TextParams {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      typeof value === 'string' && INSTANT.test(value)
        ? dateTime(value, language)
        : name === 'bytes' && isMany(value)
          ? megabytes(value, language)
          : value,
    ]),
  )
}

/** Sizes of which the single byte says nothing. */
function isMany(value: string | number): value is number {
  return typeof value === 'number' && value >= 1_000_000
}

function megabytes(bytes: number, language: Language): string {
  return new Intl.NumberFormat(language === 'de' ? 'de-CH' : 'en-GB', {
    style: 'unit',
    unit: 'megabyte',
    maximumFractionDigits: 1,
  }).format(bytes / 1_000_000)
}

export function dateTime(instant: string, language: Language): string {
  return new Intl.DateTimeFormat(language === 'de' ? 'de-CH' : 'en-GB', {
    dateStyle: 'short',
    timeStyle: 'short',
  }).format(new Date(instant))
}

/** `{ errors: { 'a.b': { what } } }` becomes `{ 'errors.a.b.what' }`. */
function flatten(node: object, prefix = ''): Record<string, string> {
  return Object.assign(
    {},
    ...Object.entries(node).map(([name, value]: [string, unknown]) => {
      const key = prefix === '' ? name : `${prefix}.${name}`
      if (typeof value === 'string') return { [key]: value }
      return typeof value === 'object' && value !== null ? flatten(value, key) : {}
    }),
  ) as Record<string, string>
}

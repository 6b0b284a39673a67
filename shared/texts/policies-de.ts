/** German texts of the policies: their names, where they come from, and what is wrong with one. */
import type { PolicySource } from '../domain/policies.ts'
import type { PolicyErrorTexts, PolicyTitles } from './catalogue.ts'

export const policyTitlesDe: PolicyTitles = {
  Connectors: 'Vorgegebene Konnektoren',
  AllowOwnConnectors: 'Eigene Konnektoren zulassen',
  AllowCertificateTrust: 'Benutzer dürfen Zertifikaten vertrauen',
  AllowConfigurationExport: 'Export der Konfiguration zulassen',
  AllowImport: 'Import von Konfiguration und CSV zulassen',
  AllowTraceBodies: 'Aufzeichnen von Inhalten zulassen',
  Language: 'Sprache',
  Theme: 'Farben',
  PrimeTimeZone: 'Zeitzone von Winoffice Prime',
  Proxy: 'Proxy',
  CloseToTray: 'Beim Schliessen des Fensters weiterlaufen',
  LogLevel: 'Ausführlichkeit des Protokolls',
  UpdateMode: 'Neue Versionen',
  UpdateChannel: 'Kanal der Updates',
  UpdateServer: 'Updateserver',
  LogDays: 'Protokoll aufbewahren (Tage)',
  RunHistoryDays: 'Läufe aufbewahren (Tage)',
  TestHistoryDays: 'Verbindungstests aufbewahren (Tage)',
  TraceBodyHours: 'Aufgezeichnete Inhalte aufbewahren (Stunden)',
}

export const policySourcesDe: Readonly<Record<PolicySource, string>> = {
  'machine-registry': 'Computer (HKLM)',
  'machine-file': 'Computer (policies.json)',
  'user-registry': 'Benutzer (HKCU)',
}

const ASK = 'Wenden Sie sich an die Person, die diesen Computer verwaltet.'

export const policyErrorsDe: PolicyErrorTexts = {
  'policy.locked': {
    what: 'Dieses Feld ist durch die Richtlinie {{policy}} vorgegeben.',
    todo: ASK,
  },
  'policy.forbidden': {
    what: 'Das ist durch die Richtlinie {{policy}} nicht erlaubt.',
    todo: ASK,
  },
  'policy.connector-given': {
    what: 'Der Konnektor «{{connector}}» ist durch die Richtlinie {{policy}} vorgegeben und lässt sich nicht löschen.',
    todo: `Sie können ihn ausschalten, wenn das Feld «Aktiv» frei ist. ${ASK}`,
  },
  'policy.problems': {
    what: 'Richtlinien, die nicht gelten wie geschrieben: {{count}}. Die erste: {{policy}}.',
    todo: 'In den Einstellungen unter «Richtlinien» steht zu jeder, was daran falsch ist und was stattdessen gilt.',
  },
  'policy.unknown': {
    what: 'Eine Richtlinie {{policy}} gibt es in dieser Version nicht.',
    todo: 'Prüfen Sie die Schreibweise, oder aktualisieren Sie das Programm.',
  },
  'policy.invalid': {
    what: 'Der Wert {{value}} der Richtlinie {{policy}} ist ungültig.',
    todo: 'Erwartet wird: {{expected}}.',
  },
  'policy.only-mandatory': {
    what: 'Die Richtlinie {{policy}} kann nicht empfohlen werden.',
    todo: 'Setzen Sie sie als verbindliche Richtlinie.',
  },
  'policy.connector-invalid': {
    what: 'Der Konnektor {{connector}} der Richtlinie wird nicht angelegt: Das Feld {{field}} fehlt oder ist ungültig.',
    todo: 'Berichtigen Sie es. Die anderen Konnektoren gelten.',
  },
  'policy.connector-unknown-field': {
    what: 'Der Konnektor {{connector}} der Richtlinie nennt {{field}}; ein solches Feld gibt es nicht.',
    todo: 'Entfernen Sie es. Passwörter und Geheimnisse kommen nie über Richtlinien.',
  },
  'policy.connector-twice': {
    what: 'Der Konnektor «{{connector}}» hat in der Richtlinie dieselbe «id» wie ein anderer und wird übergangen.',
    todo: 'Geben Sie jedem eine eigene «id».',
  },
  'policy.registry-unreadable': {
    what: 'Die Richtlinien in der Registry liessen sich nicht lesen ({{reason}}).',
    todo: 'Bis dahin gilt, was zuletzt gelesen wurde; nach dem Start gilt keine davon. Lesen Sie sie in den Einstellungen neu ein.',
  },
  'policy.file-unreadable': {
    what: 'Die Richtlinien in {{file}} liessen sich nicht lesen ({{reason}}).',
    todo: 'Bis dahin gilt, was zuletzt gelesen wurde; nach dem Start gilt keine davon. Berichtigen Sie die Datei (JSON in UTF-8).',
  },
  'policy.file-unknown-part': {
    what: 'In {{file}} steht «{{name}}», das weder «mandatory» noch «recommended» ist oder keine Richtlinien enthält.',
    todo: 'Richtlinien stehen in einem dieser beiden Teile.',
  },
  'policy.file-too-large': {
    what: 'Die Datei {{file}} ist grösser als {{bytes}} und wird nicht gelesen.',
    todo: 'Kürzen Sie sie.',
  },
  'policy.file-not-trusted': {
    what: 'Die Datei {{file}} gilt nicht, weil nicht nur Administratoren sie ändern können.',
    todo: 'Datei und Ordner müssen einem Administrator gehören (Windows: Administratoren oder SYSTEM; sonst root), und niemand sonst darf hineinschreiben.',
  },
  'policy.variable-ignored': {
    what: 'Die Umgebungsvariable {{variable}} gilt nicht, wegen der Richtlinie {{policy}}.',
    todo: 'Entfernen Sie die Variable, oder bitten Sie, wer die Richtlinien setzt, um einen anderen Wert.',
  },
}

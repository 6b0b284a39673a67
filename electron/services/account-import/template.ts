/**
 * The template: headings, a line that explains each column, and an example. Both lines begin with `#` and are not read,
 * so that nobody imports an example.
 */
import { IMPORT_FIELDS, type ImportField } from '#shared/domain/account-import.ts'
import type { Language } from '#shared/domain/settings.ts'
import { COLUMN_NAMES } from './column-names.ts'
import { csvOf } from './write-csv.ts'

type Column = { readonly explained: string; readonly example: string }

const TEXTS: Readonly<Record<Language, Readonly<Record<ImportField, Column>>>> = {
  de: {
    mailbox: {
      explained: 'Pflicht: primäre SMTP-Adresse in Exchange. Zeilen mit # am Anfang werden nicht gelesen.',
      example: 'postfach@firma.example',
    },
    primeAddress: {
      explained: 'Pflicht: Adresse in Winoffice Prime; wird angelegt, wenn es sie nicht gibt',
      example: 'postfach@winoffice.example',
    },
    ownerName: {
      explained: 'Pflicht, wenn das Emailkonto angelegt wird',
      example: 'Name des Mitarbeiters oder Teams',
    },
    ownerKind: { explained: 'Mitarbeiter (Standard) oder Team', example: 'Mitarbeiter' },
    userName: {
      explained: 'Pflicht bei Windows und Basic: DOMÄNE\\Benutzer, UPN oder Name',
      example: 'FIRMA\\benutzer',
    },
    password: {
      explained: 'Wird wie ein eingegebenes aufbewahrt; die Datei danach löschen. Leer: später eingeben',
      example: '',
    },
    access: { explained: 'Eigenes (Standard), Delegiert oder Impersonation', example: 'Eigenes' },
    kinds: { explained: 'E-Mails, Kalender, Aufgaben (Standard: alle)', example: 'E-Mails, Kalender' },
    receiveOnly: { explained: 'Ja oder Nein (Standard)', example: 'Nein' },
    firstSyncDays: { explained: 'Zahl der Tage oder Alles (Standard: 365)', example: '365' },
    active: { explained: 'Ja (Standard) oder Nein', example: 'Ja' },
    url: { explained: 'Nur wenn das Postfach auf einem anderen Server liegt', example: '' },
  },
  en: {
    mailbox: {
      explained: 'Required: primary SMTP address in Exchange. Lines that begin with # are not read.',
      example: 'mailbox@company.example',
    },
    primeAddress: {
      explained: 'Required: address in Winoffice Prime; made when there is none',
      example: 'mailbox@winoffice.example',
    },
    ownerName: {
      explained: 'Required where the e-mail account is made',
      example: 'Name of the employee or team',
    },
    ownerKind: { explained: 'Employee (default) or Team', example: 'Employee' },
    userName: {
      explained: 'Required with Windows and Basic: DOMAIN\\user, UPN or name',
      example: 'COMPANY\\user',
    },
    password: {
      explained: 'Is kept like one that is typed; delete the file afterwards. Empty: enter it later',
      example: '',
    },
    access: { explained: 'Own (default), Delegated or Impersonation', example: 'Own' },
    kinds: { explained: 'E-mails, Calendar, Tasks (default: all)', example: 'E-mails, Calendar' },
    receiveOnly: { explained: 'Yes or No (default)', example: 'No' },
    firstSyncDays: { explained: 'Number of days or Everything (default: 365)', example: '365' },
    active: { explained: 'Yes (default) or No', example: 'Yes' },
    url: { explained: 'Only when the mailbox is on another server', example: '' },
  },
}

export function importTemplate(language: Language): string {
  const texts = TEXTS[language]
  const line = (part: keyof Column): string[] =>
    IMPORT_FIELDS.map((field, index) => `${index === 0 ? '# ' : ''}${texts[field][part]}`)
  return csvOf([
    IMPORT_FIELDS.map((field) => COLUMN_NAMES[field][language][0] ?? field),
    line('explained'),
    line('example'),
  ])
}

export const TEMPLATE_NAMES: Readonly<Record<Language, string>> = {
  de: 'MS EWS Konten.csv',
  en: 'MS EWS accounts.csv',
}

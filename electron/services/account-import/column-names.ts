/** How the columns of a table are called: recognised from what people write, and written by our template. Pure. */
import { IMPORT_FIELDS, type ColumnMapping, type ImportField } from '#shared/domain/account-import.ts'

/** The first of each language is that of the template. */
export const COLUMN_NAMES: Readonly<
  Record<ImportField, { readonly de: readonly string[]; readonly en: readonly string[] }>
> = {
  mailbox: {
    de: ['Exchange-Postfach', 'Postfach', 'Postfachadresse', 'Exchange-Adresse', 'Exchange'],
    en: [
      ...['Exchange mailbox', 'Mailbox', 'Mailbox address', 'Exchange address'],
      // What Get-Mailbox and Get-ADUser call it.
      ...['Primary SMTP address', 'Windows email address', 'Email address', 'mail'],
    ],
  },
  primeAddress: {
    de: [
      ...['Winoffice Prime Emailkonto', 'Prime Emailkonto', 'Emailkonto', 'E-Mail-Konto'],
      ...['Adresse des Emailkontos', 'Prime-Adresse', 'Winoffice Prime'],
    ],
    en: [
      ...['Winoffice Prime e-mail account', 'Prime e-mail account', 'E-mail account', 'Email account'],
      ...['Prime address', 'Prime email'],
    ],
  },
  ownerName: {
    de: ['Inhaber', 'Name des Inhabers', 'Mitarbeiter', 'Mitarbeiter/Team', 'Name', 'Anzeigename'],
    en: ['Owner', 'Name of the owner', 'Owner name', 'Employee', 'Employee/team', 'Display name'],
  },
  ownerKind: {
    de: ['Art des Inhabers', 'Inhaberart', 'Art'],
    en: ['Kind of owner', 'Owner kind', 'Owner type', 'Type', 'Kind'],
  },
  userName: {
    de: ['Benutzername', 'Benutzer', 'Anmeldename', 'Login'],
    en: ['User name', 'Username', 'User', 'Logon name', 'UPN', 'User principal name', 'sAMAccountName'],
  },
  password: { de: ['Passwort', 'Kennwort'], en: ['Password'] },
  access: { de: ['Zugriff', 'Zugriffsart'], en: ['Access', 'Access kind'] },
  kinds: {
    de: ['Synchronisierte Arten', 'Synchronisieren', 'Arten', 'Inhalte', 'Objekte'],
    en: ['Synchronised kinds', 'Synchronised', 'Synchronise', 'Kinds', 'Items', 'Synchronized kinds'],
  },
  receiveOnly: { de: ['Nur empfangen', 'Nur Import'], en: ['Receive only', 'Import only'] },
  firstSyncDays: {
    de: ['Tage zurück', 'Erste Synchronisation', 'Erste Synchronisation (Tage)'],
    en: ['Days back', 'First synchronisation', 'First synchronisation (days)'],
  },
  active: { de: ['Aktiv'], en: ['Active', 'Enabled'] },
  url: { de: ['URL', 'Eigene URL', 'EWS-URL'], en: ['URL', 'Own URL', 'EWS URL', 'EWS address'] },
}

const FIELD_OF = new Map(
  IMPORT_FIELDS.flatMap((field) => {
    const { de, en } = COLUMN_NAMES[field]
    return [...de, ...en].map((name) => [normal(name), field] as const)
  }),
)

/** The first column of each name; the others can be chosen by hand. */
export function recognisedColumns(headings: readonly string[]): ColumnMapping {
  const mapping: ColumnMapping = {}
  headings.forEach((heading, column) => {
    const field = FIELD_OF.get(normal(heading))
    if (field !== undefined) mapping[field] ??= column
  })
  return mapping
}

/** Case, spaces, hyphens, and a star that marks what is required say nothing. */
function normal(name: string): string {
  return name
    .normalize('NFKC')
    .toLocaleLowerCase('de-CH')
    .replace(/[^\p{L}\p{N}]/gu, '')
}

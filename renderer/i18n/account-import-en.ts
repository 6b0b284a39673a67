import type { accountImportDe } from './account-import-de.ts'

export const accountImportEn: Readonly<Record<keyof typeof accountImportDe, string>> = {
  'accountImport.menu': 'Import from CSV',
  'accountImport.title': 'Import accounts from a CSV file',
  'accountImport.intro':
    'A table with one account per row, for example from Excel or with Export-Csv from Active Directory; the first row holds the headings. If they differ from those of the template, assign the columns by hand. You see what becomes of each row before the import.',
  'accountImport.intro.template':
    'The template contains all columns with an explanation and an example. Needed are the mailbox and the e-mail account, with a sign-in by password also the user name.',
  'accountImport.template': 'Save template …',
  'accountImport.template.saved': 'Template saved: {{path}}',
  'accountImport.choose': 'Choose file …',
  'accountImport.chooseOther': 'Other file …',
  'accountImport.file': 'File',
  'accountImport.format': 'Format',
  'accountImport.format.value': '{{encoding}}, separator {{separator}}',
  'accountImport.separator.semicolon': 'semicolon',
  'accountImport.separator.comma': 'comma',
  'accountImport.separator.tab': 'tab',
  'accountImport.rows': 'Rows',
  'accountImport.rows.value': '{{good}} can be imported, {{bad}} cannot',
  'accountImport.columns': 'Assign columns',
  'accountImport.columns.state': '{{used}} of {{all}} columns of the file are read',
  'accountImport.columns.none': 'No column',
  'accountImport.columns.required': 'This is needed. Choose the column in which it stands.',
  'accountImport.columns.requiredPrime':
    'Choose the column with the address in Winoffice Prime. If it is the same as in Exchange, choose the column of the mailbox.',
  'accountImport.columns.unnamed': 'Column {{number}}',
  'accountImport.field.mailbox': 'Exchange mailbox',
  'accountImport.field.primeAddress': 'Winoffice Prime e-mail account',
  'accountImport.field.ownerName': 'Owner',
  'accountImport.field.ownerKind': 'Kind of owner',
  'accountImport.field.userName': 'User name',
  'accountImport.field.password': 'Password',
  'accountImport.field.access': 'Access',
  'accountImport.field.kinds': 'Synchronised kinds',
  'accountImport.field.receiveOnly': 'Receive only',
  'accountImport.field.firstSyncDays': 'Days back',
  'accountImport.field.active': 'Active',
  'accountImport.field.url': 'Own URL',
  'accountImport.missing': 'The column is missing for: {{fields}}. Assign it below.',
  'accountImport.passwords_one':
    'The file contains 1 password. It is kept like one that is typed and shown nowhere. Delete the file after the import.',
  'accountImport.passwords_other':
    'The file contains {{count}} passwords. They are kept like those that are typed and shown nowhere. Delete the file after the import.',
  'accountImport.withoutPassword_one':
    '1 account has no password in the file. Enter it in the account after the import, or assign a column with passwords below.',
  'accountImport.withoutPassword_other':
    '{{count}} accounts have no password in the file. Enter it in each account after the import, or assign a column with passwords below.',
  'accountImport.passwordsIgnored':
    'This connector needs no passwords; the column of the file is not read. Delete it, or delete the file after the import.',
  'accountImport.table': 'Rows of the file',
  'accountImport.table.empty': 'No rows',
  'accountImport.onlyProblems': 'Only rows with problems',
  'accountImport.row': 'Row',
  'accountImport.outcome': 'What becomes of it',
  'accountImport.good': 'Is imported',
  'accountImport.unticked': 'Not selected',
  'accountImport.bad': 'Is not imported',
  'accountImport.problem': '{{field}}: {{text}}',
  'accountImport.newPrime': 'is created',
  'accountImport.withPassword': 'with password',
  'accountImport.take_one': 'Import 1 account',
  'accountImport.take_other': 'Import {{count}} accounts',
  'accountImport.none': 'Nothing to import',
  'accountImport.done': 'Imported',
  'accountImport.done.accounts': 'MS EWS accounts',
  'accountImport.done.primeAccounts': 'New Winoffice Prime e-mail accounts',
  'accountImport.done.passwords': 'Stored passwords',
  'accountImport.done.left': 'Rows not imported',
  'accountImport.done.withoutPassword_one':
    '1 account has no password yet. Open it in the list and enter the password.',
  'accountImport.done.withoutPassword_other':
    '{{count}} accounts have no password yet. Open them in the list and enter the passwords.',
  'accountImport.done.next':
    'Test the new accounts with “Test connection” before you synchronise them for the first time.',
  'accountImport.done.delete': 'Delete the file {{file}} now: it contains passwords in clear text.',
}

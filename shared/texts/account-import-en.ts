import type { AccountImportTexts } from './catalogue.ts'

export const accountImportEn: AccountImportTexts = {
  'import.unreadable': {
    what: 'The file {{file}} cannot be read ({{reason}}).',
    todo: 'Check whether it is still there, whether another program has opened it, and whether you may read it.',
  },
  'import.no-table': {
    what: 'The file {{file}} is no CSV file.',
    todo: 'Save the table as CSV, in Excel with “Save as” as “CSV UTF-8”, and open it again.',
  },
  'import.empty': {
    what: 'The file {{file}} is empty.',
    todo: 'Put the headings into the first line and the accounts below them; the template shows how.',
  },
  'import.only-headings': {
    what: 'The file {{file}} contains only headings.',
    todo: 'Enter one account in each line below the headings. Lines that begin with # are not read.',
  },
  'import.too-large': {
    what: 'The file {{file}} is larger than {{bytes}}.',
    todo: 'Remove columns that are not needed, or divide the table.',
  },
  'import.too-many-rows': {
    what: 'The file {{file}} has more than {{count}} rows.',
    todo: 'Divide the table and import the parts one after the other.',
  },
  'import.bad-quotes': {
    what: 'In the file {{file}} the quotation marks are wrong in line {{line}} or after it.',
    todo: 'A field that begins with " must end with "; a quotation mark within the text is doubled (""). Nothing was imported.',
  },
  'import.unknown-value': {
    what: '“{{value}}” is no known value of this column.',
    todo: 'The template names the possible values.',
  },
  'import.twice': {
    what: '“{{value}}” is already in row {{row}}.',
    todo: 'Each mailbox and each e-mail account may occur only once.',
  },
  'import.more-cells': {
    what: 'The row has more fields than the headings.',
    todo: 'Put text that contains the separator in quotation marks.',
  },
  'import.row-changed': {
    what: 'Row {{row}} ({{mailbox}}) can no longer be imported, because something has changed meanwhile.',
    todo: 'Open the file again. Nothing was imported.',
  },
}

import type { AccountImportTexts } from './catalogue.ts'

export const accountImportDe: AccountImportTexts = {
  'import.unreadable': {
    what: 'Die Datei {{file}} kann nicht gelesen werden ({{reason}}).',
    todo: 'Prüfen Sie, ob sie noch da ist, ob ein anderes Programm sie geöffnet hat und ob Sie sie lesen dürfen.',
  },
  'import.no-table': {
    what: 'Die Datei {{file}} ist keine CSV-Datei.',
    todo: 'Speichern Sie die Tabelle als CSV, in Excel unter «Speichern unter» als «CSV UTF-8», und öffnen Sie sie noch einmal.',
  },
  'import.empty': {
    what: 'Die Datei {{file}} ist leer.',
    todo: 'Tragen Sie in der ersten Zeile die Überschriften und darunter die Konten ein; die Vorlage zeigt, wie.',
  },
  'import.only-headings': {
    what: 'Die Datei {{file}} enthält nur Überschriften.',
    todo: 'Tragen Sie unter den Überschriften in jede Zeile ein Konto ein. Zeilen, die mit # beginnen, werden nicht gelesen.',
  },
  'import.too-large': {
    what: 'Die Datei {{file}} ist grösser als {{bytes}}.',
    todo: 'Entfernen Sie Spalten, die nicht gebraucht werden, oder teilen Sie die Tabelle auf.',
  },
  'import.too-many-rows': {
    what: 'Die Datei {{file}} hat mehr als {{count}} Zeilen.',
    todo: 'Teilen Sie die Tabelle auf, und importieren Sie die Teile nacheinander.',
  },
  'import.bad-quotes': {
    what: 'In der Datei {{file}} stimmen in Zeile {{line}} oder danach die Anführungszeichen nicht.',
    todo: 'Ein Feld, das mit " beginnt, muss mit " enden; ein Anführungszeichen im Text steht doppelt (""). Es wurde nichts importiert.',
  },
  'import.unknown-value': {
    what: '«{{value}}» ist für diese Spalte kein bekannter Wert.',
    todo: 'Die Vorlage nennt die möglichen Werte.',
  },
  'import.twice': {
    what: '«{{value}}» steht schon in Zeile {{row}}.',
    todo: 'Jedes Postfach und jedes Emailkonto darf nur einmal vorkommen.',
  },
  'import.more-cells': {
    what: 'Die Zeile hat mehr Felder als die Überschrift.',
    todo: 'Setzen Sie Text, der das Trennzeichen enthält, in Anführungszeichen.',
  },
  'import.row-changed': {
    what: 'Zeile {{row}} ({{mailbox}}) kann nicht mehr importiert werden, weil sich inzwischen etwas geändert hat.',
    todo: 'Öffnen Sie die Datei noch einmal. Es wurde nichts importiert.',
  },
}

/** Files as spreadsheets write them, and files that are none. */
import { describe, expect, it } from 'vitest'
import { recognisedColumns } from '#electron/services/account-import/column-names.ts'
import { decodeText } from '#electron/services/account-import/decode-text.ts'
import { readTable } from '#electron/services/account-import/read-table.ts'
import { MAX_IMPORT_ROWS } from '#shared/domain/account-import.ts'
import { failure, type Result } from '#shared/result.ts'
import { appError } from '#shared/errors.ts'

function opened(
  bytes: Buffer,
): Result<{ encoding: string; separator: string; headings: string[]; rows: unknown[] }> {
  const decoded = decodeText(bytes)
  if (decoded === null) return failure(appError('import.no-table', {}))
  const table = readTable('a.csv', decoded.text)
  return table.ok
    ? {
        ok: true,
        value: {
          ...table.value,
          headings: [...table.value.headings],
          rows: [...table.value.rows],
          encoding: decoded.encoding,
        },
      }
    : table
}

const utf8 = (text: string): Buffer => Buffer.from(text, 'utf8')
const utf16le = (text: string): Buffer => Buffer.from(`\ufeff${text}`, 'utf16le')
const utf16be = (text: string): Buffer => Buffer.from(utf16le(text)).swap16()
const latin = (text: string): Buffer => Buffer.from(text, 'latin1')

const TABLE = 'Postfach;Inhaber\r\na@b.example;Jörg Müller\r\n'

describe('a table', () => {
  it.each([
    ['UTF-8', utf8(TABLE), 'utf-8'],
    ['UTF-8 with its mark', utf8(`\ufeff${TABLE}`), 'utf-8'],
    ['UTF-16 from Windows', utf16le(TABLE), 'utf-16'],
    ['UTF-16 with the bytes the other way', utf16be(TABLE), 'utf-16'],
    ['Windows-1252', latin(TABLE), 'windows-1252'],
  ])('is read in %s', (_name, bytes, encoding) => {
    expect(opened(bytes)).toMatchObject({
      ok: true,
      value: {
        encoding,
        headings: ['Postfach', 'Inhaber'],
        rows: [{ row: 2, cells: ['a@b.example', 'Jörg Müller'] }],
      },
    })
  })

  it('has the letters that Windows-1252 has beside Latin-1', () => {
    const bytes = Buffer.concat([
      latin('Postfach;Inhaber\na@b.example;'),
      Buffer.from([0x80, 0x8a, 0x96, 0xfc]),
    ])
    expect(opened(bytes)).toMatchObject({ value: { rows: [{ cells: ['a@b.example', '€Š–ü'] }] } })
  })

  it.each([
    [';', 'Postfach;Inhaber\na@b.example;Meier, Anna'],
    [',', 'Postfach,Inhaber\na@b.example,"Meier, Anna"'],
    ['\t', 'Postfach\tInhaber\na@b.example\tMeier, Anna'],
    [',', 'sep=,\nPostfach,Inhaber\na@b.example,"Meier, Anna"'],
    [';', 'Postfach;"Inhaber, Name, Vorname"\na@b.example;Meier, Anna'],
  ])('is read with the separator %j: %j', (separator, text) => {
    expect(opened(utf8(text))).toMatchObject({
      ok: true,
      value: { separator, rows: [{ cells: ['a@b.example', 'Meier, Anna'] }] },
    })
  })

  it('counts its rows as a spreadsheet does, over empty ones, comments and line breaks within cells', () => {
    const text =
      'sep=;\nPostfach;Inhaber\n\n# nicht gelesen;x\n"a@b.example";"zwei\nZeilen"\n;\nc@d.example;"sagt ""ja"""\n'
    expect(opened(utf8(text))).toMatchObject({
      value: {
        rows: [
          { row: 5, cells: ['a@b.example', 'zwei\nZeilen'] },
          { row: 7, cells: ['c@d.example', 'sagt "ja"'] },
        ],
      },
    })
  })

  it('holds what looks like a formula as it is', () => {
    expect(opened(utf8('Postfach;Inhaber\n=1+1;@SUM(A1)\n-2;+3'))).toMatchObject({
      value: { rows: [{ cells: ['=1+1', '@SUM(A1)'] }, { cells: ['-2', '+3'] }] },
    })
  })

  it('keeps rows with more and fewer cells than the headings', () => {
    expect(opened(utf8('a;b\n1\n1;2;3'))).toMatchObject({
      value: { rows: [{ cells: ['1'] }, { cells: ['1', '2', '3'] }] },
    })
  })
})

describe('what is no table', () => {
  it.each([
    [
      'a picture',
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]),
      'import.no-table',
    ],
    ['a workbook of Excel', Buffer.from('PK\u0003\u0004\u0014\u0006', 'latin1'), 'import.no-table'],
    ['half of a UTF-16', Buffer.from([0x41, 0, 0x42, 0]), 'import.no-table'],
    ['nothing', Buffer.alloc(0), 'import.empty'],
    ['blank lines', utf8('\n \n;;;\n'), 'import.empty'],
    ['headings alone', utf8('Postfach;Inhaber\n'), 'import.only-headings'],
    ['headings and an example alone', utf8('Postfach;Inhaber\n# a@b.example;Anna\n'), 'import.only-headings'],
    [
      'a quote that is never closed',
      utf8('Postfach;Inhaber\n"a@b.example;Anna\nc@d.example;x\n'),
      'import.bad-quotes',
    ],
    ['a quote in the middle', utf8('Postfach;Inhaber\na@b.example;"Anna" Meier\n'), 'import.bad-quotes'],
    ['a quote within a cell', utf8('Postfach;Inhaber\na@b.example;Anna "A" Meier\n'), 'import.bad-quotes'],
    [
      'too many rows',
      utf8(`Postfach\n${'a@b.example\n'.repeat(MAX_IMPORT_ROWS + 1)}`),
      'import.too-many-rows',
    ],
    ['too many columns', utf8(`${'a;'.repeat(300)}b\n1;2\n`), 'import.no-table'],
  ])('is told: %s', (_name, bytes, code) => {
    expect(opened(bytes)).toMatchObject({ ok: false, error: { code } })
  })

  it('tells in which line the quotes are wrong', () => {
    expect(opened(utf8('Postfach;Inhaber\na@b.example;Anna\nc@d.example;B "x"\n'))).toMatchObject({
      error: { params: { line: 3 } },
    })
  })

  it('takes as many rows as it says', () => {
    const table = opened(utf8(`Postfach\n${'a@b.example\n'.repeat(MAX_IMPORT_ROWS)}`))
    expect(table.ok && table.value.rows).toHaveLength(MAX_IMPORT_ROWS)
  })
})

describe('columns', () => {
  it.each([
    [
      ['Exchange-Postfach', 'Winoffice Prime Emailkonto', 'Inhaber'],
      { mailbox: 0, primeAddress: 1, ownerName: 2 },
    ],
    [['OWNER', 'e-mail account *', 'exchange_mailbox'], { ownerName: 0, primeAddress: 1, mailbox: 2 }],
    [['Benutzername', 'Kennwort', 'Zugriff', 'Aktiv'], { userName: 0, password: 1, access: 2, active: 3 }],
    [['userPrincipalName', 'Primary SMTP Address', 'DisplayName'], { userName: 0, mailbox: 1, ownerName: 2 }],
    [
      ['DisplayName', 'SamAccountName', 'UserPrincipalName', 'mail', 'Department', 'Enabled'],
      { ownerName: 0, userName: 1, mailbox: 3, active: 5 },
    ],
    [['Name', 'EmailAddress', 'Anzeigename'], { ownerName: 0, mailbox: 1 }],
    [['Postfach', 'Mailbox', 'Telefon'], { mailbox: 0 }],
    [['', 'x'], {}],
  ])('are recognised by what people call them: %j', (headings, mapping) => {
    expect(recognisedColumns(headings)).toEqual(mapping)
  })
})

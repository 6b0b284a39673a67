/**
 * A table out of a CSV file: its separator, its headings, its rows with the numbers that a spreadsheet shows. Pure.
 *
 * What a cell holds is data, also where it begins like a formula. Rows that begin with `#` explain something, as those
 * of our template, and empty rows are nothing. The quotes are read strictly: a quote that is never closed swallows the
 * rest of the file, which is told rather than imported.
 */
import { CsvError, parse } from 'csv-parse/sync'
import { MAX_IMPORT_COLUMNS, MAX_IMPORT_ROWS, SEPARATORS } from '#shared/domain/account-import.ts'
import { appError } from '#shared/errors.ts'
import { failure, ok, type Result } from '#shared/result.ts'

export type TableRow = { readonly row: number; readonly cells: readonly string[] }

export type Table = {
  readonly separator: (typeof SEPARATORS)[number]
  readonly headings: readonly string[]
  readonly rows: readonly TableRow[]
}

/** So many lines tell which separator a file has. */
const SAMPLE_LINES = 20

/** Characters; a row of an account has some hundred, and a quote that is never closed makes one of the rest of the file. */
const LONGEST_ROW = 100_000

export function readTable(file: string, text: string): Result<Table> {
  // Excel writes and reads this line; it counts as one there, too.
  const told = /^sep=([;,\t])\r?\n/.exec(text)
  const first = told ? 1 : 0
  const separator = separatorIn(told?.[1]) ?? likelySeparator(text)
  let records: string[][]
  try {
    records = parse(told ? text.slice(told[0].length) : text, {
      delimiter: separator,
      relax_column_count: true,
      max_record_size: LONGEST_ROW,
      // One more than are taken, and the headings, so that more can be told.
      to: MAX_IMPORT_ROWS * 2,
    })
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    if (error.code === 'CSV_MAX_RECORD_SIZE') return failure(appError('import.no-table', { file }))
    return failure(appError('import.bad-quotes', { file, line: lineOf(error) + first }))
  }
  const filled = records
    .map((cells, index): TableRow => ({ row: index + 1 + first, cells }))
    .filter(({ cells }) => cells.some((cell) => cell.trim() !== '') && !cells[0]?.startsWith('#'))
  const [headings, ...rows] = filled
  if (!headings) return failure(appError('import.empty', { file }))
  if (rows.length === 0) return failure(appError('import.only-headings', { file }))
  if (rows.length > MAX_IMPORT_ROWS) {
    return failure(appError('import.too-many-rows', { file, count: MAX_IMPORT_ROWS }))
  }
  if (headings.cells.length > MAX_IMPORT_COLUMNS) return failure(appError('import.no-table', { file }))
  return ok({ separator, headings: headings.cells.map((heading) => heading.trim()), rows })
}

/** The one that most of the first lines have, and equally often. */
function likelySeparator(text: string): Table['separator'] {
  const lines = text
    .split(/\r?\n|\r/, SAMPLE_LINES)
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .map(withoutQuoted)
  const score = (separator: string): number => {
    const [head = 0, ...others] = lines.map((line) => line.split(separator).length - 1)
    return head * (1 + others.filter((found) => found === head).length)
  }
  const best = [...SEPARATORS].sort((one, other) => score(other) - score(one))[0]
  return best ?? ';'
}

function withoutQuoted(line: string): string {
  return line.replace(/"(?:[^"]|"")*"/g, '')
}

function separatorIn(told: string | undefined): Table['separator'] | undefined {
  return SEPARATORS.find((separator) => separator === told)
}

function lineOf(error: CsvError): number {
  const { lines } = error as { lines?: unknown }
  return typeof lines === 'number' ? lines : 1
}

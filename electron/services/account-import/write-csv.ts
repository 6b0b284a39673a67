/**
 * Tables as CSV that a spreadsheet opens without harm: what begins like a formula is made text by an apostrophe (OWASP,
 * "CSV Injection"), and everything is quoted. The mark of UTF-8 is what Excel recognises umlauts by. Pure.
 */
/** Also behind blanks, which some spreadsheets take away, and in the wide letters of East Asian keyboards. */
const FORMULA = /^[\s\ufeff]*[=+\-@＝＋－＠]|^[\t\r\n]/

export function csvOf(rows: readonly (readonly string[])[], separator = ';'): string {
  const cell = (text: string): string => `"${(FORMULA.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`
  return `\ufeff${rows.map((row) => `${row.map(cell).join(separator)}\r\n`).join('')}`
}

import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { EXIT } from '#electron/cli/output.ts'
import { EXIT_TABLE, NAGIOS } from '#electron/command/exit-codes.ts'
import { LEVELS } from '#electron/command/status-document.ts'

const article = (language: string, name: string) =>
  readFileSync(path.resolve(import.meta.dirname, `../../../resources/help/${language}/${name}.md`), 'utf8')

/** The rows of the table behind a heading. */
function rowsOf(text: string, heading: string): string[][] {
  const [, section = ''] = text.split(`{#${heading}}`)
  return (section.split('\n## ')[0] ?? '')
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .slice(2)
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    )
}

describe.each(['de', 'en'] as const)('the help in %s', (language) => {
  it('tells every exit code as the program has it', () => {
    const rows = EXIT_TABLE.map((each) => [String(each.code), each[language]])
    expect(rowsOf(article(language, 'command-line'), 'exit-code')).toEqual(rows)
    expect(EXIT_TABLE.map(({ code }) => code)).toEqual(Object.values(EXIT))
  })

  it('tells every state with the number that the document and a Nagios plug-in have', () => {
    const rows = rowsOf(article(language, 'monitoring'), 'levels')
    expect(rows.map(([level, number]) => [level, number])).toEqual(
      LEVELS.map((level, index) => [`\`${level}\``, String(index)]),
    )
    expect(LEVELS.map((level) => NAGIOS[level])).toEqual([0, 1, 2, 3])
  })
})

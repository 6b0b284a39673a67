/**
 * The chapter on troubleshooting of the README, written from the table of broken set-ups and the texts of the product,
 * so that it says what the application says. `npm run docs` writes it; a test compares.
 */
import { TEST_STEPS } from '#shared/domain/connection-test.ts'
import { en } from '#shared/texts/en.ts'
import type { ErrorText } from '#shared/texts/catalogue.ts'
import type { BrokenSetUp } from './broken-set-up.ts'

const START = '<!-- troubleshooting: written by `npm run docs` -->'
const END = '<!-- end of troubleshooting -->'

/** @throws when the README has no place for the chapter */
export function withTroubleshooting(readme: string, rows: readonly BrokenSetUp[]): string {
  const start = readme.indexOf(START)
  const end = readme.indexOf(END)
  if (start < 0 || end < start) throw new Error('the README has no place for the chapter on troubleshooting')
  return `${readme.slice(0, start)}${START}\n\n${chapterOf(rows)}\n${readme.slice(end)}`
}

function chapterOf(rows: readonly BrokenSetUp[]): string {
  return TEST_STEPS.map((step) => {
    const ofStep = rows.filter((row) => row.step === step)
    if (ofStep.length === 0) return ''
    const found = [...new Set(ofStep.map(({ finds }) => finds))]
    return [
      `### ${en.steps[step]}\n`,
      '| What is wrong | What the test says | What to do |',
      '| --- | --- | --- |',
      ...found.map((finds) => {
        const situations = ofStep.filter((row) => row.finds === finds).map(({ situation }) => `${situation}.`)
        const { what, todo } = textOf(finds)
        return `| ${[situations.join('<br>'), what, todo].map(cell).join(' | ')} |`
      }),
      '',
    ].join('\n')
  })
    .filter((text) => text !== '')
    .join('\n')
}

export function textOf(finds: BrokenSetUp['finds'], { errors, warnings } = en): ErrorText {
  return finds in errors ? errors[finds as keyof typeof errors] : warnings[finds as keyof typeof warnings]
}

/** What is filled in shows as …; a pipe would end the cell. */
function cell(text: string): string {
  return text.replace(/\{\{\w+\}\}/g, '…').replaceAll('|', '\\|')
}

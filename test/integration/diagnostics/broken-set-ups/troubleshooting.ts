/**
 * The chapter on troubleshooting of the README, written from the table of broken set-ups and the texts of the product,
 * so that it says what the application says. `npm run docs` writes it; a test compares.
 */
import { TEST_STEPS, type TestStepId } from '#shared/domain/connection-test.ts'
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
  return tablesOf(rows, ENGLISH)
}

/** The words of one language around the table. */
export type TableWords = {
  readonly texts: typeof en
  readonly columns: readonly [string, string, string]
  situation(row: BrokenSetUp): string
  heading(step: TestStepId): string
}

const ENGLISH: TableWords = {
  texts: en,
  columns: ['What is wrong', 'What the test says', 'What to do'],
  situation: ({ situation }) => situation,
  heading: (step) => en.steps[step],
}

/** A table for each step that finds something. */
export function tablesOf(rows: readonly BrokenSetUp[], words: TableWords, lineBreak = '<br>'): string {
  return TEST_STEPS.map((step) => {
    const ofStep = rows.filter((row) => row.step === step)
    if (ofStep.length === 0) return ''
    const found = [...new Set(ofStep.map(({ finds }) => finds))]
    return [
      `### ${words.heading(step)}\n`,
      `| ${words.columns.join(' | ')} |`,
      '| --- | --- | --- |',
      ...found.map((finds) => {
        const situations = ofStep
          .filter((row) => row.finds === finds)
          .map((row) => `${words.situation(row)}.`)
        const { what, todo } = textOf(finds, words.texts)
        return `| ${[situations.join(lineBreak), what, todo].map(cell).join(' | ')} |`
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

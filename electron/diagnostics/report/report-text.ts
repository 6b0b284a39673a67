/** The report of a connection test as plain text, for an e-mail or the clipboard. */
import { harmlessBlock, harmlessLine } from './harmless.ts'
import type { Fact, ReportDocument, ReportedExchange, ReportedStep } from './report-document.ts'

const SIGNS: Readonly<Record<ReportedStep['state'], string>> = {
  passed: '[+]',
  warning: '[!]',
  failed: '[x]',
  skipped: '[-]',
  pending: '[ ]',
  running: '[ ]',
}

/** @param lineEnd that of the system, since simple editors know no other */
export function reportText(document: ReportDocument, lineEnd: string): string {
  const { title, facts, cause, changes, stepsTitle, groups, exchanges, notes } = document
  const lines = [
    ...heading(`MS EWS Konnektor: ${title}`, '='),
    ...factLines(facts, ''),
    ...(cause ? ['', harmlessLine(cause.what), factLine(cause.todo)] : []),
    ...(changes
      ? ['', harmlessLine(changes.title), ...changes.lines.map((line) => `- ${harmlessLine(line)}`)]
      : []),
    '',
    ...heading(stepsTitle, '-'),
    ...groups.flatMap((group) => ['', harmlessLine(group.title), ...group.steps.flatMap(stepLines)]),
    ...(exchanges
      ? [
          '',
          ...heading(exchanges.title, '-'),
          ...(exchanges.note === null ? [] : [exchanges.note]),
          ...exchanges.list.flatMap(exchangeLines),
        ]
      : []),
    '',
    ...notes,
    '',
  ]
  return lines.join('\n').replaceAll('\n', lineEnd)
}

function heading(text: string, underline: string): string[] {
  return [text, underline.repeat(text.length)]
}

function factLine([name, value]: Fact): string {
  return `${harmlessLine(name)}: ${harmlessLine(value)}`
}

function factLines(facts: readonly Fact[], indent: string): string[] {
  return facts.map((fact) => `${indent}${factLine(fact)}`)
}

function stepLines({ state, name, stateText, duration, what, todo, details }: ReportedStep): string[] {
  const head = `${SIGNS[state]} ${name}: ${stateText}${duration === null ? '' : ` (${duration})`}`
  return [
    head,
    ...(what === null ? [] : [`    ${harmlessLine(what)}`]),
    ...(todo === null ? [] : [`    ${factLine(todo)}`]),
    ...factLines(details, '      '),
  ]
}

function exchangeLines({ title, facts, parts }: ReportedExchange): string[] {
  return [
    '',
    harmlessLine(title),
    ...factLines(facts, '  '),
    // Every line is indented, so that none of them passes for a line of the report.
    ...parts.flatMap((part) => [
      `  ${part.title}:`,
      ...harmlessBlock(part.text)
        .split('\n')
        .map((line) => `    ${line}`),
    ]),
  ]
}

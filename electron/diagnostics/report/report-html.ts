/**
 * The report of a connection test as one HTML file: no script, nothing from elsewhere, to be read in any browser and
 * to be printed. A policy inside the file forbids what an escaping that failed could bring in.
 *
 * Rejected: a template library. One file of fixed shape is less than what it would take to show that a library
 * escapes everywhere.
 */
import { harmlessBlock, harmlessLine } from './harmless.ts'
import type { Fact, ReportDocument, ReportedExchange, ReportedStep } from './report-document.ts'

const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"

const STYLE = `
:root { color-scheme: light; }
body { font: 15px/1.5 "Segoe UI", Roboto, "Liberation Sans", sans-serif; color: #1c1b1f; background: #fff;
  max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; margin: 0 0 1rem; } h2 { font-size: 1.2rem; margin: 2rem 0 .5rem; }
h3 { font-size: 1rem; margin: 1.25rem 0 .25rem; }
.outcome { border-left: .4rem solid #6b7280; padding: .5rem 1rem; background: #f5f5f5; }
.outcome p { margin: .25rem 0; } .headline { font-size: 1.15rem; font-weight: 600; }
.outcome.passed { border-color: #2e7d32; } .outcome.warning { border-color: #b26a00; }
.outcome.failed { border-color: #c62828; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1.25rem; margin: .5rem 0; }
dt { color: #555; } dd { margin: 0; overflow-wrap: anywhere; }
ol { list-style: none; padding: 0; margin: 0; } li { border-top: 1px solid #ddd; padding: .5rem 0; }
li p { margin: .15rem 0; overflow-wrap: anywhere; } .step { display: flex; gap: .75rem; align-items: baseline; }
.step strong { flex: none; } .state { color: #555; flex: 1; } .failed > .step .state { color: #c62828; font-weight: 600; }
.warning > .step .state { color: #8a5200; font-weight: 600; } .duration { color: #555; white-space: nowrap; }
li dl { font-size: .87rem; margin-left: 1rem; } .skipped { color: #666; }
pre { font: .8rem/1.4 Consolas, "Liberation Mono", monospace; background: #f5f5f5; padding: .5rem; margin: .25rem 0;
  white-space: pre-wrap; overflow-wrap: anywhere; }
.note { color: #555; font-size: .87rem; }
@page { margin: 15mm; }
@media print { body { margin: 0; max-width: none; font-size: 10pt; } li, h2, h3 { break-inside: avoid; }
  h2, h3 { break-after: avoid; } .outcome, pre { background: none; border: 1px solid #ccc; }
  .outcome { border-left-width: .4rem; } }
`

export function reportHtml(document: ReportDocument): string {
  const { language, title, headline, state, cause, facts, changes, stepsTitle, groups, exchanges, notes } =
    document
  const titleText = `MS EWS Konnektor: ${title}`
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${line(titleText)}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${line(titleText)}</h1>
<div class="outcome ${state}">
<p class="headline">${line(headline)}</p>
${cause ? `<p>${line(cause.what)}</p>\n<p>${factText(cause.todo)}</p>` : ''}
</div>
${changes ? `<section><h2>${line(changes.title)}</h2>${changeList(changes.lines)}</section>` : ''}
${factList(facts)}
<section>
<h2>${line(stepsTitle)}</h2>
${groups.map((group) => `<h3>${line(group.title)}</h3>\n<ol>\n${group.steps.map(stepItem).join('\n')}\n</ol>`).join('\n')}
</section>
${exchanges ? exchangesSection(exchanges) : ''}
<p class="note">${notes.map(line).join(' ')}</p>
</body>
</html>
`
}

function changeList(lines: readonly string[]): string {
  return lines.length === 0 ? '' : `<ul>${lines.map((each) => `<li>${line(each)}</li>`).join('')}</ul>`
}

function factText([name, value]: Fact): string {
  return `<strong>${line(name)}:</strong> ${line(value)}`
}

function factList(facts: readonly Fact[]): string {
  if (facts.length === 0) return ''
  return `<dl>${facts.map(([name, value]) => `<dt>${line(name)}</dt><dd>${line(value)}</dd>`).join('\n')}</dl>`
}

function stepItem({ state, name, stateText, duration, what, todo, details }: ReportedStep): string {
  return [
    `<li class="${state}"><div class="step"><strong>${line(name)}</strong>`,
    `<span class="state">${line(stateText)}</span>`,
    `${duration === null ? '' : `<span class="duration">${line(duration)}</span>`}</div>`,
    what === null ? '' : `<p>${line(what)}</p>`,
    todo === null ? '' : `<p>${factText(todo)}</p>`,
    `${factList(details)}</li>`,
  ].join('')
}

function exchangesSection({ title, note, list }: NonNullable<ReportDocument['exchanges']>): string {
  const entry = (exchange: ReportedExchange): string =>
    [
      `<h3>${line(exchange.title)}</h3>`,
      factList(exchange.facts),
      ...exchange.parts.map(
        (part) => `<p class="note">${line(part.title)}</p><pre>${escaped(harmlessBlock(part.text))}</pre>`,
      ),
    ].join('\n')
  return `<section><h2>${line(title)}</h2>${note === null ? '' : `<p>${line(note)}</p>`}${list.map(entry).join('\n')}</section>`
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (found) => ENTITIES[found] ?? '')
}

function line(text: string): string {
  return escaped(harmlessLine(text))
}

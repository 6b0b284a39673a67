/** Which application opens what by default, in the text of a `mimeapps.list`. Pure; what others wrote stays as it is. */

const HEADING = '[Default Applications]'

/** The first of the applications named; `null`: none is. */
export function defaultFor(text: string, type: string): string | null {
  const line = text.split('\n').find((_line, index, lines) => isEntry(lines, index, type))
  return (
    line
      ?.slice(line.indexOf('=') + 1)
      .split(';')[0]
      ?.trim() ?? null
  )
}

/** Puts the application first; others that were named come after it. */
export function withDefault(text: string, type: string, application: string): string {
  const lines = text.split('\n')
  const at = lines.findIndex((_line, index) => isEntry(lines, index, type))
  if (at >= 0) {
    const others = applicationsIn(lines[at] ?? '').filter((other) => other !== application)
    return lines.with(at, `${type}=${[application, ...others].join(';')};`).join('\n')
  }
  const heading = lines.findIndex((line) => line.trim() === HEADING)
  const entry = `${type}=${application};`
  if (heading >= 0) return lines.toSpliced(heading + 1, 0, entry).join('\n')
  const before = text === '' || text.endsWith('\n') ? text : `${text}\n`
  return `${before}${HEADING}\n${entry}\n`
}

export function withoutDefault(text: string, type: string, application: string): string {
  const lines = text.split('\n')
  const at = lines.findIndex((_line, index) => isEntry(lines, index, type))
  if (at < 0) return text
  const others = applicationsIn(lines[at] ?? '').filter((other) => other !== application)
  if (others.length === 0) return lines.toSpliced(at, 1).join('\n')
  return lines.with(at, `${type}=${others.join(';')};`).join('\n')
}

function applicationsIn(line: string): string[] {
  return line
    .slice(line.indexOf('=') + 1)
    .split(';')
    .map((name) => name.trim())
    .filter((name) => name !== '')
}

function isEntry(lines: readonly string[], index: number, type: string): boolean {
  if (lines[index]?.split('=')[0]?.trim() !== type) return false
  return (
    lines
      .slice(0, index)
      .findLast((line) => line.startsWith('['))
      ?.trim() === HEADING
  )
}

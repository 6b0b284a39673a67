/** Looking for a text in the lines of a body, and what has to be unfolded to see it. */
import type { BodyLine } from './body-lines.ts'

/** The lines that say it, without regard to case; also where it was broken in two for the screen. */
export function findInLines(lines: readonly BodyLine[], wanted: string): readonly number[] {
  const text = wanted.trim().toLowerCase()
  if (text === '') return []
  const found: number[] = []
  lines.forEach((line, index) => {
    const rest = line.goesOn ? (lines[index + 1]?.text.slice(0, text.length - 1) ?? '') : ''
    if ((line.text + rest).toLowerCase().includes(text)) found.push(index)
  })
  return found
}

/** The lines that are not hidden in a folded element, in their order. */
export function visibleLines(lines: readonly BodyLine[], folded: ReadonlySet<number>): readonly number[] {
  const visible: number[] = []
  for (let index = 0; index < lines.length; index++) {
    visible.push(index)
    const end = lines[index]?.end ?? null
    if (end !== null && folded.has(index)) index = end
  }
  return visible
}

/** Unfolded as far as it takes to see a line. */
export function unfoldedTo(
  lines: readonly BodyLine[],
  folded: ReadonlySet<number>,
  target: number,
): ReadonlySet<number> {
  return new Set(
    [...folded].filter((index) => {
      const end = lines[index]?.end ?? null
      return end === null || target <= index || target > end
    }),
  )
}

/** All elements that can be folded but the outermost, so that something is left to see. */
export function allFolded(lines: readonly BodyLine[]): ReadonlySet<number> {
  const folded = new Set<number>()
  lines.forEach(({ end, depth }, index) => {
    if (end !== null && depth > 0) folded.add(index)
  })
  return folded
}

/** A text cut into what was looked for and what was not, for marking. */
export function marked(text: string, wanted: string): readonly { text: string; isFound: boolean }[] {
  const sought = wanted.trim().toLowerCase()
  const lower = text.toLowerCase()
  // Where lower case is longer than the text ("İ"), positions would not fit.
  if (sought === '' || lower.length !== text.length) return [{ text, isFound: false }]
  const pieces: { text: string; isFound: boolean }[] = []
  let start = 0
  for (let at = lower.indexOf(sought); at >= 0; at = lower.indexOf(sought, start)) {
    if (at > start) pieces.push({ text: text.slice(start, at), isFound: false })
    start = at + sought.length
    pieces.push({ text: text.slice(at, start), isFound: true })
  }
  if (start < text.length) pieces.push({ text: text.slice(start), isFound: false })
  return pieces
}

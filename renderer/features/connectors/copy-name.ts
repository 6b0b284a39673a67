/** The name of a copy: free, and within the limit of names. */

const NAME_MAX = 100 // CONNECTOR_NAME_MAX, whose module would bring zod into the first chunk

type CopyValues = { readonly name: string; readonly number: string }

/**
 * @param label makes the name of the copy: `number` is empty for the first one, then ` 2`, ` 3`, …
 */
export function copyName(
  name: string,
  taken: readonly string[],
  label: (values: CopyValues) => string,
): string {
  const used = new Set(taken.map((each) => each.trim().toLocaleLowerCase('de-CH')))
  const room = NAME_MAX - label({ name: '', number: ' 999' }).length
  const short = name.slice(0, Math.max(room, 1)).trimEnd()
  for (let number = 1; ; number += 1) {
    const candidate = label({ name: short, number: number === 1 ? '' : ` ${number}` })
    if (!used.has(candidate.toLocaleLowerCase('de-CH'))) return candidate
  }
}

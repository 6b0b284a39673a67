/**
 * Which licences may be shipped: those that ask for nothing but their text and a name, which the notices give. Whatever
 * else a package says, or that it says nothing, is told and decided by a person. Pure.
 */
import type { Shipped } from './shipped-packages.ts'

const ALLOWED = new Set([
  ...['MIT', 'MIT-0', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', 'Zlib', 'BlueOak-1.0.0'],
  ...['Unlicense', 'CC0-1.0', 'Python-2.0', 'blessing'],
  // Weak copyleft of single files, which are shipped as they were published.
  'MPL-2.0',
])

/** Packages whose licence is not on the list, a line each. */
export function licenceProblems(shipped: readonly Shipped[]): string[] {
  return shipped
    .filter(({ licence }) => !isAllowed(licence))
    .map(({ name, version, licence }) => `${name} ${version}: ${licence === '' ? 'no licence' : licence}`)
}

/** `(MIT OR GPL-3.0)`: one of them is enough; with AND all have to be allowed. Nested brackets are not understood. */
function isAllowed(expression: string): boolean {
  const plain = expression.replace(/^\(([^()]*)\)$/, '$1')
  if (/[()]/.test(plain)) return false
  return plain
    .split(/\s+OR\s+/)
    .some((choice) => choice.split(/\s+AND\s+/).every((one) => ALLOWED.has(one.trim())))
}

/** Between two works; the window finds them by it. */
const SEPARATOR = '='.repeat(80)

/** The notices: each package with its licence and its whole text, by name. */
export function noticesText(shipped: readonly Shipped[]): string {
  const head = 'MS EWS Konnektor contains the following works of others, under their licences.\n'
  const sections = shipped.map(({ name, version, licence, homepage, texts }) =>
    [
      `${name} ${version}`,
      `Licence: ${licence}`,
      ...(homepage === '' ? [] : [homepage]),
      '',
      ...(texts.length > 0 ? texts : ['The package names its licence and brings no text of it.']),
      '',
    ].join('\n'),
  )
  return [head, ...sections].join(`${SEPARATOR}\n`)
}

/** SECURITY.md names a test for each threat; a test that is renamed or goes away must not stay promised. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'

const project = path.resolve(import.meta.dirname, '../../..')
const document = readFileSync(path.join(project, 'SECURITY.md'), 'utf8')

const proofs = [...document.matchAll(/`(test\/[\w./-]+\.ts)` › ([^|;\n]+(?:; [^`|;\n]+)*)/g)].map(
  ([, file, name]) => ({ file: file ?? '', name: (name ?? '').trim() }),
)

describe('SECURITY.md', () => {
  it('names the proof of each threat', () => {
    const threats = document.split('\n').filter((line) => /^\| (?!Threat|---|What|Who)/.test(line))
    const chapter = document.indexOf('## Threats')
    const withProof = threats.filter((line) => document.indexOf(line) > chapter)
    expect(withProof.length).toBeGreaterThan(10)
    for (const line of withProof) expect(line).toMatch(/`test\/[\w./-]+\.ts` › /)
  })

  it.each(proofs)('names a test that is there: $file › $name', ({ file, name }) => {
    const source = readFileSync(path.join(project, file), 'utf8')
    for (const part of partsOf(name)) expect(source).toContain(part)
  })
})

/** A name with a parameter stands in its file with an expression in its place: `…`. */
function partsOf(name: string): string[] {
  return name
    .split('…')
    .map((part) => part.trim())
    .filter((part) => part !== '')
}

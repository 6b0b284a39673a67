import { createRequire } from 'node:module'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { SaxesParser } from 'saxes'
import { expect, it } from 'vitest'
import { withChoices } from '#resources/setup/installer/msi-choices.ts'

const require = createRequire(import.meta.url)
const template = readFileSync(
  path.join(path.dirname(require.resolve('app-builder-lib/package.json')), 'templates/msi/template.xml'),
  'utf8',
)
// As electron-builder fills it, as far as it matters here.
const source = template
  .replaceAll(/\{\{[^}]*(?:\}(?!\})[^}]*)*\}\}/g, '')
  .replace('</ComponentGroup>', '<Component><File Id="mainExecutable"/></Component></ComponentGroup>')

/** Names of all elements with an Id; throws where the source is not well-formed. */
function ids(xml: string): string[] {
  const found: string[] = []
  const parser = new SaxesParser()
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', ({ name, attributes }) => {
    const { Id } = attributes
    if (Id !== undefined) found.push(`${name} ${Id}`)
  })
  parser.write(xml).close()
  return found
}

it('the MSI has a property for each choice, and entries that hang on it', () => {
  const xml = withChoices(source)
  expect(ids(xml)).toEqual(
    expect.arrayContaining([
      'Property AUTOSTART',
      'Property LINKS',
      'RegistrySearch earlierAutostart',
      'Component autostart',
      'Component links',
    ]),
  )
  expect(xml).toContain('AUTOSTART = "1" OR (NOT AUTOSTART AND EARLIERAUTOSTART)')
  expect(xml).toContain('Value="&quot;[#mainExecutable]&quot; --hidden"')
  expect(xml).toContain('Value="&quot;[#mainExecutable]&quot; &quot;%1&quot;"')
  expect(ids(xml).length).toBe(ids(source).length + 8)
})

it('a template of electron-builder that looks different is refused instead of packed without the choices', () => {
  expect(() => withChoices(source.replace('</ComponentGroup>', ''))).toThrow(
    /not exactly one <\/ComponentGroup>/,
  )
  expect(() => withChoices(source.replace('Id="mainExecutable"', ''))).toThrow(/mainExecutable/)
})

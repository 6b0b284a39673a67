/**
 * The templates for group policies are those of the table, and Windows would write with them what the reader reads: each
 * policy is set as the editor does it, exported as `reg export` does it, read, and holds.
 */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { XmlDocument, XmlElement } from 'libxml2-wasm'
import { describe, expect, it } from 'vitest'
import { filePolicies } from '#electron/policies/file-policies.ts'
import { CONNECTOR_FIELDS } from '#electron/policies/policy-connectors.ts'
import { policySet } from '#electron/policies/policy-set.ts'
import { registryPolicies } from '#electron/policies/registry-policies.ts'
import { writtenPolicies } from '#resources/policies/write-policies.ts'
import { canBeRecommended, POLICY_NAMES, policyOf } from '#shared/domain/policies.ts'
import { connectorDraftSchema } from '#shared/domain/connector.ts'
import { settingsSchema } from '#shared/domain/settings.ts'

const written = await writtenPolicies()
const contentOf = (ending: string) => {
  const [, content] = [...written].find(([file]) => file.endsWith(ending))!
  return content
}
const NAMESPACES = { p: 'http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions' }
const documentOf = (ending: string) => XmlDocument.fromString(contentOf(ending))
const find = (from: XmlDocument | XmlElement, xpath: string) =>
  from.find(xpath, NAMESPACES).filter((node): node is XmlElement => node instanceof XmlElement)
const attribute = (element: XmlElement, name: string) => element.attr(name)?.value ?? ''

const ADMX = 'MS-EWS-Konnektor.admx'
const ADML = ['de-DE/MS-EWS-Konnektor.adml', 'en-US/MS-EWS-Konnektor.adml']

describe('what `npm run policies` writes', () => {
  it.each([...written.keys()].map((file) => [path.basename(path.dirname(file)), path.basename(file), file]))(
    '%s/%s is what lies there',
    async (_folder, _name, file) => {
      expect(await readFile(file, 'utf8')).toBe(written.get(file))
    },
  )

  it('has an example of the file of the computer that holds as it stands', () => {
    const bytes = new TextEncoder().encode(contentOf('policies.example.json'))
    const set = policySet([filePolicies('policies.json', bytes)])
    expect(set.problems).toEqual([])
    expect(set.inForce.length).toBeGreaterThan(8)
  })
})

describe('the templates', () => {
  it.each(ADML)('find every text and every form in %s, and no id is there twice', (file) => {
    const words = documentOf(file)
    const ids = (xpath: string) => find(words, xpath).map((each) => attribute(each, 'id'))
    const strings = ids('//p:stringTable/p:string')
    const presentations = ids('//p:presentationTable/p:presentation')
    const asked = [...contentOf(ADMX).matchAll(/\$\((string|presentation)\.(\w+)\)/g)]
    const wanted = (kind: string) => asked.filter((match) => match[1] === kind).map((match) => match[2])
    expect([...new Set(wanted('string'))].sort()).toEqual([...strings].sort())
    expect(wanted('presentation').sort()).toEqual([...presentations].sort())
    expect(contentOf(file)).not.toContain('ß')
  })

  it('have a control in the form for every element of a policy, of the kind that it needs', () => {
    const CONTROLS: Readonly<Record<string, string>> = {
      ...{ enum: 'dropdownList', decimal: 'decimalTextBox', text: 'textBox', multiText: 'multiTextBox' },
    }
    const words = documentOf(ADML[0]!)
    for (const policy of find(documentOf(ADMX), '//p:policy[p:elements]')) {
      const [element] = find(policy, 'p:elements/*')
      const form = attribute(policy, 'presentation').replace(/^\$\(presentation\.(\w+)\)$/, '$1')
      const [control] = find(words, `//p:presentation[@id="${form}"]/*`)
      expect([control!.name, attribute(control!, 'refId')]).toEqual([
        CONTROLS[element!.name],
        attribute(element!, 'id'),
      ])
    }
  })

  it('put every policy into a category that is there', () => {
    const admx = documentOf(ADMX)
    const names = find(admx, '//p:category').map((each) => attribute(each, 'name'))
    const used = find(admx, '//p:parentCategory').map((each) => attribute(each, 'ref'))
    expect(used.filter((name) => !names.includes(name))).toEqual([])
    expect(names.filter((name) => !used.includes(name))).toEqual([])
  })

  it('have every policy once, and those that can be recommended once more', () => {
    const names = find(documentOf(ADMX), '//p:policy').map((each) => attribute(each, 'name'))
    const recommended = POLICY_NAMES.filter(canBeRecommended).map((name) => `${name}_Recommended`)
    expect(names).toEqual([...POLICY_NAMES, ...recommended])
  })

  it.each(['HKEY_LOCAL_MACHINE', 'HKEY_CURRENT_USER'])('write in %s what the application reads', (root) => {
    for (const policy of find(documentOf(ADMX), '//p:policy')) {
      for (const [value, shown] of valuesOf(policy)) {
        const [name] = attribute(policy, 'name').split('_')
        const text = `Windows Registry Editor Version 5.00\r\n\r\n[${root}\\${attribute(policy, 'key')}]\r\n${value}\r\n`
        const { inForce, problems } = policySet([registryPolicies(Buffer.from(text))])
        expect([problems, inForce]).toEqual([
          [],
          [
            {
              policy: name,
              level: attribute(policy, 'name').endsWith('_Recommended') ? 'recommended' : 'mandatory',
              source: root === 'HKEY_LOCAL_MACHINE' ? 'machine-registry' : 'user-registry',
              value: shown,
            },
          ],
        ])
      }
    }
  })
})

const EXAMPLES: Readonly<Record<string, string>> = {
  Proxy: 'anna@proxy.firma.ch:3128',
  PrimeTimeZone: 'America/New_York',
  UpdateServer: 'https://updates.firma.ch/konnektor/',
}

/** What the editor of group policies would write for a policy, as lines of an export, with what is shown of it. */
function valuesOf(policy: XmlElement): [line: string, shown: string][] {
  const [element] = find(policy, 'p:elements/*')
  if (!element) {
    const name = attribute(policy, 'valueName')
    return (['enabledValue', 'disabledValue'] as const).map((state) => {
      const [decimal] = find(policy, `p:${state}/p:decimal`)
      const value = Number(attribute(decimal!, 'value'))
      return [`"${name}"=dword:${value.toString(16)}`, String(value === 1)]
    })
  }
  const name = attribute(element, 'valueName')
  switch (element.name) {
    case 'enum':
      return find(element, 'p:item/p:value/p:string').map(({ content }) => [
        `"${name}"="${content}"`,
        content,
      ])
    case 'decimal':
      return ['minValue', 'maxValue'].map((border) => {
        const value = attribute(element, border)
        return [`"${name}"=dword:${Number(value).toString(16).padStart(8, '0')}`, value]
      })
    case 'text': {
      const text = EXAMPLES[name]!
      return [[`"${name}"="${text}"`, text]]
    }
    case 'multiText': {
      const lines = ['Zürich', 'Genève'].map((each) =>
        JSON.stringify({ id: each, name: each, url: 'https://mail.firma.ch/EWS/Exchange.asmx' }),
      )
      const bytes = [...Buffer.from(`${lines.join('\0')}\0\0`, 'utf16le')]
      const hex = bytes.map((byte) => byte.toString(16).padStart(2, '0')).join(',')
      return [[`"${name}"=hex(7):${hex}`, 'Zürich, Genève']]
    }
    default:
      throw new Error(`Unknown element ${element.name}`)
  }
}

describe('the table of the policies', () => {
  it('governs settings that there are, each at most once', () => {
    const paths = POLICY_NAMES.flatMap((name) => {
      const definition = policyOf(name)
      return definition.governs === 'setting' ? [definition.path] : []
    })
    const known = Object.keys(settingsSchema.shape)
    expect(paths.filter((each) => !known.includes(each.split('.')[0]!))).toEqual([])
    expect(new Set(paths).size).toBe(paths.length)
  })

  it('reaches every field of a connector', () => {
    const tops = [...new Set(CONNECTOR_FIELDS.map((field) => field.split('.')[0]))].sort()
    expect(tops).toEqual(Object.keys(connectorDraftSchema.shape).sort())
  })
})

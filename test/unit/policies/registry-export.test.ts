/** What `reg export` writes is read exactly: every kind of value, umlauts, line breaks, names with spaces, empty values. */
import { describe, expect, it } from 'vitest'
import { parseRegistryExport, registryText } from '#electron/policies/registry-export.ts'
import { registryPolicies } from '#electron/policies/registry-policies.ts'

const KEY = String.raw`HKEY_LOCAL_MACHINE\SOFTWARE\Policies\Winoffice\MS EWS Konnektor`

/** As Windows writes it: UTF-16 with a byte order mark, lines end with CR LF. */
export function exported(text: string): Buffer {
  const lines = `Windows Registry Editor Version 5.00\n\n${text}\n\n`.replaceAll('\n', '\r\n')
  return Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(lines, 'utf16le')])
}

const utf16 = (text: string) =>
  [...Buffer.from(text, 'utf16le')].map((byte) => byte.toString(16).padStart(2, '0')).join(',')

const valuesOf = (text: string) => {
  const keys = parseRegistryExport(registryText(exported(`[${KEY}]\n${text}`)))
  return Object.fromEntries(keys?.[0]?.values ?? [])
}

describe('an export of the registry', () => {
  it('is read with every kind of value', () => {
    const kinds = [
      '@="nobody asks for it"',
      '"LogLevel"="info"',
      '"LogDays"=dword:0000001e',
      `"Big"=hex(b):1e,00,00,00,00,00,00,00`,
      `"Expanded"=hex(2):${utf16('%USERNAME%\0')}`,
      `"Lines"=hex(7):${utf16('eins\0zwei\0\0')}`,
      '"Empty"=""',
      '"Bytes"=hex:01,02,03',
      `"NoLines"=hex(7):00,00`,
    ]
    expect(valuesOf(kinds.join('\n'))).toEqual({
      LogLevel: { kind: 'text', text: 'info' },
      LogDays: { kind: 'number', value: 30 },
      Big: { kind: 'number', value: 30 },
      Expanded: { kind: 'text', text: '%USERNAME%' },
      Lines: { kind: 'lines', lines: ['eins', 'zwei'] },
      Empty: { kind: 'text', text: '' },
      Bytes: { kind: 'other' },
      NoLines: { kind: 'lines', lines: [] },
    })
  })

  it('keeps umlauts, quotes, backslashes and line breaks, and names with spaces and signs', () => {
    const text = String.raw`"Grösse = \"alt\""="Zürich \\ \"Büro\"` + '\n[no key]\n\\"No\\"=\\"value"'
    expect(valuesOf(`${text}\n"Next"="1"`)).toMatchObject({
      'Grösse = "alt"': { kind: 'text', text: 'Zürich \\ "Büro"\r\n[no key]\r\n"No"="value' },
    })
    expect(valuesOf('"Mit Leerzeichen    REG_SZ    x"="y"')).toEqual({
      'Mit Leerzeichen    REG_SZ    x': { kind: 'text', text: 'y' },
    })
  })

  it('is read where a long value is broken into lines', () => {
    const bytes = utf16('{"id":"zentrale"}\0\0').split(',')
    const broken = `${bytes.slice(0, 10).join(',')},\\\n  ${bytes.slice(10).join(',')}`
    expect(valuesOf(`"Connectors"=hex(7):${broken}\n"After"=dword:1`)).toEqual({
      Connectors: { kind: 'lines', lines: ['{"id":"zentrale"}'] },
      After: { kind: 'number', value: 1 },
    })
  })

  it('is known from other files', () => {
    expect(parseRegistryExport('{ "mandatory": {} }')).toBeNull()
    expect(parseRegistryExport('')).toBeNull()
    expect(registryPolicies(Buffer.from('FEHLER: Zugriff verweigert')).problems[0]?.error.code).toBe(
      'policy.registry-unreadable',
    )
  })
})

describe('policies in an export of the registry', () => {
  it('come from our keys alone, each with its root and its strength, whatever the case of its name', () => {
    const text = [
      `[${KEY}]\n"LogDays"=dword:1`,
      `[${KEY.toUpperCase()}\\RECOMMENDED]\n"LogDays"=dword:2`,
      `[${KEY}\\Other]\n"LogDays"=dword:3`,
      `[${KEY.replace('LOCAL_MACHINE', 'CURRENT_USER')}]\n"LogDays"=dword:4`,
      `[${KEY.replace('LOCAL_MACHINE', 'USERS')}]\n"LogDays"=dword:5`,
    ].join('\n\n')
    const { policies } = registryPolicies(exported(text))
    expect(policies.map(({ source, level, value }) => [source, level, value])).toEqual([
      ['machine-registry', 'mandatory', { kind: 'number', value: 1 }],
      ['machine-registry', 'recommended', { kind: 'number', value: 2 }],
      ['user-registry', 'mandatory', { kind: 'number', value: 4 }],
    ])
    expect(registryPolicies(exported(text), 'user-registry').policies).toHaveLength(1)
  })

  it('are not read from a file that is too large', () => {
    const { policies, problems } = registryPolicies(Buffer.alloc(1024 * 1024 + 1, 0x20))
    expect([policies.length, problems[0]?.error.code]).toEqual([0, 'policy.registry-unreadable'])
  })
})

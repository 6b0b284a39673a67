/** What holds of several sources, and what is told of values that cannot be used; nothing of it is ever fatal. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { filePolicies } from '#electron/policies/file-policies.ts'
import { connectorIdOf } from '#electron/policies/policy-connectors.ts'
import { policySet } from '#electron/policies/policy-set.ts'
import type { RawPolicy, RawValue } from '#electron/policies/raw-policies.ts'
import { POLICY_NAMES, type PolicyLevel, type PolicySource } from '#shared/domain/policies.ts'

const raw = (
  name: string,
  value: RawValue,
  source: PolicySource = 'machine-registry',
  level: PolicyLevel = 'mandatory',
): RawPolicy => ({ name, value, source, level })
const text = (value: string): RawValue => ({ kind: 'text', text: value })
const number = (value: number): RawValue => ({ kind: 'number', value })
const json = (value: unknown): RawValue => ({ kind: 'json', value })
const setOf = (...policies: RawPolicy[]) => policySet([{ policies, problems: [] }])
const codesOf = ({ problems }: ReturnType<typeof policySet>) => problems.map(({ error }) => error.code)

const ZENTRALE = { id: 'zentrale', name: 'Zentrale', url: 'https://mail.firma.ch/EWS/Exchange.asmx' }

describe('policies of several sources', () => {
  it('hold from the strongest: computer, its file, user; what is mandatory before what is recommended', () => {
    const all = [
      raw('LogDays', number(6), 'user-registry', 'recommended'),
      raw('LogDays', number(5), 'machine-registry', 'recommended'),
      raw('LogDays', number(4), 'user-registry'),
      raw('LogDays', json(3), 'machine-file'),
      raw('LogDays', number(2), 'machine-registry'),
    ]
    const values = all.map((_each, index) => setOf(...all.slice(0, all.length - index)).settings)
    expect(values.map(([first]) => first?.value)).toEqual([2, 3, 4, 5, 6])
    expect(values.every((each) => each.length === 1)).toBe(true)
  })

  it('give the place of a value that cannot be used to the next, and say so', () => {
    const set = setOf(raw('LogLevel', text('laut')), raw('LogLevel', json('warn'), 'machine-file'))
    expect(set.settings).toMatchObject([{ path: 'logLevel', value: 'warn', source: 'machine-file' }])
    expect(set.problems).toMatchObject([
      {
        source: 'machine-registry',
        policy: 'LogLevel',
        error: { code: 'policy.invalid', params: { value: 'laut', expected: 'error | warn | info | debug' } },
        instead: { source: 'machine-file', value: 'warn' },
      },
    ])
  })

  it('are found by names in any case; an unknown one is told without its value', () => {
    const set = setOf(raw('LOGDAYS', number(7)), raw('Password', text('Gh3im')))
    expect(set.settings).toMatchObject([{ path: 'logDays', value: 7 }])
    expect(codesOf(set)).toEqual(['policy.unknown'])
    expect(JSON.stringify(set)).not.toContain('Gh3im')
  })
})

describe('a value', () => {
  it.each([
    ['LogDays', number(0)],
    ['LogDays', number(366)],
    ['LogDays', json(1.5)],
    ['LogDays', text('30')],
    ['LogLevel', number(1)],
    ['CloseToTray', number(2)],
    ['CloseToTray', text('true')],
    ['PrimeTimeZone', text('Europa/Zürich')],
    ['PrimeTimeZone', text('')],
    ['Proxy', text('ftp://proxy')],
    ['Proxy', json({ kind: 'system' })],
    ['Language', json(null)],
    ['AllowImport', json('no')],
    ['Theme', { kind: 'other' } as const],
    ['Connectors', number(1)],
    ['Connectors', text('{ "id": ')],
  ])('of %s that is %j is told and does not hold', (name, value) => {
    const set = setOf(raw(name, value))
    expect(codesOf(set)).toEqual(['policy.invalid'])
    expect(set.inForce).toEqual([])
  })

  it('of a proxy is told without the password that somebody wrote into it', () => {
    const set = setOf(raw('Proxy', text('http://anna:Gh3im@proxy.firma.ch:8080')))
    expect(codesOf(set)).toEqual(['policy.invalid'])
    expect(JSON.stringify(set)).not.toContain('Gh3im')
    expect(setOf(raw('Proxy', text('anna@proxy.firma.ch:3128'))).settings[0]?.value).toEqual({
      ...{ kind: 'server', host: 'proxy.firma.ch', port: 3128, userName: 'anna' },
    })
  })

  it('whatever it is breaks nothing', () => {
    const names = fc.oneof(fc.constantFrom(...POLICY_NAMES), fc.string())
    const values: fc.Arbitrary<RawValue> = fc.oneof(
      fc.string().map(text),
      fc.double().map(number),
      fc.jsonValue().map(json),
      fc.array(fc.string()).map((lines) => ({ kind: 'lines', lines }) as const),
      fc.constant({ kind: 'other' } as const),
    )
    const levels = fc.constantFrom<PolicyLevel>('mandatory', 'recommended')
    const sources = fc.constantFrom<PolicySource>('machine-registry', 'machine-file', 'user-registry')
    fc.assert(
      fc.property(fc.array(fc.tuple(names, values, sources, levels)), (all) => {
        const set = setOf(...all.map((each) => raw(...each)))
        expect(set.inForce.length + set.problems.length).toBeGreaterThanOrEqual(all.length > 0 ? 1 : 0)
      }),
    )
  })
})

describe('what people may do', () => {
  it('is forbidden by 0, and not by a recommendation', () => {
    const set = setOf(
      raw('AllowImport', number(0)),
      raw('AllowTraceBodies', number(1)),
      raw('AllowConfigurationExport', number(0), 'user-registry', 'recommended'),
    )
    expect([...set.forbidden]).toEqual([['import', { policy: 'AllowImport', source: 'machine-registry' }]])
    expect(codesOf(set)).toEqual(['policy.only-mandatory'])
  })
})

describe('connectors of policies', () => {
  it('have the same id on every computer, or the one of a connector that is there', () => {
    expect(connectorIdOf('zentrale')).toBe(connectorIdOf('zentrale'))
    expect(connectorIdOf('zentrale')).not.toBe(connectorIdOf('filiale'))
    const own = '0f3c2a52-52a1-4d5c-9a52-1f6a5b1e2c3d'
    expect(connectorIdOf(own.toUpperCase())).toBe(own)
  })

  it('come as JSON, as text and as lines of text, and lock what they name unless they say otherwise', () => {
    const filiale = {
      ...ZENTRALE,
      id: 'filiale',
      name: 'Filiale',
      sync: { syncIntervalMinutes: 15 },
      locked: ['url'],
    }
    const forms = [
      json([ZENTRALE, filiale]),
      text(JSON.stringify([ZENTRALE, filiale])),
      { kind: 'lines', lines: [ZENTRALE, filiale].map((each) => JSON.stringify(each)) } as const,
    ]
    for (const form of forms) {
      expect(setOf(raw('Connectors', form)).connectors).toMatchObject([
        { draft: { name: 'Zentrale', active: true, authenticationMethod: 'basic' }, locked: ['name', 'url'] },
        { draft: { name: 'Filiale', sync: { syncIntervalMinutes: 15 } }, locked: ['url'] },
      ])
    }
  })

  it('that are wrong are told, and the others hold; no password comes with them', () => {
    const set = setOf(
      raw(
        'Connectors',
        json([
          { ...ZENTRALE, url: 'http://mail.firma.ch' },
          { ...ZENTRALE, id: 'b', password: 'Gh3im', sync: { often: 1 }, locked: ['url', 'password'] },
          { ...ZENTRALE, id: 'b' },
          'nothing',
          { name: 'ohne id' },
        ]),
      ),
    )
    expect(set.connectors).toMatchObject([{ locked: ['url'] }])
    expect(codesOf(set)).toEqual([
      'policy.connector-invalid',
      'policy.connector-unknown-field',
      'policy.connector-unknown-field',
      'policy.connector-unknown-field',
      'policy.connector-invalid',
      'policy.connector-invalid',
      'policy.connector-twice',
    ])
    expect(JSON.stringify(set)).not.toContain('Gh3im')
  })

  it('of a stronger source stand before those of the same id in a weaker one', () => {
    const other = { ...ZENTRALE, name: 'Anders' }
    const set = setOf(raw('Connectors', json([other]), 'machine-file'), raw('Connectors', json([ZENTRALE])))
    expect(set.connectors.map(({ draft }) => draft.name)).toEqual(['Zentrale'])
    expect(set.problems).toEqual([])
  })
})

describe('the file of the computer', () => {
  const read = (content: string | Uint8Array) =>
    filePolicies(
      '/etc/policies.json',
      typeof content === 'string' ? new TextEncoder().encode(content) : content,
    )

  it('holds what is mandatory and what is recommended; a byte order mark does not matter', () => {
    const { policies, problems } = read(
      '\uFEFF{ "$schema": "x", "mandatory": { "LogDays": 5 }, "recommended": { "Theme": "dark" } }',
    )
    expect(policies.map(({ name, level }) => [name, level])).toEqual([
      ['LogDays', 'mandatory'],
      ['Theme', 'recommended'],
    ])
    expect(problems).toEqual([])
  })

  it.each([
    ['{ "mandatory": ', 'policy.file-unreadable'],
    ['', 'policy.file-unreadable'],
    ['[]', 'policy.file-unreadable'],
    ['{ "LogDays": 5 }', 'policy.file-unknown-part'],
    ['{ "mandatory": [] }', 'policy.file-unknown-part'],
  ])('that is %j is told', (content, code) => {
    const { policies, problems } = read(content)
    expect([policies.length, problems[0]?.error.code]).toEqual([0, code])
  })

  it('in another code page is told instead of read with wrong letters', () => {
    expect(read(Buffer.from('{ "mandatory": { "Proxy": "b\xfcro" } }', 'latin1')).problems).toHaveLength(1)
  })
})

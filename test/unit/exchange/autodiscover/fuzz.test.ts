/** Whatever an Autodiscover service answers, reading it ends with an answer, and every address in it can be used. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Answer } from '#electron/exchange/autodiscover/answer.ts'
import * as getUserSettings from '#electron/exchange/autodiscover/get-user-settings.ts'
import * as json from '#electron/exchange/autodiscover/json.ts'
import * as pox from '#electron/exchange/autodiscover/pox.ts'
import { siteOf, targetOf } from '#electron/exchange/autodiscover/site.ts'
import { exchangeUrlProblem } from '#shared/domain/exchange-url.ts'
import { ADDRESS, JSON_SETTINGS, POX_ERROR, POX_SETTINGS, SOAP_SETTINGS } from './answers.ts'

const SEED = Number(process.env.FUZZ_SEED ?? 4711)
const RUNS = 1_000

const PARSERS = [getUserSettings.parse, pox.parse, json.parse]
const samples = [SOAP_SETTINGS, POX_SETTINGS, POX_ERROR, JSON_SETTINGS].map((text) => Buffer.from(text))

const damage = fc.record({
  at: fc.nat(),
  removed: fc.nat(80),
  put: fc.oneof(
    fc.uint8Array({ maxLength: 6 }).map((bytes) => Buffer.from(bytes)),
    fc
      .constantFrom(
        '<',
        '>',
        '&',
        '&#x0;',
        '<![CDATA[',
        '<!DOCTYPE x>',
        '{',
        '"',
        '\\u0000',
        '</Body>',
        'http:',
      )
      .map((text) => Buffer.from(text)),
  ),
})
type Damage = typeof damage extends fc.Arbitrary<infer T> ? T : never

function damaged(bytes: Buffer, { at, removed, put }: Damage): Buffer {
  const start = at % (bytes.length + 1)
  return Buffer.concat([bytes.subarray(0, start), put, bytes.subarray(start + removed)])
}

function expectSound(answer: Answer): void {
  expect(['settings', 'redirect-address', 'redirect-url', 'failed']).toContain(answer.kind)
  if (answer.kind !== 'settings') return
  const { ewsUrl, externalEwsUrl, internalEwsUrl } = answer.settings
  for (const url of [ewsUrl, externalEwsUrl, internalEwsUrl]) {
    if (url !== null) expect(exchangeUrlProblem(url)).toBeNull()
  }
}

describe(`damaged answers of Autodiscover (seed ${SEED}, ${RUNS} runs; FUZZ_SEED repeats another)`, () => {
  it('are always read to an end', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...samples),
        fc.array(damage, { minLength: 1, maxLength: 4 }),
        (sample, hits) => {
          const bytes = hits.reduce(damaged, sample)
          for (const parse of PARSERS) expectSound(parse(bytes, ADDRESS))
        },
      ),
      { numRuns: RUNS, seed: SEED },
    )
  })

  it('made of anything tell no address', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        for (const parse of PARSERS) expect(parse(bytes, ADDRESS).kind).toBe('failed')
      }),
      { numRuns: RUNS, seed: SEED },
    )
  })

  it('lead to https addresses without credentials, or nowhere', () => {
    const location = fc.oneof(
      fc.string(),
      fc.webUrl({ validSchemes: ['http', 'https', 'ftp'], withQueryParameters: true }),
      fc.webPath(),
    )
    fc.assert(
      fc.property(location, (text) => {
        const target = targetOf(text, 'https://autodiscover.contoso.example/autodiscover/autodiscover.xml')
        if (target.kind === 'unsafe') return
        const { protocol, username, password } = target.url
        expect([protocol, username, password]).toEqual(['https:', '', ''])
        const { host, pox: plain, soap, json: version2 } = siteOf(target.url)
        for (const url of [plain, soap, version2]) expect(new URL(url).host).toBe(host)
      }),
      { numRuns: RUNS, seed: SEED },
    )
  })
})

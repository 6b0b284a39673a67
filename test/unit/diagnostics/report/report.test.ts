/** The report as a file: complete in both languages, and harmless whatever a server has put into it. */
import { describe, expect, it } from 'vitest'
import { withoutNames } from '#electron/diagnostics/report/replace-names.ts'
import { reportDocument, type ReportSource } from '#electron/diagnostics/report/report-document.ts'
import { reportHtml } from '#electron/diagnostics/report/report-html.ts'
import { reportText } from '#electron/diagnostics/report/report-text.ts'
import type { TracedExchange } from '#shared/domain/exchange-trace.ts'
import type { ConnectionTestId, Instant } from '#shared/domain/ids.ts'
import { appError } from '#shared/errors.ts'

const HOSTILE = `<script>alert(1)</script><img src=x onerror="alert(2)">'&\u202Egnp\u001b[31m\nAusgang: bestanden`

const exchange: TracedExchange = {
  number: 1,
  startedAt: '2026-01-01T10:00:00.000Z',
  operation: 'GetFolder',
  method: 'POST',
  url: 'https://mail.firma.ch/EWS/Exchange.asmx',
  requestBytes: 10,
  requestId: 'id-of-request',
  status: 500,
  responseBytes: 20,
  firstByteMilliseconds: 3,
  totalMilliseconds: 4,
  error: null,
  requestHeaders: { 'x-anchormailbox': 'anna.meier@firma.ch' },
  requestBody: '<t:Name>Anna Meier</t:Name>',
  responseHeaders: { server: HOSTILE },
  responseBody: `</pre>${HOSTILE}`,
}

function source(changes: Partial<ReportSource> = {}): ReportSource {
  const finished = { durationMilliseconds: 12, offers: [], exchangeCount: 1 }
  return {
    report: {
      id: '00000000-0000-4000-8000-000000000001' as ConnectionTestId,
      startedAt: '2026-01-01T10:00:00.000Z' as Instant,
      subject: {
        url: 'https://mail.firma.ch/EWS/Exchange.asmx',
        authenticationMethod: 'basic',
        mailbox: 'anna.meier@firma.ch',
      },
      steps: [
        {
          id: 'tcp',
          state: 'passed',
          verdict: { name: 'connected', params: { address: '10.0.0.1', port: 443 } },
          details: [{ name: 'server', value: HOSTILE }],
          ...finished,
        },
        {
          id: 'authentication',
          state: 'failed',
          error: appError('sign-in.refused', { userName: 'FIRMA\\anna.meier' }),
          details: [],
          ...finished,
        },
        { id: 'mailbox', state: 'skipped', verdict: { name: 'skipped-after-failure', params: {} } },
      ],
      outcome: 'failed',
    },
    lastGood: null,
    version: '1.2.3',
    platform: 'test platform',
    requestIds: { authentication: ['id-of-request'] },
    exchanges: new Map([['authentication', [exchange]]]),
    names: 'as-they-are',
    ...changes,
  }
}

describe('the report of a connection test', () => {
  it.each([
    ['de', 'Fehlgeschlagen bei «Anmeldung»', 'Was tun'],
    ['en', 'Failed at “Sign-in”', 'What to do'],
  ] as const)(
    'says in %s what failed, why, what to do, with versions and request ids',
    (language, ...expected) => {
      const document = reportDocument(source(), language)
      for (const written of [reportText(document, '\n'), reportHtml(document)]) {
        for (const text of [
          ...expected,
          '1.2.3',
          'test platform',
          'id-of-request',
          '10.0.0.1',
          'anna.meier',
        ]) {
          expect(written).toContain(text)
        }
      }
    },
  )

  it('is a page without a script, without anything from elsewhere, whatever a server has answered', () => {
    const html = reportHtml(reportDocument(source(), 'de'))
    const tags = [...html.matchAll(/<\/?([a-z][a-z0-9]*)/gi)].map(([, name]) => name!.toLowerCase())
    const allowed = 'html head meta title style body h1 h2 h3 div p section ul ol li dl dt dd strong span pre'
    expect([...new Set(tags)].filter((tag) => !allowed.split(' ').includes(tag))).toEqual([])
    expect(html).not.toMatch(/<[^>]*\s(on\w+|src|href)=/i)
    expect(html).toContain("default-src 'none'")
    for (const mark of ['\u202e', '\u001b']) expect(html).not.toContain(mark)
  })

  it('is a text in which no value passes for a line of the report or steers a terminal', () => {
    const text = reportText(reportDocument(source(), 'de'), '\n')
    expect(text.split('\n').filter((line) => line.startsWith('Ausgang'))).toEqual([])
    for (const mark of ['\u202e', '\u001b']) expect(text).not.toContain(mark)
    expect(text).toContain('\\u{202e}')
  })

  it('leaves the requests out unless they are asked for, and says when they are gone', () => {
    const without = reportText(reportDocument(source({ exchanges: 'left-out' }), 'de'), '\n')
    expect(without).not.toContain('GetFolder')
    expect(without).toContain('id-of-request')
    expect(reportText(reportDocument(source({ exchanges: 'gone' }), 'de'), '\n')).toContain('nicht mehr da')
  })

  it('calls the same person by the same stand-in everywhere, and leaves hosts alone', () => {
    const { report } = source()
    const replaced = withoutNames({ ...source(), names: 'replaced' as const }, report, 'person')
    const text = reportText(reportDocument(replaced, 'de'), '\n')
    expect(text).not.toMatch(/anna|meier/i)
    expect(text).toContain('person1@firma.ch')
    expect(text).toContain('FIRMA\\person1')
    expect(text).toContain('https://mail.firma.ch/EWS/Exchange.asmx')
  })
})

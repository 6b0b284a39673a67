import { describe, expect, it } from 'vitest'
import type { Detail, TestReport, TestStep } from '#shared/domain/connection-test.ts'
import type { ConnectionTestId, Instant } from '#shared/domain/ids.ts'
import { changesBetween } from '#shared/domain/test-changes.ts'
import { appError } from '#shared/errors.ts'
import { testTexts } from '#shared/texts/test-texts.ts'

const finished = { durationMilliseconds: 5, offers: [], exchangeCount: 0 }

function passed(id: TestStep['id'], details: Detail[], name = 'connected' as const): TestStep {
  return { id, state: 'passed', verdict: { name, params: {} }, details, ...finished }
}

function report(steps: TestStep[], url = 'https://mail.firma.ch/EWS/Exchange.asmx'): TestReport {
  return {
    id: '00000000-0000-4000-8000-000000000001' as ConnectionTestId,
    startedAt: '2026-01-01T10:00:00.000Z' as Instant,
    subject: { url, authenticationMethod: 'basic', mailbox: 'anna@firma.ch' },
    steps,
    outcome: 'passed',
  }
}

const told = (before: TestReport, now: TestReport): string[] =>
  changesBetween(before, now).map(testTexts('de').change)

describe('what has changed since a test passed', () => {
  it('names a new certificate by its fingerprint and its issuer, beside the step that fails by it', () => {
    const before = report([
      passed('tls', [
        { name: 'fingerprint', value: 'AA:BB' },
        { name: 'issuer', value: 'CN=Alte Stelle' },
      ]),
    ])
    const now = report([
      {
        id: 'tls',
        state: 'failed',
        error: appError('tls.self-signed', { host: 'mail.firma.ch' }),
        details: [
          { name: 'fingerprint', value: 'CC:DD' },
          { name: 'issuer', value: 'CN=Fremde Stelle' },
        ],
        ...finished,
      },
    ])
    expect(told(before, now)).toEqual([
      'TLS-Verschlüsselung: vorher bestanden, jetzt fehlgeschlagen',
      'TLS-Verschlüsselung, Fingerabdruck (SHA-256): vorher AA:BB, jetzt CC:DD',
      'TLS-Verschlüsselung, Aussteller: vorher CN=Alte Stelle, jetzt CN=Fremde Stelle',
    ])
  })

  it('names addresses that came and went, in whatever order they are told', () => {
    const addresses = (...values: string[]) =>
      report([
        passed(
          'name-resolution',
          values.map((value) => ({ name: 'address', value }) as const),
        ),
      ])
    expect(changesBetween(addresses('10.0.0.1', '10.0.0.2'), addresses('10.0.0.2', '10.0.0.1'))).toEqual([])
    expect(told(addresses('10.0.0.1', '10.0.0.2'), addresses('10.0.0.2', '10.0.0.3', '10.0.0.4'))).toEqual([
      'Namensauflösung, Adresse: neu 10.0.0.3, 10.0.0.4; nicht mehr 10.0.0.1',
    ])
  })

  it('is silent about what differs every time, and tells of a folder only that it leapt', () => {
    const folders = (counts: string, id: string) =>
      report([
        passed('folders', [
          { name: 'folderCounts', value: counts },
          { name: 'requestId', value: id },
        ]),
      ])
    expect(changesBetween(folders('Inbox: 480 (3)', 'a'), folders('Inbox: 530 (7)', 'b'))).toEqual([])
    expect(changesBetween(folders('Inbox: 480 (3)', 'a'), folders('Inbox: 12 (3)', 'b'))).toMatchObject([
      { kind: 'detail', name: 'folderCounts' },
    ])
  })

  it('tells that a mailbox has shrunk by megabytes, and not that a small one has got some messages', () => {
    const mailbox = (bytes: number) =>
      report([passed('mailbox-size', [{ name: 'mailboxBytes', value: String(bytes) }])])
    expect(changesBetween(mailbox(5_000), mailbox(900_000))).toEqual([])
    expect(changesBetween(mailbox(900_000_000), mailbox(40_000_000))).toMatchObject([
      { kind: 'detail', name: 'mailboxBytes', removed: ['900000000'], added: ['40000000'] },
    ])
  })

  it.each(['connectTime', 'frontEndServer', 'backEndServer', 'diagnostics'] as const)(
    'is silent about %s, which the network and the load balancer choose for each request',
    (name) => {
      const answered = (value: string) => report([passed('http', [{ name, value }])])
      expect(changesBetween(answered('EX01'), answered('EX02'))).toEqual([])
    },
  )

  it('says that another address was tested', () => {
    expect(told(report([]), report([], 'https://neu.firma.ch/EWS/Exchange.asmx'))).toEqual([
      'Adresse: vorher https://mail.firma.ch/EWS/Exchange.asmx, jetzt https://neu.firma.ch/EWS/Exchange.asmx',
    ])
  })

  it('says nothing about steps that one of the two tests has not run', () => {
    const skipped: TestStep = {
      id: 'tls',
      state: 'skipped',
      verdict: { name: 'skipped-after-failure', params: {} },
    }
    expect(changesBetween(report([passed('tls', [])]), report([skipped]))).toEqual([])
  })
})

/**
 * Known secrets are planted into a test, the server gives them back in headers and pages as debugging pages do, and the
 * report is searched for them.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { MemoryDocumentFile } from '#electron/config/document-file.ts'
import { runConnectionTest } from '#electron/diagnostics/run-connection-test.ts'
import type { TestTarget } from '#electron/diagnostics/step.ts'
import type { Credential } from '#electron/exchange/credential.ts'
import { TestHistoryStore } from '#electron/services/test-history.ts'
import { TestRecords } from '#electron/services/test-records.ts'
import { TestReportService } from '#electron/services/test-report-service.ts'
import { connectionTestIdSchema } from '#shared/domain/ids.ts'
import { appError } from '#shared/errors.ts'
import { ok } from '#shared/result.ts'
import type { Interception } from '#test/exchange-server/http/interception.ts'
import { type ExchangeServer, startExchangeServer } from '#test/exchange-server/server.ts'
import { ANNA, PASSWORD as PASSWORD_OF_ANNA } from './broken-set-ups/people.ts'
import { WELL_ACCOUNT, WELL_TARGET } from './well-target.ts'

const PASSWORD = 'Gh3im-Wort-1'
const SIGNATURE = 'Gh3im-Unterschrift-2'
const TOKEN = `${Buffer.from('{"alg":"RS256"}').toString('base64url')}.${Buffer.from('{"aud":"x"}').toString('base64url')}.${SIGNATURE}`
const COOKIE = 'Gh3im-Keks-3'
const USER = 'CONTOSO\\anna'

const BASIC: Credential = { kind: 'basic', userName: USER, password: PASSWORD }
const OAUTH2: Credential = {
  kind: 'oauth2',
  userName: ANNA,
  tokens: { get: () => Promise.resolve(ok(TOKEN)), signInNeeded: () => appError('oauth2.sign-in-required') },
}
/** In clear, and as they stand in headers. */
const PLANTED = [
  ...[PASSWORD, SIGNATURE, COOKIE],
  Buffer.from(PASSWORD).toString('base64').replace(/=+$/, ''),
  Buffer.from(`${USER}:${PASSWORD}`).toString('base64').replace(/=+$/, ''),
]

let folder: string
let server: ExchangeServer
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'ews-konnektor-report-'))
  server = await startExchangeServer({ mailboxes: [{ address: ANNA, password: PASSWORD_OF_ANNA }] })
})
afterEach(async () => {
  await server.stop()
  await rm(folder, { recursive: true, force: true })
})

/** Offers both ways, and answers whoever signs in with a page that shows the request. @returns what was given back */
function giveBack(): string[] {
  const given: string[] = []
  server.intercept(({ headers }): Interception => {
    const { authorization } = headers
    if (typeof authorization !== 'string') {
      return {
        kind: 'http',
        status: 401,
        headers: { 'WWW-Authenticate': ['Bearer', 'Basic realm="Contoso"'] },
      }
    }
    const secret = authorization.startsWith('Bearer') ? `access_token=${TOKEN}` : `password=${PASSWORD}`
    const page = `<html><title>Server Error</title><pre>
Authorization: ${authorization}
Cookie: session=${COOKIE}
${secret}
</pre></html>`
    given.push(page)
    return {
      kind: 'http',
      status: 500,
      headers: {
        'Content-Type': 'text/html',
        'Set-Cookie': `session=${COOKIE}; Path=/; HttpOnly`,
        'X-Debug': `Authorization: ${authorization}`,
        'X-MS-Diagnostics': `2000001;reason="refused";${secret}`,
      },
      body: page,
    }
  })
  return given
}

async function tested(credential: Credential) {
  const records = new TestRecords()
  const id = connectionTestIdSchema.parse('0b8f5c1e-7d4a-4c3e-9f51-2f6f0d1c9a11')
  const target: TestTarget = {
    ...WELL_TARGET,
    url: new URL(server.url),
    authenticationMethod: credential.kind === 'oauth2' ? 'oauth2' : 'basic',
    account: { ...WELL_ACCOUNT, credential },
  }
  const report = await runConnectionTest(target, {
    ...{ id, signal: new AbortController().signal, onProgress: () => undefined },
    onExchanges: (step, exchanges) => {
      records.keepExchanges(id, step, exchanges)
    },
  })
  records.keepReport(report, null)
  const copied: string[] = []
  const file = path.join(folder, 'report')
  const reports = new TestReportService({
    ...{ records, history: new TestHistoryStore(() => new MemoryDocumentFile()), valuesMarkOf: () => null },
    info: { version: '0.0.0', platform: 'test' },
    askSavePath: () => Promise.resolve(file),
    copyText: (text) => copied.push(text),
  })
  return { report, reports, reference: { id, owner: null }, file, copied }
}

describe('the report of a test with planted secrets', () => {
  it.each([
    ['a password', BASIC],
    ['a token', OAUTH2],
  ] as const)(
    'holds none of them, with the requests, when the server gives back %s',
    async (_name, credential) => {
      const given = giveBack()
      const { report, reports, reference, file, copied } = await tested(credential)
      expect(report.outcome).toBe('failed')
      expect(given.some((page) => PLANTED.some((secret) => page.includes(secret)))).toBe(true)
      const written: string[] = []
      for (const language of ['de', 'en'] as const) {
        const options = { language, exchanges: 'included', names: 'as-they-are' } as const
        for (const format of ['text', 'html'] as const) {
          expect(await reports.save(reference, format, options)).toMatchObject({ ok: true })
          written.push(await readFile(file, 'utf8'))
        }
        reports.copy(reference, options)
      }
      const texts = [...written, ...copied]
      expect(texts).toHaveLength(6)
      for (const text of texts) {
        // The requests are there, and what was secret in them has been there.
        expect(text).toContain('Server Error')
        expect(text).toContain('[redacted]')
        for (const secret of PLANTED) expect(text).not.toContain(secret)
      }
    },
  )
})

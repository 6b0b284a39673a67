/**
 * What answers at the address, asked without a user: the request that the synchronisation sends too, so that
 * nothing lets a browser's question pass and ours not. Exchange refuses it with 401; everything else is looked at until
 * it is known what it is (`recognise-answer.ts`). Which ways of signing in the refusal offers is for the next step.
 */
import type { Verdict } from '#shared/domain/connection-test.ts'
import { appError, type AppError } from '#shared/errors.ts'
import { NO_CREDENTIAL } from '../exchange/credential.ts'
import { build } from '../exchange/operations/get-folder.ts'
import { seconds } from '../exchange/transport/network-errors.ts'
import { TransportFailure, type Transport, type TransportResponse } from '../exchange/transport/transport.ts'
import { failed } from './exchange-steps.ts'
import { oldSystemOf, recogniseAnswer } from './recognise-answer.ts'
import { type Findings, type Step, type StepOutcome, type TestTarget, hostOf } from './step.ts'

const ANSWER_TIMEOUT = 30_000 // ms; a service that was idle starts first, which takes its time
const TIMEOUT = ANSWER_TIMEOUT + 5_000 // ms
const PAGE_BYTES = 64_000 // what tells one page from another stands at its beginning

export const http: Step = {
  id: 'http',
  timeout: TIMEOUT,
  needsAccount: false,
  run: async (target, findings, signal) => {
    const { url, trust, openTransport } = target
    const opened = await openTransport({ url: url.href, credential: NO_CREDENTIAL, trust })
    if (!opened.ok) return failed(opened.error, null)
    try {
      return await ask(target, opened.value, findings, signal)
    } finally {
      await opened.value.close()
    }
  },
}

const INBOX = { kind: 'distinguished', name: 'inbox', mailbox: null } as const

async function ask(
  { url }: TestTarget,
  transport: Transport,
  findings: Findings,
  signal: AbortSignal,
): Promise<StepOutcome> {
  const body = build({ folder: INBOX, properties: 'id' })
  const sent = await transport.send({
    ...{ operation: 'GetFolder', method: 'POST', url: url.href, headers: {}, body, signal },
    totalMilliseconds: ANSWER_TIMEOUT,
  })
  if (!sent.ok) return failed(ofAnswer(sent.error, url), null)
  const { status, headers, challenges } = sent.value
  const page = await beginningOf(sent.value)
  if (typeof page !== 'string') return failed(ofAnswer(page, url), null)
  const { problem, offers, details, isExchange } = recogniseAnswer({ status, headers, page }, url)
  if (problem !== null) return { state: 'failed', error: problem, offers, details }
  findings.unsigned = { status, challenges }
  const server = headers['x-feserver'] ?? headers.server ?? hostOf(url)
  const system = oldSystemOf(headers)
  if (system !== null) {
    return { state: 'warning', verdict: { name: 'old-web-server', params: { server, system } }, details }
  }
  const verdict: Verdict = isExchange
    ? { name: 'exchange-answers', params: { server } }
    : { name: 'service-answers', params: { status } }
  return { state: 'passed', verdict, details }
}

function ofAnswer(error: AppError, url: URL): AppError {
  if (error.code !== 'network.timeout') return error
  return appError('http.no-answer', { host: hostOf(url), seconds: seconds(ANSWER_TIMEOUT) })
}

/** @returns the error of a connection that broke before there was enough to read */
async function beginningOf({ body }: TransportResponse): Promise<string | AppError> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  try {
    for await (const chunk of body) {
      chunks.push(chunk)
      bytes += chunk.byteLength
      if (bytes >= PAGE_BYTES) break
    }
  } catch (cause) {
    if (!(cause instanceof TransportFailure)) throw cause
    return cause.error
  }
  return new TextDecoder().decode(Buffer.concat(chunks))
}

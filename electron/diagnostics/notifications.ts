/**
 * Whether the server tells of changes: a streaming subscription is made, and the first sign of life has to arrive on its
 * connection, as it does when the synchronisation watches the mailbox.
 *
 * A proxy that collects an answer before it passes it on, or that ends long connections, shows here and nowhere else.
 * Without notifications the synchronisation asks at its interval, so that it is a warning. Rejected: to wait for a
 * heartbeat, which takes up to a minute and proves no more than the first envelope.
 */
import { type AppError, appError } from '#shared/errors.ts'
import { type Result, failure, ok } from '#shared/result.ts'
import type { ExchangeConnection } from '../exchange/create-exchange-client.ts'
import type { SubscriptionId } from '../exchange/ids.ts'
import { clientsOf, failed, serverDetails } from './exchange-steps.ts'
import type { Step, StepOutcome } from './step.ts'

/** Milliseconds until the first envelope, which Exchange sends at once. */
const FIRST_SIGN = 10_000
/** Shortest time for which Exchange holds the connection open. */
const MINUTES = 1

export const notifications: Step = {
  id: 'notifications',
  timeout: 2 * FIRST_SIGN,
  needsAccount: true,
  onFailure: 'go-on',
  run: async (target, account, findings, signal) => {
    const opened = await clientsOf(target, account, findings)
    if (!opened.ok) return failed(opened.error, null)
    const client = opened.value.mailbox
    const minutes = target.syncIntervalMinutes
    const [kind] = account.sync.syncedKinds
    const name = kind === 'calendar' || kind === 'tasks' ? kind : 'inbox'
    const subscribed = await client.subscribe(
      {
        folders: [{ kind: 'distinguished', name, mailbox: account.mailbox }],
        events: ['created', 'deleted', 'modified', 'moved', 'new-mail'],
      },
      signal,
    )
    if (!subscribed.ok) return withoutThem(subscribed.error, client, minutes)
    findings.atEnd.push(async (atEnd) => {
      await client.unsubscribe(subscribed.value, atEnd)
    })
    const start = performance.now()
    const sign = await firstSign(client, subscribed.value, signal)
    if (!sign.ok) {
      if (sign.error.code !== 'exchange.notifications-silent') return withoutThem(sign.error, client, minutes)
      const params = { seconds: FIRST_SIGN / 1000, minutes }
      return {
        state: 'warning',
        verdict: { name: 'notifications-silent', params },
        details: serverDetails(client),
      }
    }
    const params = { milliseconds: Math.round(performance.now() - start) }
    return {
      state: 'passed',
      verdict: { name: 'notifications-arrive', params },
      details: serverDetails(client),
    }
  },
}

async function firstSign(
  client: ExchangeConnection,
  id: SubscriptionId,
  signal: AbortSignal,
): Promise<Result<null>> {
  const heard = new AbortController()
  const silence = AbortSignal.timeout(FIRST_SIGN)
  const streamed = await client.getStreamingEvents(
    { subscriptionIds: [id], minutes: MINUTES },
    AbortSignal.any([signal, silence, heard.signal]),
    ({ kind }) => {
      if (kind === 'lost') return
      heard.abort()
    },
  )
  if (heard.signal.aborted) return ok(null)
  if (silence.aborted) {
    return failure(appError('exchange.notifications-silent', { seconds: FIRST_SIGN / 1000 }))
  }
  return streamed.ok ? failure(appError('exchange.subscription-lost', { responseCode: '–' })) : streamed
}

function withoutThem(error: AppError, client: ExchangeConnection, minutes: number): StepOutcome {
  // What would stop the synchronisation too is told as what it is.
  if (error.category === 'transient' || error.category === 'auth' || error.category === 'cancelled') {
    return failed(error, client)
  }
  const { responseCode } = error.params
  const reason = String(responseCode ?? error.code)
  return {
    state: 'warning',
    verdict: { name: 'notifications-not-available', params: { reason, minutes } },
    details: [{ name: 'reason', value: reason }, ...serverDetails(client)],
  }
}

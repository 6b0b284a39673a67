/** What the steps that speak EWS have in common: one sign-in per run, and the facts of the last answer. */
import type { Detail, Offer } from '#shared/domain/connection-test.ts'
import { authenticationMethodSchema } from '#shared/domain/connector.ts'
import type { AppError } from '#shared/errors.ts'
import { ok, type Result } from '#shared/result.ts'
import { createExchangeClient } from '../exchange/create-exchange-client.ts'
import type { ExchangeClient } from '../exchange/exchange-client.ts'
import { NO_RETRIES } from '../exchange/retry.ts'
import type { Findings, StepOutcome, TestAccount, TestClients, TestTarget } from './step.ts'

/** Milliseconds for each of these steps: one small request. */
export const EXCHANGE_STEP_TIMEOUT = 30_000

/** The clients of this run; made once, so that all steps use one connection and one sign-in. */
export async function clientsOf(
  { url, trust, openTransport }: TestTarget,
  { credential, attempts, mailbox, access }: TestAccount,
  findings: Findings,
): Promise<Result<TestClients>> {
  if (findings.clients !== null) return ok(findings.clients)
  const transport = await openTransport({
    ...{ url: url.href, credential, trust },
    ...(attempts && { attempts }),
  })
  if (!transport.ok) return transport
  const { userName } = credential
  const options = {
    ...{ url: url.href, mailbox, userName },
    transport: transport.value,
    retryLimits: NO_RETRIES,
  }
  const caller = createExchangeClient(options)
  const impersonates = access === 'impersonation'
  findings.clients = {
    caller,
    mailbox: impersonates ? createExchangeClient({ ...options, impersonates }) : caller,
  }
  return ok(findings.clients)
}

/** A failed step, with the facts that came along. */
export function failed(
  error: AppError,
  client: ExchangeClient | null,
  details: readonly Detail[] = [],
): StepOutcome {
  const { offered } = error.params
  const methods: Detail[] = offered === undefined ? [] : [{ name: 'offeredMethods', value: String(offered) }]
  const { responseCode, message } = error.params
  const reason = responseCode ?? message
  const reasons: Detail[] = reason === undefined ? [] : [{ name: 'reason', value: String(reason) }]
  return {
    ...{ state: 'failed', error, offers: offersOf(error) },
    details: [...details, ...methods, ...reasons, ...serverDetails(client)],
  }
}

/** The method that the server would take instead. */
function offersOf({ params }: AppError): Offer[] {
  const proposed = authenticationMethodSchema.safeParse(params.proposed)
  return proposed.success ? [{ field: 'authenticationMethod', value: proposed.data }] : []
}

/** What the server told about itself with its last answer. */
export function serverDetails(client: ExchangeClient | null): Detail[] {
  const info = client?.serverInfo() ?? null
  if (info === null) return []
  const { status, server, version, requestId } = info
  return [
    { name: 'status', value: String(status) },
    ...(server === null ? [] : [{ name: 'server', value: server } as const]),
    ...(version === null ? [] : [{ name: 'serverVersion', value: version } as const]),
    { name: 'requestId', value: requestId },
  ]
}

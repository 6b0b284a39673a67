/**
 * The demo: a connector and accounts for a test server, made by the same services that a person uses. What to make
 * comes in the environment, so that no password of the demo is written anywhere in clear text; it goes into the
 * vault like any other. Data that is already there is left alone.
 */
import { z } from 'zod'
import { connectorDraftSchema } from '#shared/domain/connector.ts'
import { primeEmailAccountDraftSchema } from '#shared/domain/prime.ts'
import { ACCOUNT_SYNC_DEFAULTS } from '#shared/domain/sync-settings.ts'
import type { Result } from '#shared/result.ts'
import type { Services } from '../services/services.ts'

const demoSchema = z.object({
  connector: connectorDraftSchema,
  accounts: z.array(
    z.object({
      prime: primeEmailAccountDraftSchema,
      mailbox: z.string(),
      userName: z.string(),
      password: z.string(),
    }),
  ),
})
export type Demo = z.infer<typeof demoSchema>

export const DEMO_VARIABLE = 'EWS_KONNEKTOR_DEMO'

/** @returns `null` when the application was not started as a demo */
export function demoFromEnvironment(environment: NodeJS.ProcessEnv): Demo | null {
  const text = environment[DEMO_VARIABLE]
  return text ? demoSchema.parse(JSON.parse(text)) : null
}

export async function seedDemo(demo: Demo, services: Services): Promise<void> {
  const existing = unwrap(await services.connectors.list())
  if (existing.length > 0) return
  const connector = unwrap(services.connectors.save(null, demo.connector))
  for (const { prime, mailbox, userName, password } of demo.accounts) {
    const primeEmailAccount = unwrap(await services.engine.createEmailAccount(prime))
    unwrap(
      await services.accounts.save(
        null,
        {
          connectorId: connector.id,
          active: true,
          primeEmailAccountId: primeEmailAccount.id,
          mailbox,
          access: 'own',
          userName,
          url: '',
          // The messages of the demo are as old as they are.
          sync: { ...ACCOUNT_SYNC_DEFAULTS, firstSyncDays: null },
        },
        { kind: 'set', value: password },
      ),
    )
  }
}

/** The demo's data is ours: if it does not fit, the demo is broken and must say so. */
function unwrap<T>(result: Result<T>): T {
  if (result.ok) return result.value
  throw new Error(`The demo could not be set up: ${result.error.code} ${JSON.stringify(result.error)}`)
}

/** Jobs for the engine with the defaults of the product. */
import type { SyncJob } from '#electron/sync/engine-api.ts'
import { ACCOUNT_SYNC_DEFAULTS, CONNECTOR_SYNC_DEFAULTS } from '#shared/domain/sync-settings.ts'

type Required = 'accountId' | 'primeEmailAccountId' | 'mailbox' | 'url' | 'userName'

export function aSyncJob(job: Pick<SyncJob, Required> & Partial<SyncJob>): SyncJob {
  return {
    account: ACCOUNT_SYNC_DEFAULTS,
    connector: CONNECTOR_SYNC_DEFAULTS,
    primeTimeZone: 'Europe/Zurich',
    runHistoryDays: 90,
    access: 'own',
    trigger: 'manual',
    allowMassDeletion: false,
    ...job,
  }
}

/** What a connection test is asked to do where a test says nothing else: Basic as Anna, into her own mailbox. */
import type { TestAccount, TestTarget } from '#electron/diagnostics/step.ts'
import { ACCOUNT_SYNC_DEFAULTS } from '#shared/domain/sync-settings.ts'
import { SYSTEM_TRUST } from '#shared/domain/trust.ts'
import { nodeWay } from '#test/integration/node-transport.ts'
import { ANNA, PASSWORD } from './broken-set-ups/people.ts'

export const WELL_ACCOUNT: TestAccount = {
  ...{ mailbox: ANNA, access: 'own', mayWrite: false, sync: ACCOUNT_SYNC_DEFAULTS },
  credential: { kind: 'basic', userName: 'CONTOSO\\anna', password: PASSWORD },
}

export const WELL_TARGET: Omit<TestTarget, 'url'> = {
  authenticationMethod: 'basic',
  account: WELL_ACCOUNT,
  trust: SYSTEM_TRUST,
  ...nodeWay(),
  zones: { prime: 'Europe/Zurich', machine: 'Europe/Zurich' },
  applicationId: null,
  syncIntervalMinutes: 5,
  now: Date.now,
}

/** What is known about the whole at one moment; everything else in this folder is computed from it. */
import type { AccountEntry, AppState, ConnectorEntry } from '#shared/contract/contract.ts'
import type { ApplicationCredentialState } from '#shared/domain/application-credential.ts'
import type { ConnectorId } from '#shared/domain/ids.ts'
import type { AccountSchedule, SyncScheduleState } from '#shared/domain/sync-schedule.ts'

export type ConnectorFacts = ConnectorEntry & {
  readonly accounts: readonly AccountEntry[]
  /** `null`: its accounts sign in themselves. */
  readonly credential: ApplicationCredentialState | null
}

export type OverviewFacts = {
  /** Milliseconds since 1970. */
  readonly now: number
  readonly app: Pick<AppState, 'secretStorage' | 'notices' | 'incidents'>
  readonly connectors: readonly ConnectorFacts[]
  readonly schedule: SyncScheduleState
  /** Accounts that run or wait for their turn. */
  readonly underWay: number
}

/** Whom anybody expects to synchronise. */
export function activeAccounts({ connector, accounts }: ConnectorFacts): AccountEntry[] {
  return connector.active ? accounts.filter(({ account }) => account.active) : []
}

export type ScheduleStates = ReadonlyMap<string, AccountSchedule['state']>

export function scheduleStates({ schedule }: OverviewFacts): ScheduleStates {
  return new Map(schedule.accounts.map(({ accountId, state }) => [accountId, state]))
}

export function named({ connector: { id, name } }: ConnectorFacts): { id: ConnectorId; name: string } {
  return { id, name }
}

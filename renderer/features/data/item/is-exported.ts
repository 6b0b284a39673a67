import type { AccountData } from '#shared/domain/data.ts'
import type { PrimeRecord } from '#shared/domain/prime-items.ts'
import type { SyncKind } from '#shared/domain/sync-kinds.ts'

/** Whether the account transfers objects of this kind from Winoffice Prime to Exchange. */
export function isExported(kind: PrimeRecord['kind'], { connection }: AccountData): boolean {
  if (!connection?.isActive || connection.receiveOnly || kind === 'absence') return false
  return connection.syncedKinds.includes(SYNC_KIND_OF[kind])
}

const SYNC_KIND_OF: Readonly<Record<PrimeRecord['kind'], SyncKind>> = {
  email: 'emails',
  appointment: 'calendar',
  meeting: 'calendar',
  absence: 'calendar',
  task: 'tasks',
}

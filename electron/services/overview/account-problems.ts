/**
 * What one account suffers from: the first cause that keeps it from synchronising, because the next ones follow from
 * it. What its whole connector suffers from stands in `connector-problems.ts`.
 */
import type { AccountEntry } from '#shared/contract/contract.ts'
import { isAboutCertificate } from '#shared/domain/certificate-errors.ts'
import type { Connector } from '#shared/domain/connector.ts'
import { accountTrouble } from '#shared/domain/health.ts'
import type { AccountSchedule } from '#shared/domain/sync-schedule.ts'
import type { SyncResult } from '#shared/domain/sync.ts'
import { appError, type AppError } from '#shared/errors.ts'
import { ofError, ofFinding, type Suffering } from './problem-draft.ts'

export function sufferingOf(
  entry: AccountEntry,
  connector: Connector,
  schedule: AccountSchedule['state'] | undefined,
): Suffering | null {
  const trouble = accountTrouble(entry, connector)
  if (!trouble) return schedule === 'not-begun' ? notBegun(entry) : null
  const { at, cause: found, since } = trouble
  if (at === 'test' || found === 'test-failed') {
    const cause = ofFinding('test-failed')
    return { entry, kind: 'synchronisation', urgency: 'warning', cause, actions: ['open'], since }
  }
  const cause = ofError(found)
  const signIn = { entry, kind: 'sign-in', urgency: 'critical', cause, since } as const
  switch (at) {
    case 'password':
      return { ...signIn, actions: ['open'] }
    case 'logon':
      return { ...signIn, actions: entry.logon.state === 'paused' ? ['resume-logon', 'open'] : ['open'] }
    case 'sign-in':
      return { ...signIn, actions: ['sign-in'] }
    case 'standstill':
      // Told once for the connector.
      return null
    case 'synchronisation':
      return entry.lastSync ? { entry, since, ...afterSync(entry.lastSync, found) } : null
  }
}

function notBegun(entry: AccountEntry): Suffering {
  const cause = ofFinding('not-begun')
  return { entry, kind: 'schedule', urgency: 'warning', cause, actions: ['open'], since: null }
}

type AfterSync = Pick<Suffering, 'kind' | 'urgency' | 'cause' | 'actions'>

function afterSync({ outcome, givenUp }: SyncResult, error: AppError): AfterSync {
  const cause = ofError(error)
  if (outcome === 'incomplete') {
    return givenUp > 0
      ? {
          kind: 'objects',
          urgency: 'warning',
          cause: ofError(appError('sync.items-given-up', { count: givenUp })),
          actions: ['retry-objects', 'open'],
        }
      : { kind: 'objects', urgency: 'warning', cause, actions: ['retry', 'open'] }
  }
  if (error.code === 'sync.mass-deletion') {
    return { kind: 'synchronisation', urgency: 'critical', cause, actions: ['review-deletion'] }
  }
  if (isAboutCertificate(error.code)) {
    return { kind: 'certificate', urgency: 'critical', cause, actions: ['review-certificate', 'retry'] }
  }
  if (error.category === 'auth') {
    return { kind: 'sign-in', urgency: 'critical', cause, actions: ['open', 'retry'] }
  }
  return {
    kind: 'synchronisation',
    // What may pass by itself is tried again by itself.
    urgency: error.retry === 'later' ? 'warning' : 'critical',
    cause,
    actions: error.retry === 'later' ? ['retry', 'open'] : ['open', 'retry'],
  }
}

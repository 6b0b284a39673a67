/**
 * The end of a run or of a connection test as a line of the log: first of whom it tells, as people call it, since who
 * looks for a cause searches for a mailbox; and at the level of a warning where something failed.
 */
import type { EventName } from '#shared/contract/channels.ts'
import type { EventPayload } from '#shared/contract/contract.ts'
import type { EwsAccount } from '#shared/domain/ews-account.ts'
import type { LogLevel } from '#shared/domain/settings.ts'
import type { LogEvent } from './log.ts'

export type LineOfEnd = { readonly level: LogLevel; readonly event: LogEvent; readonly details: object }

const WELL = new Set(['succeeded', 'passed', 'cancelled'])

/** @returns `null` for whatever else happens */
export function lineOfEnd(
  payload: EventPayload<EventName>,
  accounts: () => readonly Pick<EwsAccount, 'id' | 'mailbox'>[],
): LineOfEnd | null {
  if (payload === null) return null
  if ('state' in payload && payload.state === 'ended' && 'result' in payload) {
    const { accountId, result } = payload
    const mailbox = accounts().find(({ id }) => id === accountId)?.mailbox
    const { outcome } = result
    return { level: levelOf(outcome), event: 'syncEnded', details: { mailbox, outcome, ...payload } }
  }
  if ('outcome' in payload && 'subject' in payload && payload.outcome !== null) {
    const { outcome, subject } = payload
    const mailbox = subject.mailbox ?? undefined
    return { level: levelOf(outcome), event: 'testEnded', details: { mailbox, ...payload } }
  }
  return null
}

function levelOf(outcome: string): LogLevel {
  return WELL.has(outcome) ? 'info' : 'warn'
}

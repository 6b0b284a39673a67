/** The ends of runs and tests in the log: found by the mailbox, and among the warnings where something failed. */
import { describe, expect, it } from 'vitest'
import type { EventName } from '#shared/contract/channels.ts'
import type { EventPayload } from '#shared/contract/contract.ts'
import type { TestReport } from '#shared/domain/connection-test.ts'
import type { SyncOutcome } from '#shared/domain/sync.ts'
import { lineOfEnd } from '#electron/log/line-of-end.ts'
import { anAccountId, anInstant, aSyncResult, waiting } from '../renderer/builders.ts'

const accounts = () => [{ id: anAccountId(1), mailbox: 'anna@firma.ch' }]
const lineOf = (payload: EventPayload<EventName>) => lineOfEnd(payload, accounts)

const ended = (outcome: SyncOutcome, number = 1) =>
  lineOf({ accountId: anAccountId(number), state: 'ended', result: aSyncResult(outcome) })

const tested = (outcome: TestReport['outcome']) =>
  lineOf({
    id: 'test' as TestReport['id'],
    startedAt: anInstant,
    subject: {
      ...{ connectorName: 'Hauptsitz', url: 'https://mail.firma.ch/EWS/Exchange.asmx' },
      ...{ authenticationMethod: 'basic', mailbox: 'anna@firma.ch' },
    },
    steps: [],
    outcome,
  })

describe('the end of a run', () => {
  it('names the mailbox, and is a warning where something failed', () => {
    for (const outcome of ['succeeded', 'cancelled'] as const)
      expect(ended(outcome)).toMatchObject({ level: 'info', event: 'syncEnded' })
    for (const outcome of ['incomplete', 'failed'] as const)
      expect(ended(outcome)).toMatchObject({ level: 'warn', details: { mailbox: 'anna@firma.ch', outcome } })
  })

  it('of an account that is gone is written all the same', () => {
    expect(ended('succeeded', 2)).toMatchObject({
      event: 'syncEnded',
      details: { accountId: anAccountId(2) },
    })
  })
})

describe('the end of a connection test', () => {
  it('names the mailbox, and is a warning when it failed', () => {
    expect(tested('passed')).toMatchObject({ level: 'info', event: 'testEnded' })
    expect(tested('failed')).toMatchObject({ level: 'warn', details: { mailbox: 'anna@firma.ch' } })
  })

  it('is not there while it runs, as nothing is of what is no end', () => {
    expect([tested(null), lineOf(waiting(1)), lineOf(null)]).toEqual([null, null, null])
  })
})

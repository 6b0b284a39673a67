import { ACCOUNT_SYNC_DEFAULTS, CONNECTOR_SYNC_DEFAULTS } from '#shared/domain/sync-settings.ts'
import { DEFAULT_OAUTH2 } from '#shared/domain/oauth2.ts'
import { CONNECTOR_DEFAULTS } from '#shared/domain/connector.ts'
import { SYSTEM_TRUST } from '#shared/domain/trust.ts'
import type { TestReport } from '#shared/domain/connection-test.ts'
import {
  connectionTestIdSchema,
  connectorIdSchema,
  ewsAccountIdSchema,
  instantOf,
  primeEmailAccountIdSchema,
  type EwsAccountId,
} from '#shared/domain/ids.ts'
import type { AccountEntry, ConnectorEntry } from '#shared/contract/contract.ts'
import {
  NO_COUNTS,
  withItems,
  type SyncOutcome,
  type SyncProgress,
  type SyncResult,
} from '#shared/domain/sync.ts'

const uuid = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`
export const anInstant = instantOf(new Date('2026-03-10T12:00:00.000Z'))
const aLaterInstant = instantOf(new Date('2026-03-10T13:00:00.000Z'))

export const anAccountId = (number: number): EwsAccountId => ewsAccountIdSchema.parse(uuid(number))

export function aReport(number: number, outcome: TestReport['outcome'] = null): TestReport {
  return {
    id: connectionTestIdSchema.parse(uuid(number)),
    startedAt: anInstant,
    subject: {
      url: 'https://mail.contoso.example/EWS/Exchange.asmx',
      authenticationMethod: 'basic',
      mailbox: null,
    },
    steps: [],
    outcome,
  }
}

export function aSyncResult(outcome: SyncOutcome, counts = NO_COUNTS): SyncResult {
  return {
    startedAt: anInstant,
    endedAt: aLaterInstant,
    trigger: 'manual',
    outcome,
    counts,
    givenUp: 0,
    waitedMilliseconds: 0,
    error: null,
  }
}

export const waiting = (number: number): SyncProgress => ({
  accountId: anAccountId(number),
  state: 'waiting',
  trigger: 'manual',
})

export function running(number: number, done: number, total: number | null): SyncProgress {
  return {
    accountId: anAccountId(number),
    state: 'running',
    trigger: 'manual',
    phase: 'importing',
    kind: 'emails',
    folder: 'inbox',
    startedAt: anInstant,
    kinds: [{ kind: 'emails', folders: [] }],
    done,
    total,
    counts: withItems(NO_COUNTS, 'emails', 'down', { created: done }),
    busyUntil: null,
  }
}

export function ended(number: number, outcome: SyncOutcome): SyncProgress {
  return { accountId: anAccountId(number), state: 'ended', result: aSyncResult(outcome) }
}

export function aConnectorEntry(name: string, changes: Partial<ConnectorEntry> = {}): ConnectorEntry {
  return {
    connector: {
      id: connectorIdSchema.parse(uuid(1)),
      name,
      active: true,
      url: 'https://mail.firma.ch/EWS/Exchange.asmx',
      domain: '',
      authenticationMethod: 'basic',
      ...CONNECTOR_DEFAULTS,
      trust: SYSTEM_TRUST,
      sync: CONNECTOR_SYNC_DEFAULTS,
      oauth2: DEFAULT_OAUTH2,
      changedAt: anInstant,
    },
    accountCount: 1,
    activeAccountCount: 1,
    troubledAccountCount: 0,
    lastTest: null,
    lastSync: null,
    seenCertificate: null,
    changedCertificate: null,
    standstill: null,
    isServerTestFailed: false,
    ...changes,
  }
}

export function anAccountEntry(mailbox: string, changes: Partial<AccountEntry> = {}): AccountEntry {
  return {
    account: {
      id: anAccountId(1),
      connectorId: connectorIdSchema.parse(uuid(1)),
      active: true,
      primeEmailAccountId: primeEmailAccountIdSchema.parse(uuid(9)),
      mailbox,
      access: 'own',
      userName: '',
      url: '',
      sync: ACCOUNT_SYNC_DEFAULTS,
      identity: null,
      changedAt: anInstant,
    },
    password: 'system',
    passwordProblem: null,
    signIn: { state: 'not-used' },
    logon: { state: 'well' },
    standstill: null,
    lastTest: null,
    lastSync: null,
    ...changes,
  }
}

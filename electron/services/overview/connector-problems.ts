/** What a whole connector suffers from, and with it all its accounts. */
import { daysLeft, isExpiringSoon } from '#shared/domain/certificate-validity.ts'
import { daysUntilRetirement, EWS_RETIREMENT } from '#shared/domain/exchange-versions.ts'
import { serviceKindOf } from '#shared/domain/exchange-url.ts'
import { instantSchema, type Instant } from '#shared/domain/ids.ts'
import type { Ending, Finding, ProblemAction, ProblemKind, Urgency } from '#shared/domain/overview.ts'
import { appError } from '#shared/errors.ts'
import { activeAccounts, named, type ConnectorFacts, type ScheduleStates } from './facts.ts'
import { causeName, ofError, ofFinding, type ProblemDraft } from './problem-draft.ts'

/** From so many days before the end on, an end that is known for long is more than good to know. */
const RETIREMENT_WARNING_DAYS = 90

/** A dismissed announcement of an end comes back when one of these is passed. Days. */
const REMINDERS = [90, 30, 14, 7, 3, 1, 0]

export function connectorProblems(
  facts: ConnectorFacts,
  schedule: ScheduleStates,
  now: number,
): ProblemDraft[] {
  if (!facts.connector.active) return []
  return [
    changedCertificate(facts),
    missingCredential(facts),
    failedServerTest(facts),
    pausedAccounts(facts, schedule),
    ...endingsOf(facts).flatMap((ending) => endingProblem(facts, ending, now) ?? []),
  ].flatMap((problem) => problem ?? [])
}

/** What of a connector ends on a day. */
export function endingsOf(facts: ConnectorFacts): Ending[] {
  const { connector, seenCertificate, credential } = facts
  if (!connector.active) return []
  const endings: Ending[] = []
  const add = (kind: Ending['kind'], at: Instant): void => {
    endings.push({ kind, connector: named(facts), at })
  }
  if (seenCertificate) add('certificate', seenCertificate.validTo)
  if (credential?.validTo) {
    add(credential.kind === 'secret' ? 'application-secret' : 'application-certificate', credential.validTo)
  }
  if (serviceKindOf(connector.url) === 'exchange-online') add('ews', RETIREMENT)
  return endings
}

const RETIREMENT = instantSchema.parse(`${EWS_RETIREMENT.ends}T00:00:00.000Z`)
const BLOCKED_SINCE = instantSchema.parse(`${EWS_RETIREMENT.blockedSince}T00:00:00.000Z`)

function changedCertificate(facts: ConnectorFacts): ProblemDraft | null {
  const { connector, changedCertificate: changed } = facts
  if (!changed) return null
  const { host, pinned, shown, at } = changed
  const error = appError('connector.certificate-changed', {
    ...{ name: connector.name, host, pinned, fingerprint: shown },
  })
  return ofConnector(facts, {
    ...{ kind: 'certificate', urgency: 'critical', cause: ofError(error), actions: ['review-certificate'] },
    ...{ fingerprint: shown, knownSince: at },
  })
}

function missingCredential(facts: ConnectorFacts): ProblemDraft | null {
  const { credential } = facts
  if (credential === null || !['none', 'unreadable'].includes(credential.state)) return null
  return ofConnector(facts, {
    kind: 'application-credential',
    urgency: 'critical',
    cause: ofError(appError('oauth2.application-credential-missing')),
    actions: ['open'],
    ...{ fingerprint: credential.state, knownSince: null },
  })
}

function failedServerTest(facts: ConnectorFacts): ProblemDraft | null {
  if (!facts.isServerTestFailed) return null
  const cause = ofFinding('server-test-failed', { name: facts.connector.name })
  const problem = ofConnector(facts, {
    ...{ kind: 'network', urgency: 'warning', cause, actions: ['open'] },
    ...{ fingerprint: '', knownSince: facts.lastTest?.at ?? null },
  })
  // Its accounts have results of their own.
  return { ...problem, accounts: [] }
}

/** Paused one by one; that all are is told once, see `application-problems.ts`. */
function pausedAccounts(facts: ConnectorFacts, schedule: ScheduleStates): ProblemDraft | null {
  const paused = activeAccounts(facts).filter(({ account }) => schedule.get(account.id) === 'paused')
  if (paused.length === 0) return null
  const problem = ofConnector(facts, {
    kind: 'schedule',
    urgency: 'notice',
    cause: ofFinding('accounts-paused', { name: facts.connector.name, count: paused.length }),
    actions: ['resume-sync', 'open'],
    ...{ fingerprint: 'paused', knownSince: null },
  })
  return { ...problem, accounts: paused.map(({ account: { id, mailbox } }) => ({ id, mailbox })) }
}

function endingProblem(facts: ConnectorFacts, { kind, at }: Ending, now: number): ProblemDraft | null {
  const { connector, seenCertificate } = facts
  const days = kind === 'ews' ? daysUntilRetirement(now) : daysLeft(at, now)
  const hasEnded = kind === 'ews' ? days === 0 : days < 0
  if (kind !== 'ews' && !isExpiringSoon(at, now)) return null
  const told: Record<Ending['kind'], EndingWords> = {
    certificate: {
      kind: 'certificate',
      names: ['certificate-ends', 'certificate-ended'],
      // One that was pinned by a person is accepted also after its end.
      urgency: hasEnded && connector.trust.fingerprint === null ? 'critical' : 'warning',
      actions: ['review-certificate'],
      content: seenCertificate?.fingerprint ?? '',
    },
    'application-certificate': {
      kind: 'application-credential',
      names: ['application-certificate-ends', 'application-certificate-ended'],
      urgency: hasEnded ? 'critical' : 'warning',
      actions: ['open'],
      content: at,
    },
    'application-secret': {
      kind: 'application-credential',
      names: ['application-secret-ends', 'application-secret-ended'],
      urgency: hasEnded ? 'critical' : 'warning',
      actions: ['open'],
      content: at,
    },
    ews: {
      kind: 'retirement',
      names: ['ews-retires', 'ews-retired'],
      urgency: hasEnded ? 'critical' : days < RETIREMENT_WARNING_DAYS ? 'warning' : 'notice',
      actions: ['open'],
      content: '',
    },
  }
  const { names, content, ...ending } = told[kind]
  const params = {
    ...{ date: at, days: Math.max(0, days), name: connector.name },
    ...(seenCertificate && { host: seenCertificate.host }),
  }
  const reminder = REMINDERS.filter((each) => days <= each).length
  return ofConnector(facts, {
    ...ending,
    cause: ofFinding(names[hasEnded ? 1 : 0], params),
    fingerprint: `${content} ${reminder}`,
    knownSince: kind === 'ews' ? BLOCKED_SINCE : null,
  })
}

type EndingWords = {
  readonly kind: ProblemKind
  /** Before the end, and after it. */
  readonly names: readonly [Finding, Finding]
  readonly urgency: Urgency
  readonly actions: ProblemAction[]
  /** Another one is another announcement. */
  readonly content: string
}

function ofConnector(
  facts: ConnectorFacts,
  problem: Omit<ProblemDraft, 'id' | 'connector' | 'accounts'>,
): ProblemDraft {
  return {
    ...problem,
    id: `${problem.kind}:${facts.connector.id}:${causeName(problem.cause)}`,
    connector: named(facts),
    accounts: activeAccounts(facts).map(({ account: { id, mailbox } }) => ({ id, mailbox })),
  }
}

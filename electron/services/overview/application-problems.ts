/** What befalls the application as a whole: what happened to it, what is so since its start, and all accounts at once. */
import type { AppError } from '#shared/errors.ts'
import { appError } from '#shared/errors.ts'
import { activeAccounts, type OverviewFacts } from './facts.ts'
import { ofError, ofFinding, type ProblemDraft } from './problem-draft.ts'

type Told = Omit<ProblemDraft, 'connector' | 'accounts'>

export function applicationProblems(facts: OverviewFacts): ProblemDraft[] {
  return [...incidents(facts), ...notices(facts), ...schedule(facts)].map((told) => ({
    ...told,
    connector: null,
    accounts: [],
  }))
}

/** Where data is at stake. */
const CRITICAL: readonly AppError['code'][] = [
  'prime.started-empty',
  'document.locked',
  'document.unreadable',
  'document.newer-version',
]

function urgencyOf({ code }: AppError): ProblemDraft['urgency'] {
  return CRITICAL.includes(code) ? 'critical' : 'warning'
}

function incidents({ app }: OverviewFacts): Told[] {
  return app.incidents.map(({ at, error }) => ({
    id: incidentId(at),
    fingerprint: at,
    kind: 'incident',
    urgency: urgencyOf(error),
    cause: ofError(error),
    actions: [],
    knownSince: at,
  }))
}

const INCIDENT = 'incident:'

function incidentId(at: string): string {
  return `${INCIDENT}${at}`
}

/** When the incident happened that a problem tells of; `null`: it tells of none. */
export function incidentOf(problemId: string): string | null {
  return problemId.startsWith(INCIDENT) ? problemId.slice(INCIDENT.length) : null
}

function notices({ app }: OverviewFacts): Told[] {
  const told = app.notices.filter(({ code }) => code !== 'secret.session-only')
  const notes = told.map((error): Told => ({
    id: `application:${error.code}:${String(error.params.file ?? '')}`,
    fingerprint: JSON.stringify(error.params),
    kind: 'application',
    urgency: urgencyOf(error),
    cause: ofError(error),
    actions: [],
    knownSince: null,
  }))
  if (app.secretStorage === 'session') {
    notes.push({
      id: 'application:secret.session-only',
      fingerprint: '',
      kind: 'application',
      urgency: 'notice',
      cause: ofError(appError('secret.session-only')),
      actions: [],
      knownSince: null,
    })
  }
  return notes
}

function schedule(facts: OverviewFacts): Told[] {
  const { allPaused, accounts } = facts.schedule
  const told: Told[] = []
  if (allPaused) {
    told.push({
      ...{ id: 'schedule:all-paused', fingerprint: '', kind: 'schedule', urgency: 'warning' },
      ...{ cause: ofFinding('all-paused'), actions: ['resume-sync'], knownSince: null },
    })
  }
  const hasAccounts = facts.connectors.some(({ accountCount }) => accountCount > 0)
  if (hasAccounts && facts.connectors.every((each) => activeAccounts(each).length === 0)) {
    told.push({
      ...{ id: 'schedule:all-inactive', fingerprint: '', kind: 'schedule', urgency: 'notice' },
      ...{ cause: ofFinding('all-inactive'), actions: ['open'], knownSince: null },
    })
  }
  const offline = accounts.filter(({ state }) => state === 'offline').length
  if (offline > 0) {
    told.push({
      ...{ id: 'network:offline', fingerprint: '', kind: 'network', urgency: 'warning' },
      ...{ cause: ofFinding('offline', { count: offline }), actions: [], knownSince: null },
    })
  }
  return told
}

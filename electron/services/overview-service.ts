/**
 * The overview: gathers what is known, computes the state of the whole and its problems, and tells when they change.
 *
 * It is computed when somebody asks, and a moment after something has changed, once for all that changes meanwhile; the
 * longer it takes, the longer it rests. Nothing of it asks a server or starts the sync host. Rejected: keeping it up to
 * date change by change, which needs a place in every service that can forget it.
 */
import type { EventName } from '#shared/contract/channels.ts'
import type { EventPayload } from '#shared/contract/contract.ts'
import { instantOf, instantSchema } from '#shared/domain/ids.ts'
import type { Overview } from '#shared/domain/overview.ts'
import { ok, type Result } from '#shared/result.ts'
import type { Problems } from '../config/documents.ts'
import type { VersionedDocument } from '../config/versioned-document.ts'
import type { AccountService } from './account-service.ts'
import type { AppService } from './app-service.ts'
import type { ApplicationCredentials } from './application-credentials.ts'
import type { ConnectorService } from './connector-service.ts'
import type { EmitEvent } from './events.ts'
import type { Incidents } from './incidents.ts'
import { incidentOf } from './overview/application-problems.ts'
import type { ConnectorFacts, OverviewFacts } from './overview/facts.ts'
import { overviewOf, problemDrafts, remembered, type ProblemMemories } from './overview/overview-of.ts'
import type { SyncService } from './sync-service.ts'

/** What changes within this time is one change. */
const GATHER_MILLISECONDS = 150

/** It rests so many times as long as it took, so that it never is what the application does most. */
const REST_FACTOR = 10

/** Days pass also where nothing happens, and with them the ends of certificates come nearer. */
const LOOK_AGAIN_MILLISECONDS = 3_600_000

/** After these something may be otherwise than it was. */
const CHANGES: readonly EventName[] = [
  'connectors.onDidChange',
  'app.onDidChangeState',
  'sync.onDidChangeSchedule',
  'sync.onDidProgress',
]

export type OverviewServiceParts = {
  readonly app: Pick<AppService, 'state'>
  readonly connectors: Pick<ConnectorService, 'list'>
  readonly accounts: Pick<AccountService, 'list'>
  readonly applicationCredentials: Pick<ApplicationCredentials, 'state'>
  readonly sync: Pick<SyncService, 'schedule' | 'current'>
  readonly incidents: Pick<Incidents, 'dismiss'>
  readonly document: VersionedDocument<Problems>
  readonly emit: EmitEvent
  /** Milliseconds since 1970. Default: the clock of this computer. */
  readonly now?: () => number
}

export class OverviewService {
  readonly #parts: OverviewServiceParts
  readonly #listeners = new Set<(overview: Overview) => void>()
  /** Known until the application ends, also where the disk cannot be written. */
  #memories: ProblemMemories
  #latest: Overview | null = null
  #timer: NodeJS.Timeout | null = null
  readonly #interval: NodeJS.Timeout
  /** Which computation began last, and which of those that have ended began last. */
  #begun = 0
  #told = 0
  /** Whether something has changed since the computation began that is under way. */
  #computing: { isOutdated: boolean } | null = null
  #isClosed = false
  /** How long it took the last time, in milliseconds. */
  #cost = 0

  constructor(parts: OverviewServiceParts) {
    this.#parts = parts
    this.#memories = parts.document.get().problems
    this.#interval = setInterval(() => {
      this.#computeSoon()
    }, LOOK_AGAIN_MILLISECONDS)
    this.#interval.unref()
  }

  /** As it was when it was last computed; `null` before the first time. */
  get latest(): Overview | null {
    return this.#latest
  }

  /** Calls back at every change from now on. @returns ends it */
  onDidChange(listener: (overview: Overview) => void): () => void {
    this.#listeners.add(listener)
    this.#computeSoon()
    return () => {
      this.#listeners.delete(listener)
    }
  }

  /** As it is now. */
  async get(): Promise<Overview> {
    const number = (this.#begun += 1)
    const facts = await this.#facts()
    // One that began later knows more.
    if (this.#latest && this.#told > number) return this.#latest
    this.#told = number
    const drafts = problemDrafts(facts)
    this.#remember(remembered(drafts, this.#memories, instantOf(new Date(facts.now))))
    const overview = overviewOf(facts, drafts, this.#memories)
    const isChanged = JSON.stringify(overview) !== JSON.stringify(this.#latest)
    this.#latest = overview
    if (isChanged && !this.#isClosed) {
      this.#parts.emit('overview.onDidChange', overview)
      for (const listener of this.#listeners) listener(overview)
    }
    return overview
  }

  async dismiss(id: string): Promise<Result<null>> {
    const incident = instantSchema.safeParse(incidentOf(id))
    if (incident.success) this.#parts.incidents.dismiss(incident.data)
    const problem = (await this.get()).problems.find((each) => each.id === id)
    const memory = this.#memories[id]
    if (problem && memory) {
      const { fingerprint, accounts } = problem
      const dismissed = { fingerprint, accountIds: accounts.map((account) => account.id) }
      this.#remember({ ...this.#memories, [id]: { ...memory, dismissed } })
    }
    await this.get()
    return ok(null)
  }

  /** Takes a dismissal back. */
  async restore(id: string): Promise<Result<null>> {
    const memory = this.#memories[id]
    if (memory) this.#remember({ ...this.#memories, [id]: { ...memory, dismissed: null } })
    await this.get()
    return ok(null)
  }

  /** Whatever happens in the services comes by. */
  onEvent<E extends EventName>(name: E, payload: EventPayload<E>): void {
    // How far a run is says nothing about the whole.
    const isOnTheWay = payload !== null && 'state' in payload && payload.state === 'running'
    if (CHANGES.includes(name) && !isOnTheWay) this.#computeSoon()
  }

  close(): void {
    this.#isClosed = true
    if (this.#timer) clearTimeout(this.#timer)
    clearInterval(this.#interval)
    this.#listeners.clear()
  }

  #computeSoon(): void {
    if (this.#isClosed) return
    if (this.#computing) {
      this.#computing.isOutdated = true
      return
    }
    if (this.#timer) return
    const rest = Math.max(GATHER_MILLISECONDS, this.#cost * REST_FACTOR)
    this.#timer = setTimeout(() => void this.#compute(), rest)
    this.#timer.unref()
  }

  async #compute(): Promise<void> {
    this.#timer = null
    const computing = { isOutdated: false }
    this.#computing = computing
    const startedAt = performance.now()
    await this.get().finally(() => {
      this.#cost = performance.now() - startedAt
      this.#computing = null
    })
    if (computing.isOutdated) this.#computeSoon()
  }

  async #facts(): Promise<OverviewFacts> {
    const { app, connectors, sync, now } = this.#parts
    const listed = await connectors.list()
    const entries = listed.ok ? listed.value : []
    const states = sync.current().filter(({ state }) => state !== 'ended')
    return {
      now: (now ?? Date.now)(),
      app: app.state(),
      connectors: await Promise.all(
        entries.map(async (entry): Promise<ConnectorFacts> => {
          const { id, authenticationMethod, oauth2 } = entry.connector
          const signsIn = authenticationMethod === 'oauth2' && oauth2.signIn !== 'user'
          const accounts = await this.#parts.accounts.list(id)
          const credential = signsIn ? await this.#parts.applicationCredentials.state(id) : null
          return { ...entry, accounts: accounts.ok ? accounts.value : [], credential }
        }),
      ),
      schedule: sync.schedule(),
      underWay: states.length,
    }
  }

  #remember(memories: ProblemMemories): void {
    if (JSON.stringify(memories) === JSON.stringify(this.#memories)) return
    this.#memories = memories
    this.#parts.document.update(() => ({ problems: { ...memories } }))
  }
}

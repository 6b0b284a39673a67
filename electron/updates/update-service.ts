/**
 * Updates of the application itself: when the server is asked, what was found, its download, and its installation at the
 * very end. Nothing is asked where the mode is off, no address is known, no key is built in, or something else owns the
 * files of this installation.
 *
 * A check that nobody asked for fails quietly: it stands in the log and in the card. Settings are read as they are in
 * effect, so a policy that turns updates off is obeyed like a person who does.
 */
import path from 'node:path'
import { instantOf } from '#shared/domain/ids.ts'
import type { Settings } from '#shared/domain/settings.ts'
import { SYSTEM_TRUST } from '#shared/domain/trust.ts'
import type { Update, UpdateObstacle, UpdateState, UpdateStep } from '#shared/domain/updates.ts'
import { appError, type AppError } from '#shared/errors.ts'
import { ok, type Result } from '#shared/result.ts'
import { NO_CREDENTIAL } from '../exchange/credential.ts'
import type { OpenTransport } from '../exchange/transport/open-transport.ts'
import type { EmitEvent } from '../services/events.ts'
import { systemClock, type ScheduleClock } from '../services/schedule/clock.ts'
import type { Installation } from './installation.ts'
import type { UpdatesData, UpdatesDocument } from './update-document.ts'
import { updateError } from './update-failure.ts'
import { FIRST_CHECK, LOOK_EVERY, nextCheckAt } from './update-timing.ts'
import type { UpdateTrust } from './update-trust.ts'
import type { CreateUpdater, Updater } from './updater.ts'

export type UpdatePorts = {
  readonly installation: Installation
  readonly trust: UpdateTrust
  readonly resourcesFolder: string
  /** It is heavy, and most starts never need it. */
  readonly loadUpdater: () => Promise<CreateUpdater>
  readonly log: (event: UpdateEvent, details: Readonly<Record<string, unknown>>) => void
}
export type UpdateEvent =
  'updateChecked' | 'updateNotChecked' | 'updateFetched' | 'updateInstalled' | 'updateFailed'

/** Where the application cannot replace itself, as in tests and on the command line. */
export const NO_UPDATES: UpdatePorts = {
  installation: { kind: 'fixed', obstacle: 'development' },
  trust: { keys: [], server: '' },
  resourcesFolder: '',
  loadUpdater: () => Promise.reject(new Error('no updates')),
  log: () => undefined,
}

export type UpdateServiceParts = UpdatePorts & {
  readonly version: string
  readonly dataFolder: string
  readonly settings: () => Settings['updates']
  readonly document: UpdatesDocument
  readonly openTransport: OpenTransport
  readonly extraAuthorities: readonly string[]
  readonly emit: EmitEvent
  /** A version was found that nobody has asked for. */
  readonly tell: (update: Update) => void
  readonly isOnline?: (() => boolean) | undefined
  readonly clock?: ScheduleClock | undefined
  /** Milliseconds since 1970. */
  readonly now?: () => number
  readonly random?: () => number
}

const IDLE: UpdateStep = { kind: 'idle' }
/** A download tells more often than anybody reads. */
const TELL_PROGRESS = 250 // ms

export class UpdateService {
  readonly #parts: UpdateServiceParts
  #step: UpdateStep = IDLE
  #problem: AppError | null = null
  #configuration: string
  /** Of the present configuration; another one begins anew. */
  #work: { readonly abort: AbortController; readonly updater: Promise<Updater> } | null = null
  /** Fetched and verified, until a check says that it is no longer offered. */
  #ready: { readonly updater: Updater; readonly update: Update } | null = null
  #dueAt = 0
  #stopLooking: () => void = () => undefined
  #isClosed = false

  constructor(parts: UpdateServiceParts) {
    this.#parts = parts
    this.#configuration = JSON.stringify(parts.settings())
  }

  /** From now on, until `close`. */
  begin(): void {
    this.#judgeInstallation()
    this.#lookIn(FIRST_CHECK.least + this.#random() * FIRST_CHECK.spread)
  }

  state(): UpdateState {
    const { version, document } = this.#parts
    return {
      version,
      obstacle: this.#obstacle(),
      server: this.#server(),
      lastCheck: document.get().lastCheck,
      step: this.#step,
      problem: this.#problem,
    }
  }

  /** A person asks. @returns the state when the server has answered; a download that follows goes on */
  async check(): Promise<Result<UpdateState>> {
    if (this.#whyNot() === null) await this.#check('person')
    return ok(this.state())
  }

  /** Fetches what was found. @returns the state when it is fetched, or has failed */
  async download(): Promise<Result<UpdateState>> {
    if (this.#step.kind === 'found') await this.#download(this.#step.update)
    return ok(this.state())
  }

  /** The settings may have changed. */
  settingsChanged(): void {
    const configuration = JSON.stringify(this.#parts.settings())
    if (configuration === this.#configuration) return
    this.#configuration = configuration
    this.#work?.abort.abort()
    this.#work = null
    this.#ready = null
    this.#problem = null
    this.#dueAt = 0
    this.#go(IDLE)
    if (!this.#isClosed) this.#lookIn(FIRST_CHECK.least)
  }

  close(): void {
    this.#isClosed = true
    this.#stopLooking()
    this.#work?.abort.abort()
  }

  /** For the very end of the process, when everything else has ended: nothing waits any more. */
  installAtEnd(): void {
    if (!this.#ready) return
    const { log } = this.#parts
    const { updater, update } = this.#ready
    this.#remember({ installing: update.version })
    try {
      updater.install()
      log('updateInstalled', { version: update.version })
    } catch (cause) {
      log('updateFailed', { error: updateError(cause) })
    }
  }

  /** Whether the last end has brought the version that it should have. */
  #judgeInstallation(): void {
    const { document, version, log } = this.#parts
    const { installing } = document.get()
    if (installing === null) return
    this.#remember({ installing: null })
    if (installing === version) return
    this.#problem = appError('updates.not-installed', { version: installing })
    log('updateFailed', { error: this.#problem })
  }

  #lookIn(milliseconds: number): void {
    const { clock = systemClock } = this.#parts
    this.#stopLooking()
    this.#stopLooking = clock.after(milliseconds, () => {
      this.#lookIn(LOOK_EVERY)
      this.#look()
    })
  }

  #look(): void {
    const { now = Date.now, isOnline, log } = this.#parts
    if (now() < this.#dueAt) return
    const why = this.#whyNot() ?? (isOnline?.() === false ? 'offline' : null)
    if (why === null) {
      void this.#check('clock')
      return
    }
    // Without a network it is tried again soon; the rest is told once, and a change of the settings begins anew.
    if (why !== 'offline') this.#dueAt = Number.POSITIVE_INFINITY
    log('updateNotChecked', { why })
  }

  async #check(by: 'person' | 'clock'): Promise<void> {
    if (this.#step.kind === 'checking' || this.#step.kind === 'downloading') return
    const { log, now = Date.now } = this.#parts
    const before = this.#step
    const work = this.#begin()
    this.#problem = null
    this.#go({ kind: 'checking' })
    try {
      const result = await (await work.updater).check()
      if (work !== this.#work) return
      this.#checked(result.outcome)
      log('updateChecked', { by, ...result })
      this.#dueAt = nextCheckAt(now(), 'succeeded', this.#random())
      if (result.outcome === 'found') this.#found(result.update, by)
      else {
        this.#ready = null
        this.#go(IDLE)
      }
    } catch (cause) {
      if (work !== this.#work || work.abort.signal.aborted) return
      this.#dueAt = nextCheckAt(now(), 'failed', this.#random())
      this.#checked('failed')
      this.#fail(before.kind === 'ready' ? before : IDLE, updateError(cause))
    }
  }

  #found(update: Update, by: 'person' | 'clock'): void {
    const { document, settings, tell } = this.#parts
    const wasReady = this.#ready?.update.version === update.version
    this.#ready = null
    this.#go({ kind: 'found', update })
    if (wasReady || settings().mode === 'install-at-quit') void this.#download(update)
    else if (by === 'clock' && document.get().told !== update.version) {
      this.#remember({ told: update.version })
      tell(update)
    }
  }

  async #download(update: Update): Promise<void> {
    const work = this.#work
    if (!work) return
    const { log, now = Date.now } = this.#parts
    this.#problem = null
    this.#go({ kind: 'downloading', update, receivedBytes: 0 })
    let toldAt = 0
    try {
      const updater = await work.updater
      await updater.download((receivedBytes) => {
        if (work !== this.#work || now() - toldAt < TELL_PROGRESS) return
        toldAt = now()
        this.#go({ kind: 'downloading', update, receivedBytes })
      })
      if (work !== this.#work) return
      log('updateFetched', { version: update.version })
      this.#ready = { updater, update }
      this.#go({ kind: 'ready', update })
    } catch (cause) {
      if (work !== this.#work || work.abort.signal.aborted) return
      this.#dueAt = nextCheckAt(now(), 'failed', this.#random())
      this.#fail({ kind: 'found', update }, updateError(cause))
    }
  }

  /** A check begins with a new updater: what an earlier one has read is not what the server has now. */
  #begin() {
    const { loadUpdater, openTransport, extraAuthorities, document, dataFolder } = this.#parts
    const server = this.#server() ?? ''
    const abort = new AbortController()
    const trust = { ...SYSTEM_TRUST, authorities: [...extraAuthorities] }
    const updater = loadUpdater().then((create) =>
      create({
        ...this.#parts,
        ...this.#parts.settings(),
        ...{ server, signal: abort.signal, keys: this.#parts.trust.keys },
        folder: path.join(dataFolder, 'updates'),
        openTransport: () => openTransport({ url: server, credential: NO_CREDENTIAL, trust }),
        newest: {
          get: (address) => document.get().newest[address] ?? null,
          set: (address, signedAt) => {
            this.#remember({ newest: { ...document.get().newest, [address]: signedAt } })
          },
        },
      }),
    )
    return (this.#work = { abort, updater })
  }

  #checked(outcome: NonNullable<UpdatesData['lastCheck']>['outcome']): void {
    const { now = Date.now } = this.#parts
    this.#remember({ lastCheck: { at: instantOf(new Date(now())), outcome } })
  }

  #fail(step: UpdateStep, problem: AppError): void {
    this.#problem = problem
    this.#parts.log('updateFailed', { error: problem })
    this.#go(step)
  }

  #go(step: UpdateStep): void {
    this.#step = step
    this.#parts.emit('updates.onDidChange', this.state())
  }

  /** What cannot be remembered costs a second notification or the memory of a signature; the check stands. */
  #remember(change: Partial<UpdatesData>): void {
    const { document, log } = this.#parts
    const stored = document.update((data) => ({ ...data, ...change }))
    if (!stored.ok) log('updateFailed', { error: stored.error })
  }

  #obstacle(): UpdateObstacle | null {
    const { installation, trust } = this.#parts
    if (installation.kind === 'fixed') return installation.obstacle
    return trust.keys.length === 0 ? 'no-key' : null
  }

  #server(): string | null {
    return this.#parts.settings().server || this.#parts.trust.server || null
  }

  #whyNot(): UpdateObstacle | 'off' | 'no-server' | null {
    if (this.#parts.settings().mode === 'off') return 'off'
    return this.#obstacle() ?? (this.#server() === null ? 'no-server' : null)
  }

  #random(): number {
    return (this.#parts.random ?? Math.random)()
  }
}

import { generateKeyPairSync } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { MemoryDocumentFile } from '#electron/config/document-file.ts'
import { VersionedDocument } from '#electron/config/versioned-document.ts'
import { UPDATES } from '#electron/updates/update-document.ts'
import { UpdateFailure } from '#electron/updates/update-failure.ts'
import { UpdateService, type UpdateEvent } from '#electron/updates/update-service.ts'
import type { CheckResult, Updater } from '#electron/updates/updater.ts'
import { UPDATE_DEFAULTS, type Update, type UpdateSettings } from '#shared/domain/updates.ts'
import { appError } from '#shared/errors.ts'

const HOUR = 3_600_000
const UPDATE: Update = { version: '0.2.0', releasedAt: null, notes: null, bytes: 1000 }
const FOUND: CheckResult = { outcome: 'found', update: UPDATE }
const { publicKey } = generateKeyPairSync('ed25519')

/** What is on the server, and what was done with it. */
class TestUpdater implements Updater {
  readonly done: string[] = []
  answer: CheckResult | Error | Promise<CheckResult> = FOUND
  fetched: Error | null = null
  /** Held up until it is called. */
  goOn: (() => void) | null = null

  check(): Promise<CheckResult> {
    this.done.push('check')
    const { answer } = this
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer)
  }

  async download(onProgress: (bytes: number) => void): Promise<void> {
    this.done.push('download')
    onProgress(500)
    if (this.goOn) await new Promise<void>((resolve) => (this.goOn = resolve))
    if (this.fetched) throw this.fetched
  }

  install(): void {
    this.done.push('install')
  }
}

let updater: TestUpdater
let settings: UpdateSettings
let isOnline: boolean
let now: number
let timers: { at: number; callback: () => void }[]
let told: Update[]
let logged: [UpdateEvent, Readonly<Record<string, unknown>>][]
let file: MemoryDocumentFile

beforeEach(() => {
  updater = new TestUpdater()
  settings = { ...UPDATE_DEFAULTS, server: 'https://updates.company.example/' }
  isOnline = true
  now = Date.parse('2026-05-04T08:00:00Z')
  timers = []
  told = []
  logged = []
  file = new MemoryDocumentFile()
})

function service(options: { version?: string; keys?: boolean; built?: string } = {}): UpdateService {
  return new UpdateService({
    version: options.version ?? '0.1.0',
    dataFolder: '/data',
    installation: { kind: 'nsis' },
    trust: { keys: options.keys === false ? [] : [publicKey], server: options.built ?? '' },
    resourcesFolder: '/resources',
    loadUpdater: () => Promise.resolve(() => updater),
    settings: () => settings,
    document: new VersionedDocument(file, UPDATES),
    openTransport: () => Promise.reject(new Error('the updater of this test needs no transport')),
    extraAuthorities: [],
    emit: () => undefined,
    tell: (update) => told.push(update),
    log: (event, details) => logged.push([event, details]),
    isOnline: () => isOnline,
    clock: {
      now: () => now,
      after: (milliseconds, callback) => {
        const timer = { at: now + milliseconds, callback }
        timers.push(timer)
        return () => {
          timers = timers.filter((each) => each !== timer)
        }
      },
    },
    now: () => now,
    random: () => 0.5,
  })
}

/** Time passes, with everything that was to happen in it. */
async function pass(milliseconds: number): Promise<void> {
  const end = now + milliseconds
  for (;;) {
    const [next] = timers.filter(({ at }) => at <= end).sort((one, other) => one.at - other.at)
    if (!next) break
    timers = timers.filter((each) => each !== next)
    now = Math.max(now, next.at)
    next.callback()
    await settle()
  }
  now = end
}
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
const checks = (): number => updater.done.filter((each) => each === 'check').length

describe('when the server is asked', () => {
  it('soon after the start, once a day, and within the hour after a failure', async () => {
    updater.answer = { outcome: 'up-to-date' }
    service().begin()
    await pass(60_000)
    expect(checks()).toBe(1)
    await pass(23 * HOUR)
    expect(checks()).toBe(1)
    updater.answer = new Error('down')
    await pass(3 * HOUR)
    expect(checks()).toBeGreaterThanOrEqual(2)
    const before = checks()
    await pass(HOUR)
    expect(checks()).toBe(before + 1)
  })

  it('soon after a computer wakes that slept through the time', async () => {
    updater.answer = { outcome: 'up-to-date' }
    service().begin()
    await pass(60_000)
    now += 48 * HOUR // no timer runs in sleep
    for (const timer of timers) timer.at += 48 * HOUR
    await pass(6 * 60_000)
    expect(checks()).toBe(2)
  })

  it('not without a network, and soon after there is one', async () => {
    isOnline = false
    service().begin()
    await pass(HOUR)
    expect(checks()).toBe(0)
    isOnline = true
    await pass(6 * 60_000)
    expect(checks()).toBe(1)
  })

  it.each([
    ['turned off', () => (settings = { ...settings, mode: 'off' }), {}],
    ['without an address', () => (settings = { ...settings, server: '' }), {}],
    ['without a built-in key', () => undefined, { keys: false }],
  ])('never %s, not even when a call comes in', async (_why, prepare, options) => {
    prepare()
    const updates = service(options)
    updates.begin()
    await pass(72 * HOUR)
    await updates.check()
    await updates.download()
    updates.installAtEnd()
    expect(updater.done).toEqual([])
    expect(logged.map(([event]) => event)).toEqual(['updateNotChecked'])
  })

  it('at the makers where their address is built in and the setting is empty', () => {
    settings = { ...settings, server: '' }
    expect(service({ built: 'https://makers.example/' }).state().server).toBe('https://makers.example/')
  })
})

describe('what is found', () => {
  it('is told once on the desktop, also over restarts, and waits for a person', async () => {
    service().begin()
    await pass(60_000)
    expect(told).toEqual([UPDATE])
    expect(updater.done).toEqual(['check'])
    service().begin()
    await pass(60_000)
    expect(told).toEqual([UPDATE])
  })

  it('is fetched by itself in the mode that installs at quit, and installed by the end alone', async () => {
    settings = { ...settings, mode: 'install-at-quit' }
    const updates = service()
    updates.begin()
    await pass(60_000)
    expect(updater.done).toEqual(['check', 'download'])
    expect(updates.state().step.kind).toBe('ready')
    expect(told).toEqual([])
    updates.close()
    updates.installAtEnd()
    expect(updater.done).toEqual(['check', 'download', 'install'])
  })

  it('is not installed while it is still being fetched', async () => {
    updater.goOn = () => undefined
    const updates = service()
    await updates.check()
    void updates.download()
    await settle()
    expect(updates.state().step).toMatchObject({ kind: 'downloading', receivedBytes: 500 })
    updates.installAtEnd()
    expect(updater.done).not.toContain('install')
  })

  it('is not installed when updates are turned off before the end, by a person or a policy', async () => {
    settings = { ...settings, mode: 'install-at-quit' }
    const updates = service()
    await updates.check()
    await settle()
    expect(updates.state().step.kind).toBe('ready')
    settings = { ...settings, mode: 'off' }
    updates.settingsChanged()
    updates.installAtEnd()
    expect(updater.done).not.toContain('install')
  })

  it('is not installed when it was withdrawn meanwhile, but still when the server does not answer', async () => {
    const updates = service()
    await updates.check()
    await updates.download()
    updater.answer = new Error('down')
    await updates.check()
    expect(updates.state().step.kind).toBe('ready')
    updater.answer = { outcome: 'up-to-date' }
    await updates.check()
    updates.installAtEnd()
    expect(updater.done).not.toContain('install')
  })

  it('is installed when the end comes while a check is under way', async () => {
    const updates = service()
    await updates.check()
    await updates.download()
    updater.answer = new Promise(() => undefined)
    void updates.check()
    await settle()
    updates.close()
    updates.installAtEnd()
    expect(updater.done).toContain('install')
  })

  it('of another server is forgotten when the address changes while it is fetched', async () => {
    updater.goOn = () => undefined
    const updates = service()
    await updates.check()
    const fetching = updates.download()
    await settle()
    settings = { ...settings, server: 'https://other.company.example/' }
    updates.settingsChanged()
    updater.goOn()
    await fetching
    expect(updates.state().step).toEqual({ kind: 'idle' })
  })
})

describe('what fails', () => {
  const refused = new UpdateFailure(appError('updates.wrong-signature', { file: 'latest.yml' }))

  it('in the background stands in the log and the card, and nobody is disturbed', async () => {
    updater.answer = refused
    const updates = service()
    updates.begin()
    await pass(60_000)
    expect(told).toEqual([])
    expect(updates.state()).toMatchObject({ problem: refused.error, lastCheck: { outcome: 'failed' } })
    expect(logged).toContainEqual(['updateFailed', { error: refused.error }])
  })

  it('in a download leaves what was found, to be tried again', async () => {
    updater.fetched = new UpdateFailure(appError('updates.wrong-hash', { file: 'setup.exe' }))
    const updates = service()
    await updates.check()
    await updates.download()
    expect(updates.state()).toMatchObject({
      step: { kind: 'found' },
      problem: { code: 'updates.wrong-hash' },
    })
    updates.installAtEnd()
    expect(updater.done).not.toContain('install')
  })

  it('at the end is told at the next start, and only then', async () => {
    const updates = service()
    await updates.check()
    await updates.download()
    updates.installAtEnd()
    const next = service()
    next.begin()
    expect(next.state().problem).toMatchObject({
      code: 'updates.not-installed',
      params: { version: '0.2.0' },
    })
    const afterwards = service()
    afterwards.begin()
    expect(afterwards.state().problem).toBeNull()
  })

  it('not, where the next start is the new version', async () => {
    const updates = service()
    await updates.check()
    await updates.download()
    updates.installAtEnd()
    const next = service({ version: '0.2.0' })
    next.begin()
    expect(next.state().problem).toBeNull()
  })
})

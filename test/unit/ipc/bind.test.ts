/** Who may call: the main frame of a window of ours that shows our own origin. */
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { bindContract } from '#electron/ipc/bind.ts'
import type { Handlers } from '#electron/ipc/handlers.ts'
import { ok } from '#shared/result.ts'

type Listener = (event: unknown, name: unknown, input: unknown) => Promise<unknown>

const electron = vi.hoisted(() => ({ listeners: new Map<string, unknown>() }))
vi.mock('electron', () => ({
  ipcMain: {
    handle: (channel: string, listener: unknown) => electron.listeners.set(channel, listener),
    eventNames: () => [],
  },
}))

const problems: [string, string][] = []
const calls: unknown[] = []
beforeEach(() => {
  problems.length = 0
  calls.length = 0
  electron.listeners.clear()
})

function bound(): Listener {
  bindContract({
    origins: ['app://bundle'],
    handlers: () => Promise.resolve({ 'sync.current': () => ok([]) } as unknown as Handlers),
    onProblem: (channel, error) => problems.push([channel, error.code]),
    onCall: (channel, outcome) => calls.push([channel, outcome]),
  })
  expect(electron.listeners.size).toBe(1)
  return [...electron.listeners.values()][0] as Listener
}

const from = (url: string, parent: unknown = null) => ({ senderFrame: { url, parent } })

describe('a sender', () => {
  it('of our own is answered', async () => {
    expect(await bound()(from('app://bundle/index.html#/connectors'), 'sync.current', null)).toEqual(ok([]))
    expect(problems).toEqual([])
    expect(calls).toEqual([['sync.current', 'ok']])
  })

  it.each<[string, unknown]>([
    ['another origin', from('https://evil.example/index.html')],
    ['another host of our scheme', from('app://other/index.html')],
    ['our name in another place', from('https://bundle/app://bundle')],
    ['a file', from('file:///index.html')],
    ['an empty page', from('about:blank')],
    ['no address', from('')],
    ['a frame inside the page', from('app://bundle/index.html', {})],
    ['a frame that is gone', { senderFrame: null }],
  ])('with %s is refused, and it is noted', async (_name, event) => {
    expect(await bound()(event, 'sync.current', null)).toMatchObject({ error: { code: 'ipc.refused' } })
    expect(problems).toEqual([['sync.current', 'ipc.refused']])
  })

  it('gets a typed error whatever it sends as a name, and the note stays short', async () => {
    const listener = bound()
    const event = from('app://bundle/index.html')
    for (const name of [Object.create(null), { toString: 1 }, Symbol('x'), 'x'.repeat(10_000)]) {
      expect(await listener(event, name, null)).toMatchObject({ error: { code: 'ipc.refused' } })
    }
    expect(Math.max(...problems.map(([channel]) => channel.length))).toBe(100)
  })
})

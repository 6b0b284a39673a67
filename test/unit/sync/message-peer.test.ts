/** Calls and events over a message port: both sides check what they get, and every call ends. */
import { describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { eventually } from '#test/eventually.ts'
import { MessagePeer } from '#electron/sync/message-peer.ts'
import { appError } from '#shared/errors.ts'
import { failure, ok, type Result } from '#shared/result.ts'
import { portPair } from './ports.ts'

const contract = {
  double: { input: z.number(), output: z.number() },
  length: { input: z.string(), output: z.number() },
} as const

type Answer = Result<never> | Result<number>

/** Two peers that call each other; `double` answers as told. */
function peers(double: (value: number) => Promise<Answer> = (value) => Promise.resolve(ok(2 * value))) {
  const [left, right] = portPair()
  const events: [string, unknown][] = []
  const caller = new MessagePeer(left, {
    theirs: contract,
    ours: contract,
    handlers: { double: () => Promise.resolve(ok(0)), length: (text) => Promise.resolve(ok(text.length)) },
    onEvent: (name, payload) => events.push([name, payload]),
  })
  const answerer = new MessagePeer(right, {
    theirs: contract,
    ours: contract,
    handlers: { double, length: () => Promise.resolve(ok(-1)) },
  })
  return { caller, answerer, events, left, right }
}

describe('a call', () => {
  it('is answered, in both directions at the same time', async () => {
    const { caller, answerer } = peers()
    const answers = [caller.call('double', 21), answerer.call('length', 'four'), caller.call('double', 1)]
    expect(await Promise.all(answers)).toEqual([ok(42), ok(4), ok(2)])
  })

  it('gets its own answer, whichever comes first', async () => {
    const waiting: (() => void)[] = []
    const { caller } = peers(
      (value) =>
        new Promise((resolve) => {
          waiting.push(() => {
            resolve(ok(value))
          })
        }),
    )
    const answers = [caller.call('double', 1), caller.call('double', 2)]
    await eventually(() => {
      expect(waiting).toHaveLength(2)
    })
    for (const answer of waiting.reverse()) answer()
    expect(await Promise.all(answers)).toEqual([ok(1), ok(2)])
  })

  it('brings an expected failure back as it is', async () => {
    const error = appError('prime.disk-full')
    const { caller } = peers(() => Promise.resolve(failure(error)))
    expect(await caller.call('double', 1)).toEqual({ ok: false, error })
  })

  it.each<[string, () => Promise<Answer>]>([
    ['rejects', () => Promise.reject(new Error('broken'))],
    [
      'throws',
      () => {
        throw new Error('broken')
      },
    ],
  ])('whose handler %s ends with internal.unexpected', async (_name, handler) => {
    const { caller } = peers(handler)
    expect(await caller.call('double', 1)).toMatchObject({
      error: { code: 'internal.unexpected', params: { reason: 'broken' } },
    })
  })

  it('with a wrong input is refused by the receiver, and the handler is not asked', async () => {
    const double = vi.fn(() => Promise.resolve(ok(1)))
    const { caller } = peers(double)
    expect(await caller.call('double', 'x' as never)).toMatchObject({
      error: { code: 'ipc.invalid-payload', params: { channel: 'double' } },
    })
    expect(double).not.toHaveBeenCalled()
  })

  it('with a wrong answer is refused by the caller', async () => {
    const { caller } = peers(() => Promise.resolve(ok('text' as never)))
    expect(await caller.call('double', 1)).toMatchObject({
      error: { code: 'ipc.invalid-payload', params: { channel: 'double' } },
    })
  })

  it.each([undefined, { ok: false, error: 'text' }, { ok: 'yes' }])(
    'with an answer that is no result (%j) is refused by the caller',
    async (result) => {
      const { caller } = peers(() => Promise.resolve(result as never))
      expect(await caller.call('double', 1)).toMatchObject({ error: { code: 'ipc.invalid-payload' } })
    },
  )

  it.each(['unknown', '__proto__', 'constructor', 'toString'])('of %s is refused', async (method) => {
    const { caller } = peers()
    expect(await caller.call(method as never, null as never)).toMatchObject({
      error: { code: 'ipc.invalid-payload' },
    })
  })
})

describe('the other side', () => {
  it('that goes away ends every open call, and every later one', async () => {
    const { caller } = peers(() => new Promise(() => undefined))
    const open = [caller.call('double', 1), caller.call('double', 2)]
    caller.disconnect()
    for (const result of await Promise.all([...open, caller.call('double', 3)])) {
      expect(result).toMatchObject({ error: { code: 'sync.host-stopped', retry: 'later' } })
    }
  })

  it('can send what is no message without doing harm', async () => {
    const { caller, events, right } = peers()
    for (const message of [
      null,
      7,
      'x',
      {},
      { type: 'call' },
      { type: 'answer', id: 'x' },
      { type: 'other' },
    ]) {
      right.post(message)
    }
    right.post({ type: 'answer', id: 999, result: ok(1) })
    expect(await caller.call('double', 2)).toEqual(ok(4))
    expect(events).toEqual([])
  })

  it('tells events in their order', async () => {
    const { answerer, caller, events } = peers()
    answerer.emit('one', { n: 1 })
    answerer.emit('two', null)
    await caller.call('double', 1)
    expect(events).toEqual([
      ['one', { n: 1 }],
      ['two', null],
    ])
  })
})

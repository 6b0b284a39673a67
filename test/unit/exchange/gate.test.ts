import { afterEach, describe, expect, it, vi } from 'vitest'
import { Gate, type Leave, Gates } from '#electron/exchange/gate.ts'
import { appError } from '#shared/errors.ts'
import { type Result, failure, ok } from '#shared/result.ts'

afterEach(() => {
  vi.useRealTimers()
})

const signal = new AbortController().signal
const busy = (backOffMilliseconds: number) => appError('exchange.server-busy', { backOffMilliseconds })

function entered(result: Result<Leave>): Leave {
  if (!result.ok) throw new Error(result.error.code)
  return result.value
}

async function fill(gate: Gate): Promise<Leave[]> {
  const inside: Leave[] = []
  while (gate.inside < gate.allowed) inside.push(entered(await gate.enter(signal)))
  return inside
}

/** Lets what can go on now go on. */
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

describe('a gate', () => {
  it('lets in as many as it allows, and the next when one leaves, first come first served', async () => {
    const gate = new Gate({ most: 2, successesPerStep: 10 })
    const inside = await fill(gate)
    const order: string[] = []
    const waiting = ['a', 'b'].map(async (name) => {
      const leave = entered(await gate.enter(signal))
      order.push(name)
      leave('succeeded')
    })
    await turn()
    expect(order).toEqual([])
    inside[0]!('succeeded')
    inside[0]!('succeeded') // twice counts once
    await Promise.all(waiting)
    expect(order).toEqual(['a', 'b'])
    expect(gate.inside).toBe(1)
  })

  it('halves once for calls that are refused together, never below one, and grows again with successes', async () => {
    const gate = new Gate({ most: 8, successesPerStep: 3 })
    for (const leave of await fill(gate)) leave({ refused: busy(0) })
    expect(gate.allowed).toBe(4)
    for (const leave of await fill(gate)) leave({ refused: busy(0) })
    for (const leave of await fill(gate)) leave({ refused: busy(0) })
    for (const leave of await fill(gate)) leave({ refused: busy(0) })
    expect(gate.allowed).toBe(1)
    for (let index = 0; index < 3 * 20; index++) entered(await gate.enter(signal))('succeeded')
    expect(gate.allowed).toBe(8)
  })

  it('holds everybody while a pause lasts', async () => {
    vi.useFakeTimers()
    const gate = new Gate({ most: 4, successesPerStep: 3 })
    entered(await gate.enter(signal))({ refused: busy(30_000) })
    expect(gate.pause).toMatchObject({ milliseconds: 30_000, reason: { code: 'exchange.server-busy' } })
    let isIn = false
    const waiting = gate.enter(signal).then((leave) => {
      isIn = true
      entered(leave)('succeeded')
    })
    await vi.advanceTimersByTimeAsync(29_999)
    expect(isIn).toBe(false)
    await vi.advanceTimersByTimeAsync(1)
    await waiting
    expect(gate.pause).toBeNull()
  })

  it('lets a waiter give up, also in a pause, and the others go on', async () => {
    const gate = new Gate({ most: 1, successesPerStep: 3 })
    const [first] = await fill(gate)
    const controller = new AbortController()
    const givingUp = gate.enter(controller.signal)
    const staying = gate.enter(signal)
    controller.abort()
    expect(await givingUp).toMatchObject({ error: { code: 'sync.cancelled' } })
    expect(await gate.enter(controller.signal)).toMatchObject({ error: { code: 'sync.cancelled' } })
    first!('failed')
    entered(await staying)('succeeded')
    expect(gate.inside).toBe(0)
  })
})

describe('the gates of a call', () => {
  const url = 'https://mail.contoso.example/EWS/Exchange.asmx'

  it('a throttled mailbox holds up no other one, and the case of its address does not matter', async () => {
    const gates = new Gates()
    await gates.of(url, 'anna@contoso.example').pass(async () => failure(busy(60_000)), signal)
    expect(gates.of(url, 'ANNA@contoso.example').pause).not.toBeNull()
    expect(gates.of(url, 'beat@contoso.example').pause).toBeNull()
    expect(await gates.of(url, 'beat@contoso.example').pass(async () => ok(1), signal)).toEqual(ok(1))
  })

  it('a refusal from before Exchange holds up the whole server, but no other server', async () => {
    const gates = new Gates()
    const refused = appError('exchange.server-busy', { status: 503, backOffMilliseconds: 60_000 })
    await gates.of(url, 'anna@contoso.example').pass(async () => failure(refused), signal)
    expect(gates.of(url, 'beat@contoso.example').pause).not.toBeNull()
    expect(gates.of('https://other.example/EWS/Exchange.asmx', 'beat@contoso.example').pause).toBeNull()
  })

  it('a call that throws leaves its places', async () => {
    const pair = new Gates().of(url, 'anna@contoso.example')
    for (let index = 0; index < 40; index++) {
      await expect(pair.pass(() => Promise.reject(new Error('broken')), signal)).rejects.toThrow('broken')
    }
    expect(await pair.pass(async () => ok('still open'), signal)).toEqual(ok('still open'))
  })
})

import { describe, expect, it } from 'vitest'
import { FirstHandshake } from '#electron/chromium/first-handshake.ts'

const ORIGIN = 'https://mail.contoso.example'
const forEver = new AbortController().signal

/** Whether the promise is still pending after everything that could settle it has had its turn. */
async function isWaiting(promise: Promise<unknown>): Promise<boolean> {
  const later = new Promise<true>((resolve) =>
    setImmediate(() => {
      resolve(true)
    }),
  )
  return await Promise.race([promise.then(() => false), later])
}

describe('The first handshake with a host', () => {
  it('goes alone; the others follow together when it has an answer', async () => {
    const handshakes = new FirstHandshake()
    const end = await handshakes.begin(ORIGIN, forEver)
    const others = [1, 2, 3].map(() => handshakes.begin(ORIGIN, forEver))
    for (const other of others) expect(await isWaiting(other)).toBe(true)
    end(true)
    await Promise.all(others)
    await handshakes.begin(ORIGIN, forEver)
  })

  it('is followed by another one alone when it failed', async () => {
    const handshakes = new FirstHandshake()
    const end = await handshakes.begin(ORIGIN, forEver)
    const second = handshakes.begin(ORIGIN, forEver)
    const third = handshakes.begin(ORIGIN, forEver)
    end(false)
    const endSecond = await second
    expect(await isWaiting(third)).toBe(true)
    endSecond(true)
    await third
  })

  it('holds up nobody who goes to another host or has given up', async () => {
    const handshakes = new FirstHandshake()
    await handshakes.begin(ORIGIN, forEver)
    await handshakes.begin('https://other.contoso.example', forEver)
    const abort = new AbortController()
    const waiting = handshakes.begin(ORIGIN, abort.signal)
    expect(await isWaiting(waiting)).toBe(true)
    abort.abort()
    await waiting
  })

  it('is not ended by somebody who only waited for it', async () => {
    const handshakes = new FirstHandshake()
    await handshakes.begin(ORIGIN, forEver)
    const abort = new AbortController()
    const waiting = handshakes.begin(ORIGIN, abort.signal)
    abort.abort()
    ;(await waiting)(false)
    expect(await isWaiting(handshakes.begin(ORIGIN, forEver))).toBe(true)
  })
})

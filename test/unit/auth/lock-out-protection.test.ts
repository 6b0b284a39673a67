/** How refused passwords are counted, and for whom together. */
import { describe, expect, it } from 'vitest'
import { eventually } from '#test/eventually.ts'
import { LockOutProtection } from '#electron/auth/lock-out-protection.ts'
import { isSameLogon, logonIdentity } from '#electron/auth/logon-identity.ts'
import { openDocuments } from '#electron/config/documents.ts'
import { TestFile } from '#test/unit/services/services-under-test.ts'

const URL_OF_EWS = 'https://mail.firma.ch/EWS/Exchange.asmx'
const MINUTE = 60_000
const never = new AbortController().signal
const anna = { userName: 'FIRMA\\anna', url: URL_OF_EWS, limit: 3 }

class Clock {
  readonly file = new TestFile()
  #time = Date.parse('2026-01-01T08:00:00Z')
  changes = 0

  pass(minutes: number): void {
    this.#time += minutes * MINUTE
  }

  /** As after a start of the application. */
  open(): LockOutProtection {
    const documents = openDocuments((name) => (name === 'failed-logons' ? this.file : new TestFile()))
    return new LockOutProtection(documents.failedLogons, {
      now: () => new Date(this.#time),
      onDidChange: () => (this.changes += 1),
    })
  }
}

type Outcome = 'accepted' | 'refused' | 'unknown' | 'lost'

/** One sign-in. @returns its outcome, or the code of the reason why nothing was sent */
async function signIn(
  protection: LockOutProtection,
  password: string,
  outcome: Outcome,
  logon = anna,
): Promise<string> {
  const attempt = await protection.attemptsOf(logon, password).begin(never)
  if (!attempt.ok) return attempt.error.code
  attempt.value.end(outcome)
  return outcome
}

/** Refusals that a person brings about. */
async function refuse(protection: LockOutProtection, times: number): Promise<string[]> {
  const outcomes: string[] = []
  for (let time = 0; time < times; time += 1) {
    protection.release(anna)
    outcomes.push(await signIn(protection, 'falsch', 'refused'))
  }
  return outcomes
}

describe('a refused password', () => {
  it('is not sent again by itself, another one is', async () => {
    const protection = new Clock().open()
    expect(await signIn(protection, 'falsch', 'refused')).toBe('refused')
    expect(await signIn(protection, 'falsch', 'refused')).toBe('sign-in.refused')
    expect(protection.stateOf(anna)).toMatchObject({ state: 'refused', count: 1 })
    expect(await signIn(protection, 'richtig', 'accepted')).toBe('accepted')
    expect(protection.stateOf(anna)).toEqual({ state: 'well' })
    expect(await signIn(protection, 'falsch', 'refused')).toBe('sign-in.refused')
  })

  it('pauses after the limit, also over a restart, and says so once to whoever shows it', async () => {
    const clock = new Clock()
    const protection = clock.open()
    expect(await refuse(protection, 4)).toEqual(['refused', 'refused', 'refused', 'sign-in.paused'])
    expect(clock.changes).toBeGreaterThan(0)
    const again = clock.open()
    expect(again.stateOf(anna)).toMatchObject({ state: 'paused', count: 3 })
    again.release(anna)
    expect(await signIn(again, 'richtig', 'accepted')).toBe('sign-in.paused')
  })

  it('is counted also where the disk cannot be written', async () => {
    const clock = new Clock()
    const protection = clock.open()
    clock.file.broken = true
    expect((await refuse(protection, 4)).at(-1)).toBe('sign-in.paused')
  })

  it('leaves nothing of itself on the disk', async () => {
    const clock = new Clock()
    await refuse(clock.open(), 2)
    expect(JSON.stringify(clock.file.content)).not.toContain('falsch')
  })

  it('that may have been sent before a crash counts', async () => {
    const clock = new Clock()
    for (let start = 0; start < 3; start += 1) {
      const begun = await clock.open().attemptsOf(anna, 'falsch').begin(never)
      expect(begun.ok).toBe(true)
    }
    expect(clock.open().stateOf(anna)).toMatchObject({ state: 'paused', count: 3 })
  })

  it('that nobody waited for counts, a server that cannot be reached does not', async () => {
    const protection = new Clock().open()
    for (let time = 0; time < 5; time += 1) expect(await signIn(protection, 'x', 'unknown')).toBe('unknown')
    for (let time = 0; time < 3; time += 1) expect(await signIn(protection, 'x', 'lost')).toBe('lost')
    expect(await signIn(protection, 'x', 'unknown')).toBe('sign-in.paused')
  })
})

describe('resuming', () => {
  it('allows one attempt, and the next only when Windows has forgotten the ones before', async () => {
    const clock = new Clock()
    const protection = clock.open()
    await refuse(protection, 3)
    clock.pass(5)
    expect(protection.resume(anna)).toMatchObject({ ok: true })
    expect(await refuse(protection, 2)).toEqual(['refused', 'sign-in.paused'])
    expect(protection.resume(anna)).toMatchObject({
      error: {
        code: 'sign-in.resume-too-early',
        params: { userName: 'FIRMA\\anna', until: '2026-01-01T08:30:00.000Z' },
      },
    })
    clock.pass(25)
    expect(protection.resume(anna).ok).toBe(true)
    expect(await refuse(protection, 2)).toEqual(['refused', 'sign-in.paused'])
  })

  it('with a limit of one makes two refusals at most', async () => {
    const clock = new Clock()
    const protection = clock.open()
    const strict = { ...anna, limit: 1 }
    let refusals = 0
    for (let time = 0; time < 5; time += 1) {
      protection.resume(strict)
      if ((await signIn(protection, `falsch${time}`, 'refused', strict)) === 'refused') refusals += 1
    }
    expect(refusals).toBe(2)
  })

  it('is over with a sign-in that works: the count begins anew', async () => {
    const protection = new Clock().open()
    await refuse(protection, 3)
    protection.resume(anna)
    expect(await signIn(protection, 'richtig', 'accepted')).toBe('accepted')
    expect(await refuse(protection, 4)).toEqual(['refused', 'refused', 'refused', 'sign-in.paused'])
  })
})

describe('several at a time', () => {
  it('wait for the first one, and send nothing when it was refused', async () => {
    const protection = new Clock().open()
    const attempts = protection.attemptsOf(anna, 'falsch')
    const first = await attempts.begin(never)
    let second: string | null = null
    const waiting = attempts.begin(never).then((result) => (second = result.ok ? 'goes' : result.error.code))
    await new Promise((resolve) => setImmediate(resolve))
    expect(second).toBeNull()
    if (first.ok) first.value.end('refused')
    await waiting
    expect(second).toBe('sign-in.refused')
  })

  it('go together once the password was accepted, but never more than may be refused', async () => {
    const protection = new Clock().open()
    await signIn(protection, 'richtig', 'accepted')
    const attempts = protection.attemptsOf(anna, 'richtig')
    const going: string[] = []
    for (const name of ['a', 'b', 'c', 'd']) void attempts.begin(never).then(() => going.push(name))
    await eventually(() => {
      expect(going).toEqual(['a', 'b', 'c'])
    })
  })

  it('can give up waiting', async () => {
    const protection = new Clock().open()
    const attempts = protection.attemptsOf(anna, 'x')
    await attempts.begin(never)
    const abort = new AbortController()
    const waiting = attempts.begin(abort.signal)
    abort.abort()
    expect(await waiting).toMatchObject({ error: { code: 'sync.cancelled' } })
  })
})

describe('one person', () => {
  it.each([
    ['FIRMA\\anna', 'firma\\ANNA', true],
    ['FIRMA\\anna', 'anna@firma.ch', true],
    ['anna@firma.ch', 'anna', true], // the server completes it
    ['FIRMA\\anna', 'FILIALE\\anna', false],
    ['info@firma.ch', 'info@andere.ch', false],
    ['anna', 'beat', false],
  ])('%s and %s: %s', (one, other, same) => {
    expect(isSameLogon(logonIdentity(one, URL_OF_EWS), logonIdentity(other, URL_OF_EWS))).toBe(same)
  })

  it('is told by the domain on several servers, and without one by the server', () => {
    const elsewhere = 'https://ex02.firma.ch/EWS/Exchange.asmx'
    const same = (name: string) =>
      isSameLogon(logonIdentity(name, URL_OF_EWS), logonIdentity(name, elsewhere))
    expect(same('FIRMA\\anna')).toBe(true)
    expect(same('anna')).toBe(false)
  })

  it('shares one count in all spellings', async () => {
    const protection = new Clock().open()
    for (const userName of ['FIRMA\\anna', 'anna@firma.ch', 'Anna']) {
      const logon = { ...anna, userName }
      protection.release(logon)
      expect(await signIn(protection, 'falsch', 'refused', logon)).toBe('refused')
    }
    expect(protection.stateOf(anna)).toMatchObject({ state: 'paused', count: 3 })
  })
})

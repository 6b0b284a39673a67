/** Who synchronises when: fair, calm after a sleep, and never by surprise. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { REST_MILLISECONDS, SCHEDULE_LIMITS } from '#electron/services/schedule/sync-schedule.ts'
import { appError } from '#shared/errors.ts'
import { accountId, aResult, connectorId, MINUTE, scheduled, Simulation, UNREACHABLE } from './simulation.ts'

const many = (count: number, connectors = 1) =>
  Array.from({ length: count }, (_, index) =>
    scheduled(index + 1, { connectorId: connectorId((index % connectors) + 1) }),
  )

describe('five hundred accounts', () => {
  it('all run about once an interval, at most as many at a time as there are places', () => {
    const accounts = many(500)
    const simulation = new Simulation({ accounts, behaviour: () => ({ takes: 1_000 }) })
    simulation.pass(60 * MINUTE)
    for (const { id } of accounts) {
      const runs = simulation.runsOf(id)
      expect(runs.length).toBeGreaterThanOrEqual(10)
      expect(runs.length).toBeLessThanOrEqual(14)
      for (const [index, run] of runs.entries()) {
        const before = runs[index - 1]
        if (before) expect(run.at - before.at).toBeLessThan(7 * MINUTE)
      }
    }
    expect(simulation.mostAtOnce).toBeLessThanOrEqual(SCHEDULE_LIMITS.placesPerConnector)
  })

  it('take turns when there is more to do than time: none runs a second time before all have run once', () => {
    const accounts = many(500)
    const simulation = new Simulation({ accounts, behaviour: () => ({ takes: 20_000 }) })
    simulation.pass(120 * MINUTE)
    const counts = accounts.map(({ id }) => simulation.runsOf(id).length)
    expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1)
    expect(Math.min(...counts)).toBeGreaterThan(0)
  })

  it('are not all asked at the same moment, neither at the start nor ever after', () => {
    const simulation = new Simulation({ accounts: many(500), behaviour: () => ({ takes: 100 }) })
    simulation.pass(30 * MINUTE)
    const perSecond = new Map<number, number>()
    for (const { at } of simulation.runs) {
      const second = Math.floor(at / 1_000)
      perSecond.set(second, (perSecond.get(second) ?? 0) + 1)
    }
    expect(Math.max(...perSecond.values())).toBeLessThan(15)
  })
})

describe('an account that its server has asked to wait', () => {
  it('gives its place to others and runs on', () => {
    const accounts = many(12)
    const throttled = new Set([1, 2, 3, 4].map(accountId))
    const simulation = new Simulation({
      accounts,
      behaviour: (id) => (throttled.has(id) ? { takes: null, isBusy: true } : { takes: 2_000 }),
    })
    simulation.pass(10 * MINUTE)
    for (const { id } of accounts) {
      expect(simulation.runsOf(id).length).toBeGreaterThanOrEqual(throttled.has(id) ? 1 : 2)
    }
    expect(simulation.running).toBe(4)
  })

  it('takes its place again when it goes on', () => {
    const { schedule } = new Simulation({ accounts: many(30) })
    const first = schedule.take(MINUTE)
    expect(first).toHaveLength(SCHEDULE_LIMITS.placesPerConnector)
    schedule.setBusy(first[0]!.id, true)
    expect(schedule.take(MINUTE)).toHaveLength(1)
    schedule.setBusy(first[0]!.id, false)
    schedule.ended(first[1]!.id, aResult(), MINUTE)
    expect(schedule.take(MINUTE)).toHaveLength(0)
  })
})

describe('a connector whose server hangs', () => {
  it('does not hold up the others', () => {
    const hanging = Array.from({ length: 50 }, (_, index) => scheduled(index + 1))
    const well = Array.from({ length: 50 }, (_, index) =>
      scheduled(index + 101, { connectorId: connectorId(2) }),
    )
    const ids = new Set(hanging.map(({ id }) => id))
    const simulation = new Simulation({
      accounts: [...hanging, ...well],
      behaviour: (id) => (ids.has(id) ? { takes: null } : { takes: 1_000 }),
    })
    simulation.pass(30 * MINUTE)
    for (const { id } of well) expect(simulation.runsOf(id).length).toBeGreaterThanOrEqual(4)
  })
})

describe('after eight hours of sleep', () => {
  it('every account runs once, not once for each interval that was missed', () => {
    const accounts = many(40)
    const simulation = new Simulation({ accounts })
    simulation.pass(10 * MINUTE)
    simulation.runs.length = 0
    simulation.sleep(8 * 60 * MINUTE)
    simulation.pass(4 * MINUTE)
    for (const { id } of accounts) expect(simulation.runsOf(id)).toHaveLength(1)
  })

  it('also where the clock stood still meanwhile', () => {
    const accounts = many(40)
    const simulation = new Simulation({ accounts })
    simulation.pass(10 * MINUTE)
    simulation.runs.length = 0
    simulation.sleep(0)
    simulation.pass(MINUTE)
    for (const { id } of accounts) expect(simulation.runsOf(id)).toHaveLength(1)
  })
})

describe('without a network', () => {
  it('nothing starts by itself but what is on this computer; afterwards each runs once', () => {
    const accounts = [...many(10), scheduled(11, { isLocal: true })]
    const simulation = new Simulation({ accounts })
    simulation.pass(10 * MINUTE)
    simulation.runs.length = 0
    simulation.schedule.setOnline(false)
    simulation.pass(60 * MINUTE)
    expect(new Set(simulation.runs.map(({ id }) => id))).toEqual(new Set([accountId(11)]))
    simulation.runs.length = 0
    simulation.schedule.setOnline(true)
    simulation.schedule.begin(simulation.now)
    simulation.pass(MINUTE)
    for (const { id } of accounts) expect(simulation.runsOf(id).length).toBe(1)
  })

  it('a run that fails counts for nothing', () => {
    const simulation = new Simulation({
      accounts: many(1),
      behaviour: () => ({ takes: 1_000, result: aResult(UNREACHABLE) }),
    })
    simulation.schedule.setOnline(false)
    simulation.schedule.request([accountId(1)], simulation.now)
    simulation.pass(2_000)
    simulation.schedule.setOnline(true)
    expect(simulation.schedule.dueAt(accountId(1), simulation.now)).toBeLessThan(simulation.now + 6 * MINUTE)
  })
})

describe('an account that fails', () => {
  it('is tried less and less often, at least every hour, and as before once it works', () => {
    let isBroken = true
    const simulation = new Simulation({
      accounts: many(1),
      behaviour: () => ({ takes: 1_000, result: isBroken ? aResult(UNREACHABLE) : aResult() }),
    })
    simulation.pass(6 * 60 * MINUTE)
    const waits = simulation.runs.slice(1).map(({ at }, index) => at - simulation.runs[index]!.at)
    expect(waits[0]).toBeGreaterThan(8 * MINUTE)
    expect(waits[1]).toBeGreaterThan(16 * MINUTE)
    expect(Math.max(...waits)).toBeLessThanOrEqual(67 * MINUTE)
    isBroken = false
    simulation.schedule.request([accountId(1)], simulation.now)
    simulation.pass(1_000)
    simulation.runs.length = 0
    simulation.pass(30 * MINUTE)
    expect(simulation.runs.length).toBeGreaterThanOrEqual(5)
  })

  it('is left alone for as long as its server has asked for', () => {
    const busy = appError('exchange.server-busy', { backOffMilliseconds: 30 * MINUTE })
    const simulation = new Simulation({
      accounts: many(1),
      behaviour: () => ({ takes: 1_000, result: aResult(busy) }),
    })
    simulation.pass(MINUTE)
    expect(simulation.schedule.dueAt(accountId(1), simulation.now)).toBeGreaterThan(30 * MINUTE)
  })
})

describe('what a person wants', () => {
  it('goes before everything that is due, and also for an account that does not run by itself', () => {
    const simulation = new Simulation({
      accounts: [...many(100), scheduled(101, { isAutomatic: false })],
      behaviour: () => ({ takes: 60_000 }),
    })
    simulation.pass(10 * MINUTE)
    expect(simulation.runsOf(accountId(101))).toEqual([])
    expect(simulation.schedule.request([accountId(101)], simulation.now)).toEqual([accountId(101)])
    simulation.pass(MINUTE)
    expect(simulation.runsOf(accountId(101))).toMatchObject([{ trigger: 'manual' }])
    simulation.pass(60 * MINUTE)
    expect(simulation.runsOf(accountId(101))).toHaveLength(1)
  })

  it('is not started twice', () => {
    const { schedule } = new Simulation({ accounts: many(1) })
    expect(schedule.request([accountId(1)], MINUTE)).toEqual([accountId(1)])
    expect(schedule.request([accountId(1)], MINUTE)).toEqual([])
    expect(schedule.take(MINUTE)).toHaveLength(1)
    expect(schedule.request([accountId(1)], MINUTE)).toEqual([])
  })

  it('can be taken back until it begins', () => {
    const { schedule } = new Simulation({
      accounts: many(10).map((each) => ({ ...each, isAutomatic: false })),
    })
    schedule.request(
      many(10).map(({ id }) => id),
      MINUTE,
    )
    const begun = schedule.take(MINUTE).map(({ id }) => id)
    expect(schedule.withdraw(null)).toHaveLength(10 - begun.length)
    for (const id of begun) schedule.ended(id, aResult(), MINUTE)
    expect(schedule.take(MINUTE)).toEqual([])
  })
})

describe('an account that is paused', () => {
  it('stays still, and runs soon after it is resumed', () => {
    const accounts = many(2)
    const simulation = new Simulation({ accounts })
    simulation.pass(10 * MINUTE)
    const [first, second] = accounts
    simulation.schedule.update([{ ...first!, isAutomatic: false }, second!], simulation.now)
    simulation.runs.length = 0
    simulation.pass(60 * MINUTE)
    expect(simulation.runsOf(first!.id)).toEqual([])
    expect(simulation.runsOf(second!.id).length).toBeGreaterThan(10)
    simulation.schedule.update(accounts, simulation.now)
    simulation.runs.length = 0
    simulation.pass(MINUTE)
    expect(simulation.runsOf(first!.id)).toHaveLength(1)
  })

  it('that is removed while it runs is forgotten at its end', () => {
    const accounts = many(2)
    const { schedule } = new Simulation({ accounts })
    expect(schedule.take(MINUTE)).toHaveLength(2)
    schedule.update([accounts[1]!], MINUTE)
    schedule.ended(accountId(1), aResult(), MINUTE)
    expect(schedule.dueAt(accountId(1), MINUTE)).toBeNull()
    schedule.update([accounts[1]!], MINUTE)
    expect(schedule.request([accountId(1)], MINUTE)).toEqual([])
  })
})

describe('a connector that rests', () => {
  it('starts nothing for five minutes, stops what runs, and leaves other connectors alone', () => {
    const accounts = many(8, 2)
    const simulation = new Simulation({ accounts })
    const running = simulation.schedule.take(2 * MINUTE).map(({ id }) => id)
    simulation.now = 2 * MINUTE
    const stopped = simulation.schedule.rest(connectorId(1), simulation.now)
    const own = accounts.filter((each) => each.connectorId === connectorId(1)).map(({ id }) => id)
    expect(new Set(stopped)).toEqual(new Set(running.filter((id) => own.includes(id))))
    expect(stopped.length).toBeGreaterThan(0)
    for (const id of running)
      simulation.schedule.ended(id, aResult(appError('sync.cancelled')), simulation.now)
    simulation.pass(REST_MILLISECONDS - 1)
    expect(simulation.runs.filter(({ id }) => own.includes(id))).toEqual([])
    expect(simulation.runs.length).toBeGreaterThan(0)
    simulation.pass(6 * MINUTE)
    for (const id of own) expect(simulation.runsOf(id).length).toBeGreaterThan(0)
  })

  it('runs at once when a person wants it', () => {
    const { schedule } = new Simulation({ accounts: many(1) })
    schedule.rest(connectorId(1), MINUTE)
    expect(schedule.take(2 * MINUTE)).toEqual([])
    schedule.request([accountId(1)], 2 * MINUTE)
    expect(schedule.take(2 * MINUTE)).toMatchObject([{ trigger: 'manual' }])
  })
})

describe('a notification of Exchange', () => {
  it('brings a run within seconds, and a burst of them one run', () => {
    const simulation = new Simulation({ accounts: many(1), random: () => 0.5 })
    simulation.pass(MINUTE)
    simulation.runs.length = 0
    for (let burst = 0; burst < 20; burst += 1) {
      simulation.schedule.notify(accountId(1), simulation.now)
      simulation.pass(10)
    }
    simulation.pass(5_000)
    expect(simulation.runs).toMatchObject([{ trigger: 'notification' }])
  })

  it('that comes during a run brings one more run after it', () => {
    const simulation = new Simulation({ accounts: many(1), behaviour: () => ({ takes: 30_000 }) })
    simulation.pass(5_000)
    expect(simulation.running).toBe(1)
    simulation.schedule.notify(accountId(1), simulation.now)
    simulation.pass(40_000)
    expect(simulation.runs).toMatchObject([{ trigger: 'schedule' }, { trigger: 'notification' }])
  })

  it('does not hurry an account that fails', () => {
    const simulation = new Simulation({
      accounts: many(1),
      behaviour: () => ({ takes: 1_000, result: aResult(UNREACHABLE) }),
    })
    simulation.pass(MINUTE)
    simulation.runs.length = 0
    simulation.schedule.notify(accountId(1), simulation.now)
    simulation.pass(5 * MINUTE)
    expect(simulation.runs).toEqual([])
  })
})

describe('whatever happens', () => {
  it('no account starves, none runs twice at a time, and the places are kept', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 4 }),
        fc.array(fc.integer({ min: 100, max: 30_000 }), { minLength: 1, maxLength: 8 }),
        fc.array(fc.constantFrom('well', 'well', 'fails'), { minLength: 1, maxLength: 5 }),
        (count, connectors, durations, outcomes) => {
          const accounts = many(count, connectors)
          let runs = 0
          const simulation = new Simulation({
            accounts,
            behaviour: () => {
              runs += 1
              const fails = outcomes[runs % outcomes.length] === 'fails'
              return {
                takes: durations[runs % durations.length]!,
                result: fails ? aResult(UNREACHABLE) : aResult(),
              }
            },
          })
          // Long enough for the slowest case: everything through the places, after the longest back-off.
          simulation.pass(150 * MINUTE)
          for (const { id } of accounts) expect(simulation.runsOf(id).length).toBeGreaterThanOrEqual(2)
          expect(simulation.mostAtOnce).toBeLessThanOrEqual(SCHEDULE_LIMITS.places)
        },
      ),
      { numRuns: 60 },
    )
  })
})

import { describe, expect, it } from 'vitest'
import { expiryPlan, type ToldExpiries } from '#electron/services/expiry-plan.ts'

const DAY = 86_400_000
const END = Date.parse('2027-06-30T12:00:00Z')
const expiring = (at = END, key = 'certificate 1') => [{ key, at: new Date(at).toISOString() }]

/** Looks once an hour over the last days of a certificate. @returns the days that were left when it was told */
function told(from: number, to: number, isRunning: (daysLeft: number) => boolean = () => true): number[] {
  const days: number[] = []
  let memory: ToldExpiries = {}
  for (let now = END - from * DAY; now <= END - to * DAY; now += DAY / 24) {
    if (!isRunning((END - now) / DAY)) continue
    const plan = expiryPlan(expiring(), memory, now)
    days.push(...plan.notices.map(({ daysLeft }) => daysLeft))
    // As it is read again after a restart.
    memory = JSON.parse(JSON.stringify(plan.told)) as ToldExpiries
  }
  return days
}

describe('the end of a certificate', () => {
  it('is told once each when 30, 14, 7 and 1 day are left, however often it is looked at', () => {
    expect(told(60, -3)).toEqual([30, 14, 7, 1])
  })

  it('is told once with the days that are left when the application did not run in between', () => {
    expect(told(60, -3, (left) => left > 31 || left < 5)).toEqual([4, 1])
    expect(told(60, -3, (left) => left < 0.5)).toEqual([0])
  })

  it('is not told when it has ended: what fails then says so', () => {
    expect(told(-0.01, -40)).toEqual([])
  })

  it('is told anew for the next certificate, and nothing is kept of what is gone', () => {
    const first = expiryPlan(expiring(), {}, END - 7 * DAY)
    expect(first.notices).toHaveLength(1)
    const next = END + 20 * DAY
    expect(expiryPlan(expiring(next), first.told, END - 7 * DAY).notices).toMatchObject([{ daysLeft: 27 }])
    expect(expiryPlan([], first.told, END - 7 * DAY)).toEqual({ notices: [], told: {} })
    // A renewed one that holds for years forgets what was told of the old one.
    expect(expiryPlan(expiring(END + 400 * DAY), first.told, END)).toEqual({ notices: [], told: {} })
  })

  it('of one connector is told beside that of another', () => {
    const both = [...expiring(), ...expiring(END + DAY, 'application-certificate 1')]
    const plan = expiryPlan(both, {}, END - 7 * DAY)
    expect(plan.notices.map(({ daysLeft }) => daysLeft)).toEqual([7, 8])
    expect(expiryPlan(both, plan.told, END - 7 * DAY).notices).toEqual([])
  })
})

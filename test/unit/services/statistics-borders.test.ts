import { afterEach, describe, expect, it } from 'vitest'
import { statisticsBorders } from '#electron/services/statistics-borders.ts'

const before = process.env.TZ

afterEach(() => {
  if (before === undefined) delete process.env.TZ
  else process.env.TZ = before
})

/** The length of each interval, in hours. */
const lengths = (borders: readonly string[]) =>
  borders.slice(1).map((to, index) => (Date.parse(to) - Date.parse(borders[index]!)) / 3_600_000)

describe('the intervals of a statistic', () => {
  it('are the last 24 hours, the present one last', () => {
    process.env.TZ = 'Europe/Zurich'
    const borders = statisticsBorders('day', new Date('2026-03-10T12:34:56Z'))
    expect(lengths(borders)).toEqual(Array(24).fill(1))
    expect(borders.at(-1)).toBe('2026-03-10T13:00:00.000Z')
  })

  it('begin at midnight of this computer, also on the days on which its clock changes', () => {
    process.env.TZ = 'Europe/Zurich'
    const borders = statisticsBorders('week', new Date('2026-03-31T10:00:00Z'))
    expect(borders.at(0)).toBe('2026-03-24T23:00:00.000Z')
    expect(borders.at(-1)).toBe('2026-03-31T22:00:00.000Z')
    expect(lengths(borders)).toEqual([24, 24, 24, 24, 23, 24, 24])
  })

  it('are the last 30 days of a month', () => {
    process.env.TZ = 'Asia/Kolkata'
    const borders = statisticsBorders('month', new Date('2026-05-01T00:00:00Z'))
    expect(lengths(borders)).toEqual(Array(30).fill(24))
    expect(borders.at(-1)).toBe('2026-05-01T18:30:00.000Z')
  })
})

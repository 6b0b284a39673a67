import { describe, expect, test } from 'vitest'
import {
  nextRegeneration,
  occurrenceCount,
  occurrenceDay,
  occurrences,
} from '#test/exchange-server/calendar/expand-recurrence.ts'
import {
  type LocalTime,
  formatDate,
  formatLocalTime,
  parseDate,
  parseLocalTime,
} from '#test/exchange-server/calendar/local-time.ts'
import { readRecurrence, recurrenceXml } from '#test/exchange-server/calendar/recurrence.ts'
import { windowsTimeZone } from '#test/exchange-server/calendar/time-zones.ts'
import { envelope } from '#test/exchange-server/raw-client.ts'
import { validateEnvelope } from '#test/exchange-server/schema-validation.ts'
import { needingSharedFolder, sharedFolder } from '#test/exchange-server/shared-folder.ts'
import { ResponseError, SoapFault } from '#test/exchange-server/soap/fault.ts'
import { NAMESPACE } from '#test/exchange-server/soap/namespaces.ts'
import { type XmlElement, parseXml } from '#test/exchange-server/soap/xml-tree.ts'

const HOUR = 3_600_000
const FAR = Date.UTC(4600, 0, 1)

const parse = (content: string): XmlElement =>
  parseXml(`<t:Recurrence xmlns:t="${NAMESPACE.t}">${content}</t:Recurrence>`)

const elements = (parts: Readonly<Record<string, string | number>>): string =>
  Object.entries(parts)
    .map(([name, value]) => `<t:${name}>${value}</t:${name}>`)
    .join('')

const pattern = (name: string, parts: Readonly<Record<string, string | number>>): string =>
  `<t:${name}>${elements(parts)}</t:${name}>`

const noEnd = (start: string): string => pattern('NoEndRecurrence', { StartDate: start })
const until = (start: string, end: string): string =>
  pattern('EndDateRecurrence', { StartDate: start, EndDate: end })
const times = (start: string, count: number): string =>
  pattern('NumberedRecurrence', { StartDate: start, NumberOfOccurrences: count })

const daily = (interval: number): string => pattern('DailyRecurrence', { Interval: interval })
const weekly = (interval: number, days: string, first?: string): string =>
  pattern('WeeklyRecurrence', {
    Interval: interval,
    DaysOfWeek: days,
    ...(first && { FirstDayOfWeek: first }),
  })
const monthly = (interval: number, day: number): string =>
  pattern('AbsoluteMonthlyRecurrence', { Interval: interval, DayOfMonth: day })
const relativeMonthly = (interval: number, day: string, index: string): string =>
  pattern('RelativeMonthlyRecurrence', { Interval: interval, DaysOfWeek: day, DayOfWeekIndex: index })
const yearly = (day: number, month: string): string =>
  pattern('AbsoluteYearlyRecurrence', { DayOfMonth: day, Month: month })
const relativeYearly = (day: string, index: string, month: string): string =>
  pattern('RelativeYearlyRecurrence', { DaysOfWeek: day, DayOfWeekIndex: index, Month: month })

/** The days of the first occurrences. */
const days = (content: string, count: number): readonly string[] => {
  const recurrence = readRecurrence(parse(content))
  return Array.from({ length: count }, (_, index) => occurrenceDay(recurrence, index + 1))
    .filter((day) => day !== undefined)
    .map(formatDate)
}

const errorOf = (action: () => unknown): string => {
  try {
    action()
  } catch (error) {
    if (error instanceof ResponseError || error instanceof SoapFault) return error.responseCode
    throw error
  }
  return 'NoError'
}

const local = (text: string): LocalTime => parseLocalTime(text)!

describe('the days of a pattern', () => {
  // 2026-03-02 is a Monday.
  test.each<[string, string, readonly string[]]>([
    ['every 3 days', daily(3) + times('2026-02-27', 3), ['2026-02-27', '2026-03-02', '2026-03-05']],
    [
      'every Tuesday and Friday',
      weekly(1, 'Friday Tuesday') + noEnd('2026-03-02'),
      ['2026-03-03', '2026-03-06', '2026-03-10', '2026-03-13'],
    ],
    [
      'every other week on Sunday and Monday, weeks from Sunday on',
      weekly(2, 'Monday Sunday') + noEnd('2026-03-02'),
      ['2026-03-02', '2026-03-15', '2026-03-16', '2026-03-29'],
    ],
    [
      'every other week on Sunday and Monday, weeks from Monday on',
      weekly(2, 'Monday Sunday', 'Monday') + noEnd('2026-03-02'),
      ['2026-03-02', '2026-03-08', '2026-03-16', '2026-03-22'],
    ],
    [
      'on the 31st, or the last day of a shorter month',
      monthly(1, 31) + noEnd('2026-01-01'),
      ['2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30'],
    ],
    [
      'every third month on a day that is over in the first',
      monthly(3, 10) + noEnd('2026-01-15'),
      ['2026-04-10', '2026-07-10', '2026-10-10', '2027-01-10'],
    ],
    [
      'on the second Tuesday of every other month',
      relativeMonthly(2, 'Tuesday', 'Second') + noEnd('2026-03-01'),
      ['2026-03-10', '2026-05-12', '2026-07-14'],
    ],
    [
      'on the last weekday of the month',
      relativeMonthly(1, 'Weekday', 'Last') + noEnd('2026-01-01'),
      ['2026-01-30', '2026-02-27', '2026-03-31'],
    ],
    [
      'on the first weekend day of the month',
      relativeMonthly(1, 'WeekendDay', 'First') + noEnd('2026-01-01'),
      ['2026-01-03', '2026-02-01', '2026-03-01', '2026-04-04'],
    ],
    [
      'on the third day of the month, and on its last day',
      relativeMonthly(1, 'Day', 'Third') + noEnd('2026-01-01'),
      ['2026-01-03', '2026-02-03', '2026-03-03'],
    ],
    [
      'on the last day of the month',
      relativeMonthly(1, 'Day', 'Last') + noEnd('2026-01-31'),
      ['2026-01-31', '2026-02-28', '2026-03-31'],
    ],
    [
      'on 29 February, or 28 February in a year without it',
      yearly(29, 'February') + noEnd('2024-02-01'),
      ['2024-02-29', '2025-02-28', '2026-02-28', '2027-02-28', '2028-02-29'],
    ],
    [
      'on a day of the year that is over in the first year',
      yearly(24, 'December') + noEnd('2026-12-25'),
      ['2027-12-24', '2028-12-24'],
    ],
    [
      'on the fourth Thursday of November',
      relativeYearly('Thursday', 'Fourth', 'November') + noEnd('2026-01-01'),
      ['2026-11-26', '2027-11-25', '2028-11-23'],
    ],
  ])('%s', (_name, content, expected) => {
    expect(days(content, expected.length)).toEqual(expected)
  })
})

describe('the range of a recurrence', () => {
  test('the end date belongs to it', () => {
    expect(days(daily(7) + until('2026-03-02', '2026-03-16'), 9)).toEqual([
      '2026-03-02',
      '2026-03-09',
      '2026-03-16',
    ])
    expect(days(daily(7) + until('2026-03-02', '2026-03-15'), 9)).toEqual(['2026-03-02', '2026-03-09'])
  })

  test('a number of occurrences ends it', () => {
    expect(days(weekly(1, 'Monday Thursday') + times('2026-03-03', 3), 9)).toEqual([
      '2026-03-05',
      '2026-03-09',
      '2026-03-12',
    ])
  })

  test('without an end it ends with the calendar of Exchange', () => {
    const recurrence = readRecurrence(parse(daily(1) + noEnd('2026-03-02')))
    expect(occurrenceCount(recurrence)).toBe(Infinity)
    const zone = windowsTimeZone('W. Europe Standard Time')!
    const found = [
      ...occurrences(recurrence, local('2026-03-02T09:00:00'), zone, HOUR, Date.UTC(4500, 7, 25), FAR),
    ]
    expect(formatDate(zone.toLocal(found.at(-1)!.start))).toBe('4500-08-31')
  })
})

describe('occurrences in a window', () => {
  const inWindow = (content: string, start: string, duration: number, id: string, from: string, to: string) =>
    [
      ...occurrences(
        readRecurrence(parse(content)),
        local(start),
        windowsTimeZone(id)!,
        duration,
        Date.parse(from),
        Date.parse(to),
      ),
    ].map(({ index, start: begin, end }) => {
      const iso = (instant: number) => new Date(instant).toISOString().slice(0, 16)
      return `${index} ${iso(begin)} ${iso(end)}`
    })

  test.each([
    ['W. Europe Standard Time', '2026-03-28T09:00:00', ['1 2026-03-28T08:00', '2 2026-03-29T07:00']],
    ['W. Europe Standard Time', '2026-10-24T09:00:00', ['1 2026-10-24T07:00', '2 2026-10-25T08:00']],
    ['Eastern Standard Time', '2026-03-07T09:00:00', ['1 2026-03-07T14:00', '2 2026-03-08T13:00']],
    ['Eastern Standard Time', '2026-10-31T09:00:00', ['1 2026-10-31T13:00', '2 2026-11-01T14:00']],
    ['AUS Eastern Standard Time', '2026-04-04T09:00:00', ['1 2026-04-03T22:00', '2 2026-04-04T23:00']],
    ['AUS Eastern Standard Time', '2026-10-03T09:00:00', ['1 2026-10-02T23:00', '2 2026-10-03T22:00']],
  ])('in %s a daily meeting from %s on stays at 9:00 when the clock changes', (id, start, expected) => {
    const found = inWindow(
      daily(1) + times(start.slice(0, 10), 2),
      start,
      HOUR,
      id,
      '2026-01-01',
      '2027-01-01',
    )
    expect(found.map((text) => text.slice(0, 18))).toEqual(expected)
  })

  test('a meeting in the hour that is left out keeps its length', () => {
    expect(
      inWindow(
        daily(1) + times('2026-03-28', 3),
        '2026-03-28T02:30:00',
        HOUR / 2,
        'W. Europe Standard Time',
        '2026-01-01',
        '2027-01-01',
      ),
    ).toEqual([
      '1 2026-03-28T01:30 2026-03-28T02:00',
      '2 2026-03-29T01:30 2026-03-29T02:00',
      '3 2026-03-30T00:30 2026-03-30T01:00',
    ])
  })

  test('a night shift ends at the same time of day, an hour longer or shorter when the clock changes', () => {
    const shift = (start: string) =>
      inWindow(
        daily(1) + times(start, 1),
        `${start}T22:00:00`,
        8 * HOUR,
        'W. Europe Standard Time',
        '2026-01-01',
        '2027-01-01',
      )
    expect(shift('2026-03-28')).toEqual(['1 2026-03-28T21:00 2026-03-29T04:00'])
    expect(shift('2026-10-24')).toEqual(['1 2026-10-24T20:00 2026-10-25T05:00'])
  })

  test('what reaches into the window belongs to it, what only touches it does not', () => {
    const window = (from: string, to: string, duration = HOUR) =>
      inWindow(daily(1) + noEnd('2026-06-01'), '2026-06-01T12:00:00', duration, 'UTC', from, to)
    expect(window('2026-06-03T12:30Z', '2026-06-04T12:30Z').map((text) => text[0])).toEqual(['3', '4'])
    expect(window('2026-06-03T13:00Z', '2026-06-04T12:00Z')).toEqual([])
    expect(window('2026-06-03T12:00Z', '2026-06-03T12:01Z', 0)).toHaveLength(1)
    // Longer than the distance between two: everything that is not over yet.
    expect(window('2026-06-10T00:00Z', '2026-06-10T01:00Z', 72 * HOUR).map((text) => text[0])).toEqual([
      '7',
      '8',
      '9',
    ])
  })

  test('a window in the year 3900 costs no more than one in the first year', () => {
    const recurrence = readRecurrence(
      parse(weekly(1, 'Monday Tuesday Wednesday Thursday Friday') + noEnd('2000-01-03')),
    )
    const zone = windowsTimeZone('UTC')!
    let asked = 0
    const counting = {
      ...zone,
      toInstant: (time: LocalTime) => {
        asked++
        return zone.toInstant(time)
      },
    }
    const from = Date.UTC(3900, 0, 4)
    const found = [...occurrences(recurrence, local('2000-01-03T08:00:00'), counting, HOUR, from, from + 1e9)]
    expect(found.length).toBeGreaterThan(5)
    expect(asked).toBeLessThan(40)
    // Five a week since the Monday of the start.
    const week = Math.floor((found[0]!.start - Date.UTC(2000, 0, 3)) / (7 * 24 * HOUR))
    expect(Math.floor((found[0]!.index - 1) / 5)).toBe(week)
  })
})

const PATTERNS = [
  relativeYearly('Weekday', 'Last', 'March'),
  yearly(31, 'May'),
  relativeMonthly(2, 'WeekendDay', 'Third'),
  monthly(99, 15),
  weekly(1, 'Sunday Wednesday Saturday', 'Monday'),
  weekly(4, 'Friday'),
  daily(999),
]
const REGENERATIONS = ['Daily', 'Weekly', 'Monthly', 'Yearly'].map((name) =>
  pattern(`${name}Regeneration`, { Interval: 2 }),
)
const RANGES = [noEnd('2026-03-02'), until('2026-03-02', '4500-09-01'), times('2026-03-02', 999)]

describe('a recurrence as XML', () => {
  const all = [...PATTERNS, ...REGENERATIONS].flatMap((one) => RANGES.map((range) => one + range))

  test.each(all)('comes back as it was: %s', (content) => {
    const written = recurrenceXml(readRecurrence(parse(content), 'task'))
    expect(written).toBe(`<t:Recurrence>${content}</t:Recurrence>`)
  })

  test('its dates carry the offset of a zone', () => {
    const recurrence = readRecurrence(parse(daily(1) + until('2026-03-02Z', '2026-07-01+02:00')))
    expect(recurrenceXml(recurrence, windowsTimeZone('W. Europe Standard Time'))).toContain(
      '<t:StartDate>2026-03-02+01:00</t:StartDate><t:EndDate>2026-07-01+02:00</t:EndDate>',
    )
    expect(recurrenceXml(recurrence, windowsTimeZone('Newfoundland Standard Time'))).toContain(
      '<t:StartDate>2026-03-02-03:30</t:StartDate>',
    )
    expect(recurrenceXml(recurrence, windowsTimeZone('UTC'))).toContain('2026-03-02Z')
  })

  test.runIf(sharedFolder())(needingSharedFolder('follows the schema'), () => {
    for (const content of all) {
      const task = `<t:Task>${recurrenceXml(readRecurrence(parse(content), 'task'), windowsTimeZone('UTC'))}</t:Task>`
      expect(validateEnvelope(envelope(`<CreateItem><Items>${task}</Items></CreateItem>`))).toEqual([])
    }
  })
})

describe('what is no recurrence is refused', () => {
  test.each<[string, string]>([
    [daily(0) + noEnd('2026-03-02'), 'ErrorCalendarOutOfRange'],
    [daily(1000) + noEnd('2026-03-02'), 'ErrorCalendarOutOfRange'],
    [weekly(100, 'Monday') + noEnd('2026-03-02'), 'ErrorCalendarOutOfRange'],
    [monthly(1, 32) + noEnd('2026-03-02'), 'ErrorCalendarOutOfRange'],
    [yearly(0, 'May') + noEnd('2026-03-02'), 'ErrorCalendarOutOfRange'],
    [daily(1) + times('2026-03-02', 0), 'ErrorCalendarOutOfRange'],
    [daily(1) + times('2026-03-02', 1000), 'ErrorCalendarOutOfRange'],
    [weekly(1, 'Monday Weekday') + noEnd('2026-03-02'), 'ErrorCalendarInvalidDayForWeeklyRecurrence'],
    [weekly(1, 'Monday', 'Day') + noEnd('2026-03-02'), 'ErrorCalendarInvalidDayForWeeklyRecurrence'],
    [weekly(1, '') + noEnd('2026-03-02'), 'ErrorCalendarInvalidRecurrence'],
    [daily(1) + until('2026-03-02', '2026-03-01'), 'ErrorCalendarEndDateIsEarlierThanStartDate'],
    [daily(1) + until('2026-03-02', '4500-09-02'), 'ErrorRecurrenceEndDateTooBig'],
    [yearly(24, 'December') + until('2026-12-25', '2027-12-23'), 'ErrorRecurrenceHasNoOccurrence'],
    [weekly(1, 'Sunday') + until('2026-03-02', '2026-03-07'), 'ErrorRecurrenceHasNoOccurrence'],
    [daily(1), 'ErrorCalendarInvalidRecurrence'],
    ['', 'ErrorCalendarInvalidRecurrence'],
    [pattern('DailyRegeneration', { Interval: 1 }) + noEnd('2026-03-02'), 'ErrorCalendarInvalidRecurrence'],
    [weekly(1, 'Someday') + noEnd('2026-03-02'), 'ErrorSchemaValidation'],
    [relativeMonthly(1, 'Monday', 'Fifth') + noEnd('2026-03-02'), 'ErrorSchemaValidation'],
    [yearly(1, 'Mai') + noEnd('2026-03-02'), 'ErrorSchemaValidation'],
    [daily(1).replace('1', 'one') + noEnd('2026-03-02'), 'ErrorSchemaValidation'],
    [daily(1) + noEnd('2026-02-30'), 'ErrorSchemaValidation'],
    [pattern('HourlyRecurrence', { Interval: 1 }) + noEnd('2026-03-02'), 'ErrorSchemaValidation'],
    [daily(1) + pattern('SomeRange', { StartDate: '2026-03-02' }), 'ErrorSchemaValidation'],
  ])('%s: %s', (content, code) => {
    expect(errorOf(() => readRecurrence(parse(content)))).toBe(code)
  })
})

describe('a task that regenerates', () => {
  const next = (name: string, interval: number, done: string): string => {
    const content = pattern(`${name}Regeneration`, { Interval: interval }) + noEnd('2026-03-02')
    return formatLocalTime(nextRegeneration(readRecurrence(parse(content), 'task').pattern, local(done)))
  }

  test.each([
    ['Daily', 3, '2026-02-27T15:30:00', '2026-03-02T00:00:00'],
    ['Weekly', 2, '2026-12-25T15:30:00', '2027-01-08T00:00:00'],
    ['Monthly', 1, '2026-01-31T15:30:00', '2026-02-28T00:00:00'],
    ['Monthly', 11, '2026-02-28T15:30:00', '2027-01-28T00:00:00'],
    ['Yearly', 1, '2024-02-29T15:30:00', '2025-02-28T00:00:00'],
  ])('%s, %i: the next one after %s is on %s', (name, interval, done, expected) => {
    expect(next(name, interval, done)).toBe(expected)
  })

  test('there is one at a time', () => {
    const content = REGENERATIONS[0]! + noEnd('2026-03-02')
    const recurrence = readRecurrence(parse(content), 'task')
    expect(occurrenceCount(recurrence)).toBe(1)
    expect(occurrenceDay(recurrence, 1)).toBe(parseDate('2026-03-02'))
    expect(occurrenceDay(recurrence, 2)).toBeUndefined()
  })

  test('what repeats on its own does not wait', () => {
    const { pattern: own } = readRecurrence(parse(daily(1) + noEnd('2026-03-02')))
    expect(() => nextRegeneration(own, local('2026-03-02T00:00:00'))).toThrow('Daily')
  })
})

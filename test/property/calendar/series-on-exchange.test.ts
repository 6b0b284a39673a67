/**
 * Random series of Winoffice Prime are written to Exchange, changed there, and read back as they were; what takes place
 * is compared occurrence by occurrence with python-dateutil, and with what the server shows in its calendar view.
 * The product expands with ical.js, the server with rules of its own: three that share nothing.
 */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { calendarKind } from '#electron/sync/kinds/calendar.ts'
import { changedFields, digestsOf } from '#electron/sync/mapping/field-table.ts'
import type { Instant, PlainDate } from '#shared/domain/ids.ts'
import type { AppointmentRecord, AppointmentTimes, Series } from '#shared/domain/prime-items.ts'
import {
  DAYS_OF_PATTERN,
  type Recurrence,
  type RecurrencePattern,
  WEEKDAYS,
  WEEKS_OF_MONTH,
} from '#shared/domain/recurrence.ts'
import type { ExchangeServer } from '#test/exchange-server/server.ts'
import { PYTHON, titleOf } from '#test/integration/clients/debian-packages.ts'
import { appointment, exception } from '#test/integration/sync/calendar/builders.ts'
import {
  ANNA,
  type CalendarOf,
  calendarOf,
  startServer,
  valueOf,
} from '#test/integration/sync/calendar/support.ts'

const isDateutilInstalled = existsSync('/usr/lib/python3/dist-packages/dateutil')

const DAY = 86_400_000
/** A calendar view reaches over two years at most. */
const VIEW = 700 * DAY
const LIMIT = 25

let server: ExchangeServer
let anna: CalendarOf

beforeAll(async () => {
  server = await startServer()
  anna = calendarOf(server, ANNA)
})
afterAll(async () => {
  await anna.client.close()
  await server.stop()
})

type Planned = { readonly day: PlainDate; readonly start: Instant; readonly end: Instant }
type Rhythm = {
  readonly recurrence: Recurrence
  readonly zone: string
  readonly minuteOfDay: number
  readonly minutes: number
  readonly isAllDay: boolean
}
type Change = { readonly position: number; readonly what: 'delete' | 'retitle' | 'move' | 'shorten' }

const interval = (max: number) => fc.integer({ min: 1, max })
const dayOfMonth = fc.integer({ min: 1, max: 31 })
const month = fc.integer({ min: 1, max: 12 })
const day = fc.constantFrom(...DAYS_OF_PATTERN)
const week = fc.constantFrom(...WEEKS_OF_MONTH)

const pattern: fc.Arbitrary<RecurrencePattern> = fc.oneof(
  fc.record({ kind: fc.constant('daily' as const), interval: interval(40) }),
  fc
    .record({
      interval: interval(4),
      days: fc.subarray([...WEEKDAYS], { minLength: 1 }),
      firstDayOfWeek: fc.constantFrom(...WEEKDAYS),
    })
    .map((weekly) => ({ kind: 'weekly' as const, ...weekly })),
  fc.record({ kind: fc.constant('monthly' as const), interval: interval(7), dayOfMonth }),
  fc.record({ kind: fc.constant('relative-monthly' as const), interval: interval(7), day, week }),
  fc.record({ kind: fc.constant('yearly' as const), month, dayOfMonth }),
  fc.record({ kind: fc.constant('relative-yearly' as const), month, day, week }),
)

const plainDate = (min: string, days: number) =>
  fc
    .integer({ min: 0, max: days })
    .map((count) => new Date(Date.parse(min) + count * DAY).toISOString().slice(0, 10) as PlainDate)

const range: fc.Arbitrary<Recurrence['range']> = plainDate('2026-01-01', 400).chain((start) =>
  fc.oneof(
    fc.constant({ kind: 'no-end' as const, start }),
    fc.integer({ min: 1, max: LIMIT }).map((count) => ({ kind: 'numbered' as const, start, count })),
    plainDate(start, 500).map((end) => ({ kind: 'end-date' as const, start, end })),
  ),
)

const rhythm: fc.Arbitrary<Rhythm> = fc
  .record({
    recurrence: fc.record({ pattern, range }),
    zone: fc.constantFrom(
      'Europe/Zurich',
      'America/New_York',
      'Australia/Sydney',
      'America/Santiago',
      'Asia/Tokyo',
      'Pacific/Kiritimati',
      'Etc/UTC',
    ),
    minuteOfDay: fc.integer({ min: 0, max: 95 }).map((quarter) => quarter * 15),
    minutes: fc.integer({ min: 1, max: 8 }).map((quarter) => quarter * 15),
    isAllDay: fc.boolean(),
  })
  .map((one) => (one.isAllDay ? { ...one, minuteOfDay: 0, minutes: 24 * 60 } : one))

const changes: fc.Arbitrary<readonly Change[]> = fc.uniqueArray(
  fc.record({
    position: fc.integer({ min: 0, max: 11 }),
    what: fc.constantFrom('delete' as const, 'retitle' as const, 'move' as const, 'shorten' as const),
  }),
  { maxLength: 6, selector: ({ position }) => position },
)

function planned({ recurrence, zone, minuteOfDay, minutes }: Rhythm): readonly Planned[] {
  const script = path.join(import.meta.dirname, 'expand-series.py')
  const input = JSON.stringify({ recurrence, zone, minuteOfDay, minutes, limit: LIMIT })
  const { status, stdout, stderr } = spawnSync(PYTHON, [script], { input, encoding: 'utf8' })
  if (status !== 0) throw new Error(stderr)
  return JSON.parse(stdout) as Planned[]
}

const plus = (instant: Instant, milliseconds: number): Instant =>
  new Date(Date.parse(instant) + milliseconds).toISOString() as Instant

function timesOf({ isAllDay, zone }: Rhythm, { day: startDate, start, end }: Planned): AppointmentTimes {
  if (!isAllDay) return { kind: 'timed', start, end, timeZone: zone }
  const endDate = new Date(Date.parse(startDate) + DAY).toISOString().slice(0, 10) as PlainDate
  return { kind: 'all-day', startDate, endDate, timeZone: zone }
}

type Expected = { readonly subject: string; readonly start: Instant; readonly end: Instant }

/** The record with the changes, and what takes place then. */
function changed(one: Rhythm, plan: readonly Planned[], picks: readonly Change[]) {
  const record = appointment({
    subject: 'Serie',
    times: timesOf(one, plan[0]!),
    series: { recurrence: one.recurrence, exceptions: [], deleted: [] },
  })
  const exceptions: Series['exceptions'] = []
  const deleted: Series['deleted'] = []
  const expected: Expected[] = []
  for (const [position, occurrence] of plan.entries()) {
    const pick = picks.find((each) => each.position === position)
    const key = one.isAllDay ? occurrence.day : occurrence.start
    const regular = timesOf(one, occurrence)
    const shown = { subject: 'Serie', start: occurrence.start, end: occurrence.end }
    if (pick?.what === 'delete') {
      deleted.push(key)
    } else if (pick === undefined) {
      expected.push(shown)
    } else if (pick.what === 'retitle' || regular.kind === 'all-day') {
      exceptions.push(exception(record, key, { subject: 'Anders', times: regular }))
      expected.push({ ...shown, subject: 'Anders' })
    } else {
      const by = 5 * 60_000
      const start = pick.what === 'move' ? plus(occurrence.start, by) : occurrence.start
      const end = plus(occurrence.end, pick.what === 'move' ? by : -by)
      exceptions.push(exception(record, key, { times: { ...regular, start, end } }))
      expected.push({ ...shown, start, end })
    }
  }
  return { record: { ...record, series: { recurrence: one.recurrence, exceptions, deleted } }, expected }
}

async function shownByServer(from: Instant, to: Instant): Promise<Expected[]> {
  const found = await anna.client.findItems(
    {
      folder: { kind: 'distinguished', name: 'calendar', mailbox: null },
      shape: {
        base: 'IdOnly',
        properties: ['item:Subject', 'calendar:Start', 'calendar:End'],
        extended: [],
        body: 'best',
      },
      view: { kind: 'calendar', start: from, end: to, maximum: 1000 },
    },
    anna.session.signal,
  )
  return valueOf(found).items.map((item) => {
    if (item.kind !== 'appointment') throw new Error(`a ${item.itemKind} in the calendar`)
    return { subject: item.subject!, start: item.start!, end: item.end! }
  })
}

async function expectOnExchange(
  id: string,
  record: AppointmentRecord,
  expected: readonly Expected[],
): Promise<void> {
  const { record: read, unfinished } = await anna.read(id as never)
  expect(unfinished).toEqual(new Set())
  const differences = changedFields(calendarKind.fields, read, digestsOf(calendarKind.fields, record))
  expect(differences.filter((name) => name !== 'uid')).toEqual([])
  expect(read.series?.exceptions.map(({ original }) => original)).toEqual(
    record.series?.exceptions.map(({ original }) => original),
  )
  expect(read.series?.deleted).toEqual(record.series?.deleted)
  if (expected.length === 0) return
  const shown = await shownByServer(plus(expected[0]!.start, -DAY), plus(expected.at(-1)!.start, 1000))
  expect(shown).toEqual(expected)
}

describe.skipIf(!isDateutilInstalled)(
  titleOf('a random series', 'python3-dateutil', isDateutilInstalled),
  () => {
    it('takes place on Exchange as python-dateutil says, when it is created and when it is changed', async () => {
      await fc.assert(
        fc.asyncProperty(rhythm, changes, changes, async (one, first, second) => {
          const whole = planned(one)
          fc.pre(whole.length > 0)
          const begin = Date.parse(whole[0]!.start)
          const plan = whole.filter(({ start }) => Date.parse(start) - begin < VIEW)
          // A series that would begin in the hour that the clock leaves out begins at another time of day.
          fc.pre(!isInGap(one, whole[0]!))
          const mailbox = server.mailbox(ANNA)
          for (const { id } of mailbox.items('calendar')) mailbox.deleteMessage(id)
          const before = changed(one, plan, first)
          const stored = await anna.create(before.record)
          await expectOnExchange(stored.id, before.record, before.expected)
          const after = changed(one, plan, second)
          valueOf(await anna.update(stored, before.record, after.record))
          await expectOnExchange(stored.id, after.record, after.expected)
        }),
        { numRuns: 40 },
      )
    }, 300_000)
  },
)

/** Whether the clock of the zone shows another time than planned. */
function isInGap({ zone, minuteOfDay }: Rhythm, { start }: Planned): boolean {
  const [hour, minute] = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
  })
    .format(new Date(start))
    .split(':')
    .map(Number)
  return hour! * 60 + minute! !== minuteOfDay
}

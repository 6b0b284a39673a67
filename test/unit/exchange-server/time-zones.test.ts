import { describe, expect, test } from 'vitest'
import {
  readMeetingTimeZone,
  readSerializableTimeZone,
} from '#test/exchange-server/calendar/legacy-time-zones.ts'
import {
  DAY,
  formatLocalTime,
  type LocalTime,
  parseLocalTime,
} from '#test/exchange-server/calendar/local-time.ts'
import { LAST_YEAR_OF_RULES } from '#test/exchange-server/calendar/rules-of-zone.ts'
import { readTimeZoneDefinition } from '#test/exchange-server/calendar/time-zone-definition.ts'
import {
  type TimeZone,
  WINDOWS_TIME_ZONE_IDS,
  ianaId,
  windowsId,
  windowsTimeZone,
} from '#test/exchange-server/calendar/time-zones.ts'
import { timeZoneDefinitionXml } from '#test/exchange-server/calendar/write-time-zone-definition.ts'
import { ResponseError } from '#test/exchange-server/soap/fault.ts'
import { NAMESPACE } from '#test/exchange-server/soap/namespaces.ts'
import { type XmlElement, child, parseXml } from '#test/exchange-server/soap/xml-tree.ts'

const zone = (id: string): TimeZone => windowsTimeZone(id)!
const local = (text: string): LocalTime => parseLocalTime(text)!
const iso = (instant: number): string => new Date(instant).toISOString().replace('.000Z', 'Z')
const instantOf = (id: TimeZone | string, text: string): string =>
  iso((typeof id === 'string' ? zone(id) : id).toInstant(local(text)))

const parse = (xml: string): XmlElement =>
  parseXml(xml.replace(/^<t:\w+/, (start) => `${start} xmlns:t="${NAMESPACE.t}"`))

const codeOf = (action: () => unknown): string => {
  try {
    action()
  } catch (error) {
    if (error instanceof ResponseError) return error.responseCode
    throw error
  }
  return 'NoError'
}

describe('the zones of Windows', () => {
  test('every id has a zone, and the IANA zone of it leads back to the id', () => {
    for (const id of WINDOWS_TIME_ZONE_IDS) {
      expect(zone(id).id).toBe(id)
      expect(windowsId(ianaId(id)!)).toBe(id)
    }
    expect(WINDOWS_TIME_ZONE_IDS.length).toBeGreaterThan(130)
  })

  test('an IANA zone has the id that Windows uses there, also under its new name', () => {
    expect(windowsId('Europe/Zurich')).toBe('W. Europe Standard Time')
    expect(windowsId('Asia/Kolkata')).toBe('India Standard Time')
    expect(windowsId('Mars/Olympus_Mons')).toBeUndefined()
  })

  test.each([
    ['W. Europe Standard Time', '(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna'],
    ['Eastern Standard Time', '(UTC-05:00) Eastern Time (US & Canada)'],
    ['AUS Eastern Standard Time', '(UTC+10:00) Canberra, Melbourne, Sydney'],
    ['Nepal Standard Time', '(UTC+05:45) Kathmandu'],
    ['UTC', '(UTC) Coordinated Universal Time'],
  ])('%s is shown as %s', (id, name) => {
    expect(zone(id).name).toBe(name)
  })

  test('an id is found in any case, an unknown one is not', () => {
    expect(windowsTimeZone('w. europe STANDARD time')?.id).toBe('W. Europe Standard Time')
    expect(windowsTimeZone('tzone://Microsoft/Utc')?.toInstant(local('2026-07-01T12:00:00'))).toBe(
      Date.UTC(2026, 6, 1, 12),
    )
    expect(windowsTimeZone('Europe/Berlin')).toBeUndefined()
  })
})

describe('a wall time becomes an instant', () => {
  test.each([
    ['W. Europe Standard Time', '2026-01-15T09:00:00', '2026-01-15T08:00:00Z'],
    ['W. Europe Standard Time', '2026-07-15T09:00:00', '2026-07-15T07:00:00Z'],
    ['Eastern Standard Time', '2026-03-08T01:59:00', '2026-03-08T06:59:00Z'],
    ['Eastern Standard Time', '2026-03-08T03:00:00', '2026-03-08T07:00:00Z'],
    ['AUS Eastern Standard Time', '2026-01-15T09:00:00', '2026-01-14T22:00:00Z'],
    ['AUS Eastern Standard Time', '2026-07-15T09:00:00', '2026-07-14T23:00:00Z'],
    ['Line Islands Standard Time', '2026-01-01T00:00:00', '2025-12-31T10:00:00Z'],
  ])('%s, %s is %s', (id, wall, instant) => {
    expect(instantOf(id, wall)).toBe(instant)
    expect(formatLocalTime(zone(id).toLocal(Date.parse(instant)))).toBe(wall)
  })

  test.each([
    ['W. Europe Standard Time', '2026-03-29T02:30:00', '2026-03-29T03:30:00'],
    ['Eastern Standard Time', '2026-03-08T02:15:00', '2026-03-08T03:15:00'],
    ['AUS Eastern Standard Time', '2026-10-04T02:45:00', '2026-10-04T03:45:00'],
    ['Lord Howe Standard Time', '2026-10-04T02:10:00', '2026-10-04T02:40:00'],
  ])('%s, %s does not exist and shows as %s', (id, wall, shown) => {
    expect(formatLocalTime(zone(id).toLocal(zone(id).toInstant(local(wall))))).toBe(shown)
  })

  test.each([
    ['W. Europe Standard Time', '2026-10-25T02:30:00', '2026-10-25T01:30:00Z'],
    ['Eastern Standard Time', '2026-11-01T01:30:00', '2026-11-01T06:30:00Z'],
    ['AUS Eastern Standard Time', '2026-04-05T02:30:00', '2026-04-04T16:30:00Z'],
  ])('%s, %s happens twice and means standard time', (id, wall, instant) => {
    expect(instantOf(id, wall)).toBe(instant)
  })
})

describe('a zone as a definition', () => {
  test('W. Europe is written as Exchange writes it', () => {
    const id = 'trule:Microsoft/Registry/W. Europe Standard Time/1'
    const change = (period: string, time: string, month: number): string =>
      `<t:RecurringDayTransition><t:To Kind="Period">${id}-${period}</t:To><t:TimeOffset>${time}</t:TimeOffset>` +
      `<t:Month>${month}</t:Month><t:DayOfWeek>Sunday</t:DayOfWeek><t:Occurrence>-1</t:Occurrence></t:RecurringDayTransition>`
    expect(timeZoneDefinitionXml(zone('W. Europe Standard Time'), 't:StartTimeZone')).toBe(
      '<t:StartTimeZone Id="W. Europe Standard Time" Name="(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna">' +
        `<t:Periods><t:Period Bias="-PT1H" Name="Standard" Id="${id}-Standard"/>` +
        `<t:Period Bias="-PT2H" Name="Daylight" Id="${id}-Daylight"/></t:Periods>` +
        `<t:TransitionsGroups><t:TransitionsGroup Id="0">${change('Daylight', 'PT2H', 3)}${change('Standard', 'PT3H', 10)}` +
        '</t:TransitionsGroup></t:TransitionsGroups>' +
        '<t:Transitions><t:Transition><t:To Kind="Group">0</t:To></t:Transition></t:Transitions></t:StartTimeZone>',
    )
  })

  test('the rules that the United States got in 2007 are a second group', () => {
    const xml = timeZoneDefinitionXml(zone('Eastern Standard Time'))
    const definition = parse(xml)
    expect(child(definition, 'Periods')?.children.map(({ attributes }) => attributes)).toEqual(
      ['2006-Standard', '2006-Daylight', '2007-Standard', '2007-Daylight'].map((name) => ({
        Bias: name.endsWith('Standard') ? 'PT5H' : 'PT4H',
        Name: name.slice(5),
        Id: `trule:Microsoft/Registry/Eastern Standard Time/${name}`,
      })),
    )
    expect(xml).toContain(
      '<t:AbsoluteDateTransition><t:To Kind="Group">1</t:To><t:DateTime>2007-01-01T00:00:00</t:DateTime></t:AbsoluteDateTransition>',
    )
  })

  test('a zone without daylight saving time has one period', () => {
    expect(timeZoneDefinitionXml(zone('India Standard Time'))).toContain(
      '<t:Periods><t:Period Bias="-PT5H30M" Name="Standard" Id="trule:Microsoft/Registry/India Standard Time/1-Standard"/></t:Periods>' +
        '<t:TransitionsGroups><t:TransitionsGroup Id="0"><t:Transition><t:To Kind="Period">',
    )
  })

  test('what is written for a zone reads as a zone with the same offsets, for every zone and all its years', () => {
    for (const id of WINDOWS_TIME_ZONE_IDS) {
      const original = zone(id)
      const read = readTimeZoneDefinition(parse(timeZoneDefinitionXml(original)))
      expect(read).toMatchObject({ id, name: original.name })
      // An odd step meets every hour of the day.
      for (let at = Date.UTC(2006, 0, 2); at < Date.UTC(LAST_YEAR_OF_RULES, 11, 30); at += 3.3 * DAY) {
        if (read.offsetAt(at) !== original.offsetAt(at)) expect(`${id} ${iso(at)}`).toBe('the same offset')
      }
    }
  })

  test('every minute around the clock changes of a year is the same', () => {
    for (const id of ['W. Europe Standard Time', 'Eastern Standard Time', 'AUS Eastern Standard Time']) {
      const original = zone(id)
      const read = readTimeZoneDefinition(parse(timeZoneDefinitionXml(original)))
      for (const day of [
        '2026-03-08',
        '2026-03-29',
        '2026-04-05',
        '2026-10-04',
        '2026-10-25',
        '2026-11-01',
      ]) {
        const start = Date.parse(`${day}T00:00:00Z`) - DAY / 2
        for (let at = start; at < start + DAY; at += 600_000) {
          expect(read.toLocal(at)).toBe(original.toLocal(at))
          expect(read.toInstant(at as LocalTime)).toBe(original.toInstant(at as LocalTime))
        }
      }
    }
  })

  test('a definition with an id alone is the zone of Windows', () => {
    expect(readTimeZoneDefinition(parse('<t:StartTimeZone Id="Tokyo Standard Time"/>'))).toBe(
      zone('Tokyo Standard Time'),
    )
  })

  test('a zone of the client’s own is followed, with changes on a date and from a year on', () => {
    const xml =
      '<t:StartTimeZone Id="Own" Name="My zone"><t:Periods>' +
      '<t:Period Bias="-PT1H" Name="S" Id="s"/><t:Period Bias="-PT3H" Name="D" Id="d"/></t:Periods>' +
      '<t:TransitionsGroups><t:TransitionsGroup Id="old"><t:Transition><t:To Kind="Period">s</t:To></t:Transition></t:TransitionsGroup>' +
      '<t:TransitionsGroup Id="new"><t:RecurringDateTransition><t:To Kind="Period">d</t:To><t:TimeOffset>PT0S</t:TimeOffset><t:Month>5</t:Month><t:Day>1</t:Day></t:RecurringDateTransition>' +
      '<t:RecurringDateTransition><t:To Kind="Period">s</t:To><t:TimeOffset>PT12H</t:TimeOffset><t:Month>9</t:Month><t:Day>30</t:Day></t:RecurringDateTransition></t:TransitionsGroup></t:TransitionsGroups>' +
      '<t:Transitions><t:Transition><t:To Kind="Group">old</t:To></t:Transition><t:AbsoluteDateTransition><t:To Kind="Group">new</t:To><t:DateTime>2026-01-01T00:00:00Z</t:DateTime></t:AbsoluteDateTransition></t:Transitions></t:StartTimeZone>'
    const own = readTimeZoneDefinition(parse(xml))
    expect(own).toMatchObject({ id: 'Own', name: 'My zone' })
    expect(instantOf(own, '2025-06-01T12:00:00')).toBe('2025-06-01T11:00:00Z')
    expect(instantOf(own, '2026-04-30T23:59:00')).toBe('2026-04-30T22:59:00Z')
    expect(instantOf(own, '2026-06-01T12:00:00')).toBe('2026-06-01T09:00:00Z')
    expect(instantOf(own, '2026-09-30T13:00:00')).toBe('2026-09-30T12:00:00Z')
    expect(instantOf(own, '2027-01-01T00:00:00')).toBe('2026-12-31T23:00:00Z')
  })

  test('a zone far ahead of UTC changes with its own new year', () => {
    const xml =
      '<t:StartTimeZone Id="Own"><t:Periods><t:Period Bias="-PT10H" Name="S" Id="s"/><t:Period Bias="-PT12H" Name="D" Id="d"/></t:Periods>' +
      '<t:Transitions><t:Transition><t:To Kind="Period">s</t:To></t:Transition>' +
      '<t:AbsoluteDateTransition><t:To Kind="Period">d</t:To><t:DateTime>2027-01-01T00:00:00</t:DateTime></t:AbsoluteDateTransition></t:Transitions></t:StartTimeZone>'
    const own = readTimeZoneDefinition(parse(xml))
    expect(iso(own.toLocal(Date.parse('2026-12-31T13:59:00Z')))).toBe('2026-12-31T23:59:00Z')
    expect(iso(own.toLocal(Date.parse('2026-12-31T14:00:00Z')))).toBe('2027-01-01T02:00:00Z')
  })

  test.each([
    '<t:StartTimeZone/>',
    '<t:StartTimeZone Id="Atlantis Standard Time"/>',
    '<t:StartTimeZone><t:Periods><t:Period Bias="1 hour" Name="S" Id="s"/></t:Periods></t:StartTimeZone>',
    '<t:StartTimeZone><t:Periods><t:Period Bias="PT1H" Name="S" Id="s"/><t:Period Bias="PT2H" Name="D" Id="d"/></t:Periods></t:StartTimeZone>',
    '<t:StartTimeZone><t:Periods><t:Period Bias="PT1H" Name="S" Id="s"/></t:Periods><t:Transitions><t:Transition><t:To Kind="Period">x</t:To></t:Transition></t:Transitions></t:StartTimeZone>',
  ])('what is no zone is refused: %s', (xml) => {
    expect(codeOf(() => readTimeZoneDefinition(parse(xml)))).toBe('ErrorTimeZone')
  })
})

describe('the zones of older clients', () => {
  const change = (tag: string, offset: string, index: string, month: string, day = 'Sunday'): string =>
    `<t:${tag} TimeZoneName="x"><t:Offset>${offset}</t:Offset><t:RelativeYearlyRecurrence><t:DaysOfWeek>${day}</t:DaysOfWeek>` +
    `<t:DayOfWeekIndex>${index}</t:DayOfWeekIndex><t:Month>${month}</t:Month></t:RelativeYearlyRecurrence><t:Time>02:00:00</t:Time></t:${tag}>`
  const pacific =
    '<t:MeetingTimeZone TimeZoneName="Pacific"><t:BaseOffset>PT480M</t:BaseOffset>' +
    change('Standard', 'PT0M', 'First', 'November') +
    change('Daylight', '-PT60M', 'Second', 'March') +
    '</t:MeetingTimeZone>'

  test('MeetingTimeZone has the same times as the zone of Windows that it describes', () => {
    const read = readMeetingTimeZone(parse(pacific))
    expect(read.name).toBe('Pacific')
    for (let at = Date.UTC(2026, 0, 1); at < Date.UTC(2027, 0, 1); at += 3_600_000) {
      expect(read.toLocal(at)).toBe(zone('Pacific Standard Time').toLocal(at))
    }
  })

  test('MeetingTimeZone with a name alone is the zone of Windows', () => {
    const read = readMeetingTimeZone(parse('<t:MeetingTimeZone TimeZoneName="Romance Standard Time"/>'))
    expect(read).toBe(zone('Romance Standard Time'))
    expect(codeOf(() => readMeetingTimeZone(parse('<t:MeetingTimeZone TimeZoneName="Atlantis"/>')))).toBe(
      'ErrorCalendarInvalidTimeZone',
    )
  })

  test('MeetingTimeZone without changes keeps its offset all year', () => {
    const read = readMeetingTimeZone(
      parse('<t:MeetingTimeZone TimeZoneName=""><t:BaseOffset>-PT330M</t:BaseOffset></t:MeetingTimeZone>'),
    )
    expect(instantOf(read, '2026-07-01T12:00:00')).toBe('2026-07-01T06:30:00Z')
  })

  test('a change of the clock happens on one weekday', () => {
    const xml = pacific.replace('>Sunday<', '>Weekday<')
    expect(codeOf(() => readMeetingTimeZone(parse(xml)))).toBe('ErrorCalendarInvalidDayForTimeChangePattern')
  })

  const systemTime = (tag: string, bias: number, order: number, month: number, year = ''): string =>
    `<t:${tag}><t:Bias>${bias}</t:Bias><t:Time>02:00:00</t:Time><t:DayOrder>${order}</t:DayOrder><t:Month>${month}</t:Month>` +
    `<t:DayOfWeek>Sunday</t:DayOfWeek>${year}</t:${tag}>`
  const serializable = (bias: number, standard: string, daylight: string): TimeZone =>
    readSerializableTimeZone(parse(`<t:TimeZone><t:Bias>${bias}</t:Bias>${standard}${daylight}</t:TimeZone>`))

  test('a zone of GetUserAvailability has the same times as the zone of Windows that it describes', () => {
    const sydney = serializable(
      -600,
      systemTime('StandardTime', 0, 1, 4).replace('02:', '03:'),
      systemTime('DaylightTime', -60, 1, 10),
    )
    const berlin = serializable(
      -60,
      systemTime('StandardTime', 0, 5, 10).replace('02:', '03:'),
      systemTime('DaylightTime', -60, 5, 3),
    )
    for (let at = Date.UTC(2026, 0, 1); at < Date.UTC(2027, 0, 1); at += 3_600_000) {
      expect(sydney.toLocal(at)).toBe(zone('AUS Eastern Standard Time').toLocal(at))
      expect(berlin.toLocal(at)).toBe(zone('W. Europe Standard Time').toLocal(at))
    }
  })

  test('month 0 means that the clock never changes, a year makes the order a day of the month', () => {
    const fixed = serializable(480, systemTime('StandardTime', 0, 0, 0), systemTime('DaylightTime', 0, 0, 0))
    expect(instantOf(fixed, '2026-07-01T00:00:00')).toBe('2026-07-01T08:00:00Z')
    const dated = serializable(
      0,
      systemTime('StandardTime', 0, 30, 9, '<t:Year>2026</t:Year>'),
      systemTime('DaylightTime', -60, 15, 4, '<t:Year>2026</t:Year>'),
    )
    expect(instantOf(dated, '2026-04-15T01:59:00')).toBe('2026-04-15T01:59:00Z')
    expect(instantOf(dated, '2026-04-15T03:00:00')).toBe('2026-04-15T02:00:00Z')
  })

  test.each([
    [systemTime('StandardTime', 0, 6, 10), systemTime('DaylightTime', -60, 5, 3)],
    [systemTime('StandardTime', 0, 5, 13), systemTime('DaylightTime', -60, 5, 3)],
    [systemTime('StandardTime', 0, 5, 10), ''],
  ])('what is no change of the clock is refused: %s', (standard, daylight) => {
    expect(codeOf(() => serializable(0, standard, daylight))).toBe('ErrorCalendarInvalidTimeZone')
  })
})

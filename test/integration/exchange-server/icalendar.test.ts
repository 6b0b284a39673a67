import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type RawClient, rawClient } from '#test/exchange-server/raw-client.ts'
import { getItem } from '#test/exchange-server/requests.ts'
import { type ExchangeServer, startExchangeServer } from '#test/exchange-server/server.ts'
import { type XmlElement, child, childText } from '#test/exchange-server/soap/xml-tree.ts'

const ADDRESS = 'anna.meier@contoso.example'
let server: ExchangeServer
let anna: RawClient

beforeAll(async () => {
  server = await startExchangeServer({ mailboxes: [{ address: ADDRESS, password: 'geheim' }] })
  anna = rawClient(server.url, { user: 'anna.meier', password: 'geheim' })
})

// Rejects when any answer of this file broke the schema.
afterAll(async () => {
  anna.close()
  await server.stop()
})

const event = (...lines: readonly string[]): string => ['BEGIN:VEVENT', ...lines, 'END:VEVENT'].join('\r\n')
const calendar = (...events: readonly string[]): string =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Test//EN', ...events, 'END:VCALENDAR', ''].join('\r\n')

const create = async (properties: string): Promise<XmlElement> => {
  const { messages } = await anna.call(
    `<CreateItem SendMeetingInvitations="SendToNone"><Items><t:CalendarItem>${properties}` +
      '</t:CalendarItem></Items></CreateItem>',
  )
  return messages[0]!
}
const mime = (text: string): string =>
  `<t:MimeContent>${Buffer.from(text).toString('base64')}</t:MimeContent>`
const idOf = (message: XmlElement): string =>
  child(child(message, 'Items')!.children[0], 'ItemId')!.attributes.Id!
const read = async (id: string): Promise<XmlElement> => {
  const more = '<t:IncludeMimeContent>true</t:IncludeMimeContent>'
  const { messages } = await anna.call(getItem([id], 'AllProperties', more))
  return child(messages[0], 'Items')!.children[0]!
}
/** The lines, unfolded. */
const linesOf = (item: XmlElement): string[] =>
  Buffer.from(childText(item, 'MimeContent')!, 'base64')
    .toString('utf8')
    .replaceAll('\r\n ', '')
    .split('\r\n')

const TIMES = ['DTSTART;TZID=Europe/Zurich:20260302T090000', 'DTEND;TZID=Europe/Zurich:20260302T103000']

describe('the MIME content of an appointment', () => {
  test('is iCalendar, with the rules of its zone', async () => {
    const message = await create(
      '<t:Subject>Zahnarzt; Kontrolle</t:Subject><t:Body BodyType="HTML">&lt;p&gt;Bitte&lt;/p&gt;</t:Body>' +
        '<t:ReminderIsSet>true</t:ReminderIsSet><t:ReminderMinutesBeforeStart>30</t:ReminderMinutesBeforeStart>' +
        '<t:Start>2026-07-01T09:00:00</t:Start><t:End>2026-07-01T10:00:00</t:End><t:Location>Bern</t:Location>' +
        '<t:StartTimeZone Id="W. Europe Standard Time"/><t:EndTimeZone Id="W. Europe Standard Time"/>',
    )
    expect(linesOf(await read(idOf(message)))).toEqual(
      expect.arrayContaining([
        'TZID:W. Europe Standard Time',
        'RRULE:FREQ=YEARLY;INTERVAL=1;BYMONTH=10;BYDAY=-1SU',
        'DESCRIPTION:Bitte',
        String.raw`SUMMARY:Zahnarzt\; Kontrolle`,
        'DTSTART;TZID=W. Europe Standard Time:20260701T090000',
        'DTEND;TZID=W. Europe Standard Time:20260701T100000',
        'X-MICROSOFT-CDO-BUSYSTATUS:BUSY',
        'TRIGGER;RELATED=START:-PT30M',
      ]),
    )
  })

  test('names organizer and attendees of a meeting', async () => {
    const message = await create(
      '<t:Start>2026-07-01T09:00:00Z</t:Start><t:End>2026-07-01T10:00:00Z</t:End><t:RequiredAttendees><t:Attendee>' +
        '<t:Mailbox><t:EmailAddress>bernd@contoso.example</t:EmailAddress></t:Mailbox>' +
        '</t:Attendee></t:RequiredAttendees>',
    )
    const lines = linesOf(await read(idOf(message)))
    expect(lines).toContain(`ORGANIZER;CN=anna.meier:MAILTO:${ADDRESS}`)
    expect(lines.find((line) => line.startsWith('ATTENDEE'))).toMatch(/NEEDS-ACTION.*:MAILTO:bernd@contoso/)
  })
})

describe('an appointment written as iCalendar', () => {
  test('is an item like any other; what is written beside it counts more', async () => {
    const text = calendar(
      event(
        'UID:e1',
        ...TIMES,
        'SUMMARY:Zahnarzt',
        'DESCRIPTION:Bitte pünktlich',
        'LOCATION:Bern',
        'CLASS:PRIVATE',
        'PRIORITY:1',
        'CATEGORIES:Kunde,Praxis',
        'TRANSP:TRANSPARENT',
      ),
    )
    const item = await read(
      idOf(await create(`${mime(text)}<t:LegacyFreeBusyStatus>OOF</t:LegacyFreeBusyStatus>`)),
    )
    const values = ['UID', 'Subject', 'Body', 'Location', 'Start', 'End', 'Sensitivity', 'Importance']
    expect(values.map((name) => childText(item, name)?.trim())).toEqual([
      'e1',
      'Zahnarzt',
      'Bitte pünktlich',
      'Bern',
      '2026-03-02T08:00:00Z',
      '2026-03-02T09:30:00Z',
      'Private',
      'High',
    ])
    expect(child(item, 'Categories')!.children.map((entry) => entry.text)).toEqual(['Kunde', 'Praxis'])
    expect(childText(item, 'LegacyFreeBusyStatus')).toBe('OOF')
    expect(child(item, 'StartTimeZone')!.attributes.Id).toBe('W. Europe Standard Time')
  })

  test('lasts whole days when it has dates', async () => {
    const days = ['DTSTART;VALUE=DATE:20260303', 'DTEND;VALUE=DATE:20260305']
    const item = await read(idOf(await create(mime(calendar(event('UID:e2', 'SUMMARY:Ferien', ...days))))))
    expect(childText(item, 'IsAllDayEvent')).toBe('true')
    expect(linesOf(item)).toEqual(expect.arrayContaining(days))
  })

  test('keeps the exceptions of a series', async () => {
    const rule = 'RRULE:FREQ=WEEKLY;INTERVAL=1;BYDAY=MO,TH;WKST=MO;COUNT=8'
    const deleted = 'EXDATE;TZID=Europe/Zurich:20260309T090000'
    const moved = event(
      'UID:e3',
      'RECURRENCE-ID;TZID=Europe/Zurich:20260305T090000',
      'DTSTART;TZID=Europe/Zurich:20260305T140000',
      'DTEND;TZID=Europe/Zurich:20260305T150000',
      'SUMMARY:Verschoben',
    )
    const text = calendar(event('UID:e3', ...TIMES, 'SUMMARY:Jour fixe', rule, deleted), moved)
    const item = await read(idOf(await create(mime(text))))
    const starts = (name: string): (string | undefined)[] =>
      child(item, name)!.children.map((occurrence) => childText(occurrence, 'Start'))
    expect(starts('ModifiedOccurrences')).toEqual(['2026-03-05T13:00:00Z'])
    expect(starts('DeletedOccurrences')).toEqual(['2026-03-09T08:00:00Z'])
    expect(linesOf(item)).toEqual(
      expect.arrayContaining([
        rule,
        'EXDATE;TZID=W. Europe Standard Time:20260309T090000',
        'RECURRENCE-ID;TZID=W. Europe Standard Time:20260305T090000',
        'SUMMARY:Verschoben',
      ]),
    )
  })

  test.each([
    'FREQ=DAILY;INTERVAL=3;COUNT=5',
    'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE,FR;WKST=SU',
    'FREQ=MONTHLY;INTERVAL=1;BYMONTHDAY=2;UNTIL=20261202T080000Z',
    'FREQ=MONTHLY;INTERVAL=1;BYMONTHDAY=-1;COUNT=4',
    'FREQ=MONTHLY;INTERVAL=2;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1;COUNT=4',
    'FREQ=YEARLY;INTERVAL=1;BYMONTHDAY=2;BYMONTH=3',
    'FREQ=YEARLY;INTERVAL=1;BYDAY=MO;BYSETPOS=-1;BYMONTH=3;COUNT=2',
  ])('comes back with the rule %s', async (rule) => {
    const item = await read(idOf(await create(mime(calendar(event('UID:r', ...TIMES, `RRULE:${rule}`))))))
    const parts = (text: string): string[] => text.split(';').sort()
    const written = linesOf(item).slice(linesOf(item).indexOf('BEGIN:VEVENT'))
    const line = written.find((candidate) => candidate.startsWith('RRULE:'))!
    expect(parts(line.slice('RRULE:'.length))).toEqual(parts(rule))
  })

  test('leaves out exceptions at times when the series does not take place', async () => {
    const rule = 'RRULE:FREQ=DAILY;COUNT=2'
    const elsewhere = 'EXDATE:20270101T080000Z'
    const item = await read(idOf(await create(mime(calendar(event('UID:x', ...TIMES, rule, elsewhere))))))
    expect(child(item, 'DeletedOccurrences')).toBeUndefined()
  })

  test.each([
    ['no iCalendar at all', 'From: nobody', 'ErrorMimeContentInvalid'],
    ['without an appointment', calendar(), 'ErrorMimeContentInvalid'],
    [
      'recurring in a way that Exchange does not know',
      calendar(event(...TIMES, 'RRULE:FREQ=HOURLY')),
      'ErrorCalendarInvalidRecurrence',
    ],
  ])('is refused: %s', async (_what, text, code) => {
    expect(childText(await create(mime(text)), 'ResponseCode')).toBe(code)
  })
})

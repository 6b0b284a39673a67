/**
 * The test server behind a gateway that we did not write: DavMail (Debian package davmail-server) serves a mailbox over
 * IMAP and CalDAV, and a client reads and writes mails, appointments and tasks through it. Every answer of the test
 * server is validated against the official schemas.
 */
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fill } from '#test/exchange-server/content/fill.ts'
import { type RawClient, rawClient } from '#test/exchange-server/raw-client.ts'
import { type ExchangeServer, startExchangeServer } from '#test/exchange-server/server.ts'
import { sharedFolder } from '#test/exchange-server/shared-folder.ts'
import { childText } from '#test/exchange-server/soap/xml-tree.ts'
import { type DavMail, startDavMail } from './davmail.ts'
import { DAVMAIL, pythonSteps, titleOf } from './debian-packages.ts'

const ANNA = { address: 'anna.meier@contoso.example', user: 'anna.meier', password: 'geheim' }
const ZONE = '<t:StartTimeZone Id="W. Europe Standard Time"/><t:EndTimeZone Id="W. Europe Standard Time"/>'
const ICALENDAR = [
  'BEGIN:VCALENDAR',
  'VERSION:2.0',
  'PRODID:-//Test//EN',
  'BEGIN:VEVENT',
  'UID:jour-fixe',
  'SUMMARY:Jour fixe',
  'DTSTART;TZID=Europe/Zurich:20260302T090000',
  'DTEND;TZID=Europe/Zurich:20260302T100000',
  'RRULE:FREQ=WEEKLY;COUNT=8;BYDAY=MO,TH',
  'EXDATE;TZID=Europe/Zurich:20260309T090000',
  'END:VEVENT',
  'BEGIN:VEVENT',
  'UID:jour-fixe',
  'RECURRENCE-ID;TZID=Europe/Zurich:20260305T090000',
  'SUMMARY:Jour fixe (verschoben)',
  'DTSTART;TZID=Europe/Zurich:20260305T140000',
  'DTEND;TZID=Europe/Zurich:20260305T150000',
  'END:VEVENT',
  'END:VCALENDAR',
].join('\r\n')

describe.skipIf(DAVMAIL === undefined)(titleOf('DavMail', 'davmail-server', DAVMAIL !== undefined), () => {
  let server: ExchangeServer
  let raw: RawClient
  let davMail: DavMail | undefined

  beforeEach(async () => {
    server = await startExchangeServer({ mailboxes: [ANNA] })
    raw = rawClient(server.url, ANNA)
  })
  afterEach(async () => {
    await davMail?.stop()
    raw.close()
    await server.stop()
  })

  const create = async (item: string): Promise<void> => {
    const { messages } = await raw.call(
      `<CreateItem SendMeetingInvitations="SendToNone"><Items>${item}</Items></CreateItem>`,
    )
    expect(childText(messages[0], 'ResponseCode')).toBe('NoError')
  }

  it('serves mails, appointments and tasks, and takes them', { timeout: 180_000 }, async () => {
    const mailbox = server.mailbox(ANNA.address)
    const shared = sharedFolder()
    const corpus = shared === undefined ? [] : [path.join(shared, 'corpus', 'mail')]
    for (const folder of corpus) await fill(mailbox, { corpus: folder })
    await create(
      '<t:CalendarItem><t:Subject>Zahnarzt</t:Subject><t:Body BodyType="Text">Bitte pünktlich</t:Body>' +
        '<t:Start>2026-03-02T09:00:00</t:Start><t:End>2026-03-02T10:30:00</t:End><t:Location>Bern</t:Location>' +
        `${ZONE}</t:CalendarItem>`,
    )
    await create(
      `<t:CalendarItem><t:MimeContent>${Buffer.from(ICALENDAR).toString('base64')}</t:MimeContent></t:CalendarItem>`,
    )
    await create(
      '<t:CalendarItem><t:Subject>Ferien</t:Subject><t:Start>2026-03-03T00:00:00</t:Start>' +
        `<t:End>2026-03-04T00:00:00</t:End><t:IsAllDayEvent>true</t:IsAllDayEvent>${ZONE}</t:CalendarItem>`,
    )
    await create(
      '<t:Task><t:Subject>Offerte</t:Subject><t:DueDate>2026-12-04T00:00:00Z</t:DueDate>' +
        '<t:PercentComplete>25</t:PercentComplete><t:Status>InProgress</t:Status></t:Task>',
    )

    davMail = await startDavMail(server.url)
    const ports = [davMail.imapPort, davMail.caldavPort].map(String)
    const args = [...ports, ANNA.address, ANNA.password, ...corpus]
    const steps = await pythonSteps('davmail-tour.py', args).catch(async (error: unknown) => {
      throw new Error(await davMail?.log(), { cause: error })
    })

    expect(steps.at(-1)).toBe('ok complete a task')
    const subjects = (folder: string): string[] => mailbox.items(folder).map((item) => item.subject)
    expect(subjects('calendar').sort()).toEqual(['Ferien', 'Jour fixe', 'Serie', 'Zahnarzt'])
    const series = mailbox.items('calendar').find(({ subject }) => subject === 'Serie')
    expect(series?.exceptions?.modified.size).toBe(1)
    expect(series?.exceptions?.deleted.size).toBe(1)
    expect(
      mailbox.items('tasks').map(({ subject, fields }) => [subject, fields.get('Status')?.text]),
    ).toEqual([
      ['Offerte', 'InProgress'],
      ['Anrufen', 'Completed'],
    ])
    expect(server.mailsSent).toEqual([])
    expect(server.failedSignIns(ANNA.user)).toBe(0)
  })
})

/** What the view of the data asks for: folders, words, ranges of the calendar, tasks, and where an object stands. */
import { describe, expect, it } from 'vitest'
import type { EmailPageQuery } from '#electron/prime/items/email-list.ts'
import type { Instant, PlainDate } from '#shared/domain/ids.ts'
import { appError } from '#shared/errors.ts'
import type { AppointmentTimes, EmailRecord } from '#shared/domain/prime-items.ts'
import { eachTest, type Adapter } from './contract.ts'
import { LIMITS, aMeetingSeries, aTask, anAppointment, anEmail, link, valueOf } from './builders.ts'

const MARCH = { from: '2026-03-01T00:00:00.000Z' as Instant, to: '2026-04-01T00:00:00.000Z' as Instant }

export function places(adapter: Adapter): void {
  const given = eachTest(adapter)

  const found = async (query: Partial<EmailPageQuery>): Promise<string[]> => {
    const all = { primeEmailAccountId: given.mailbox.account, offset: 0, limit: 50 }
    return valueOf(await given.store.listEmails({ ...all, ...query })).emails.map(({ subject }) => subject)
  }
  const email = (subject: string, changes: Partial<EmailRecord> = {}) =>
    given.mailbox.created(anEmail({ subject, ...changes }))

  describe('the e-mails of a folder', () => {
    it('are counted with those that are unread, and are what the folder shows', async () => {
      await email('a')
      await email('b', { isRead: true })
      await email('c', { folder: 'further:Projekte/2026', isRead: true })
      const { folders } = valueOf(await given.store.accountContents(given.mailbox.account))
      expect([...folders].sort((one, other) => one.folder.localeCompare(other.folder))).toEqual([
        { folder: 'further:Projekte/2026', total: 1, unread: 0 },
        { folder: 'inbox', total: 2, unread: 1 },
      ])
      expect(await found({ folder: 'further:Projekte/2026' })).toEqual(['c'])
      expect(await found({ folder: null })).toHaveLength(3)
      expect(await found({ folder: 'sent' })).toEqual([])
    })

    it('come from the newest or from the oldest; drafts by when they were written', async () => {
      const days = ['01', '03', '02'].map((day) => `2026-01-${day}T00:00:00.000Z` as Instant)
      for (const [index, at] of days.entries()) {
        await email(`e${index}`, { receivedAt: at })
        await email(`d${index}`, { folder: 'drafts', receivedAt: null, sentAt: at })
      }
      expect(await found({ folder: 'inbox' })).toEqual(['e1', 'e2', 'e0'])
      expect(await found({ folder: 'inbox', order: 'oldest' })).toEqual(['e0', 'e2', 'e1'])
      expect(await found({ folder: 'drafts' })).toEqual(['d1', 'd2', 'd0'])
    })
  })

  describe('words', () => {
    it.each([
      ['offerte', ['Offerte Dach 100%']],
      ['übersicht', ['Übersicht']],
      ['ÜBERSICHT', ['Übersicht']],
      ['dach offerte', ['Offerte Dach 100%']],
      ['100%', ['Offerte Dach 100%']],
      ['beat offerte', ['Offerte Dach 100%']],
      ['keller@firma.ch', ['Übersicht']],
      ['müller', ['Übersicht']],
      ['_', []],
      ['name', []],
      ['address', []],
      ['"', []],
      ['gibt es nicht', []],
    ])('%j finds %j, in subject and people', async (search, expected) => {
      await email('Offerte Dach 100%')
      await email('Übersicht', {
        from: { name: 'Keller', address: 'keller@firma.ch' },
        to: [{ name: 'Müller', address: 'm@firma.ch' }],
      })
      expect(await found({ search })).toEqual(expected)
    })
  })

  describe('a range of the calendar', () => {
    const near = async (): Promise<string[]> => {
      const items = valueOf(await given.store.appointmentsNear(given.mailbox.account, MARCH))
      return items.map(({ record }) => record.subject).sort()
    }
    const at = (subject: string, start: string, end: string) =>
      given.mailbox.created(
        anAppointment({
          ...{ subject, uid: subject },
          times: { kind: 'timed', start: `${start}Z`, end: `${end}Z`, timeZone: null } as AppointmentTimes,
        }),
      )

    it('has what touches it, and nothing of before or after', async () => {
      await at('davor', '2026-01-10T09:00:00.000', '2026-01-10T10:00:00.000')
      await at('hinein', '2026-02-20T09:00:00.000', '2026-03-02T10:00:00.000')
      await at('darin', '2026-03-10T09:00:00.000', '2026-03-10T10:00:00.000')
      await at('danach', '2026-05-10T09:00:00.000', '2026-05-10T10:00:00.000')
      expect(await near()).toEqual(['darin', 'hinein'])
    })

    it('has a series that runs in it, and one of which an exception was moved into it', async () => {
      const series = aMeetingSeries()
      const over = {
        ...series.series!,
        recurrence: {
          pattern: { kind: 'daily', interval: 1 } as const,
          range: { kind: 'end-date', start: day('2025-01-01'), end: day('2025-02-01') } as const,
        },
      }
      await given.mailbox.created({ ...series, subject: 'läuft' })
      await given.mailbox.created({ ...series, uid: '2', subject: 'verschoben', series: over })
      const ended = { ...over, exceptions: [] }
      await given.mailbox.created({ ...series, uid: '3', subject: 'vorbei', series: ended })
      expect(await near()).toEqual(['läuft', 'verschoben'])
    })
  })

  describe('the list of tasks', () => {
    it('begins with what is due first and ends with what was done first', async () => {
      const task = (subject: string, changes: Parameters<typeof aTask>[0]) =>
        given.mailbox.created(aTask({ subject, ...changes }))
      const done = { status: 'completed', percentComplete: 100 } as const
      await task('früh erledigt', { ...done, completedDate: day('2026-01-01') })
      await task('ohne Termin', { dueDate: null })
      await task('spät erledigt', { ...done, completedDate: day('2026-02-01') })
      await task('bald', { dueDate: day('2026-03-01') })
      await task('später', { dueDate: day('2026-04-01') })
      const page = { primeEmailAccountId: given.mailbox.account, offset: 0, limit: 9 }
      const { total, tasks } = valueOf(await given.store.listTasks(page))
      expect(total).toBe(5)
      expect(tasks.map(({ subject }) => subject)).toEqual([
        ...['bald', 'später', 'ohne Termin', 'spät erledigt', 'früh erledigt'],
      ])
    })
  })

  describe('where an object stands', () => {
    const statusOf = async ({ id }: Awaited<ReturnType<typeof email>>) =>
      valueOf(await given.store.status.itemStatus(given.mailbox.pair.id, id, LIMITS))

    it('waits until a run has written it, then it is in Exchange since that moment', async () => {
      const item = await email('neu')
      expect(await statusOf(item)).toEqual({ state: 'waiting', isLinked: false, attempts: 0, error: null })
      await given.mailbox.observePrime()
      expect(await statusOf(item)).toMatchObject({ state: 'waiting', isLinked: false })
      const before = new Date().toISOString()
      await given.mailbox.commit(link(item, 'x'))
      const status = await statusOf(item)
      expect(status).toMatchObject({ state: 'synchronised', folder: 'inbox' })
      expect(status.state === 'synchronised' && status.at !== null && status.at >= before).toBe(true)
    })

    it('is in Exchange when it came from there, and waits again once somebody has changed it', async () => {
      const item = await given.mailbox.imported('a')
      expect(await statusOf(item)).toMatchObject({ state: 'synchronised' })
      await given.store.updateItem(item.id, anEmail({ subject: 'Geändert' }), null)
      expect(await statusOf(item)).toMatchObject({ state: 'waiting', isLinked: true })
    })

    it('tells the reason of a failure, and that it was given up', async () => {
      const item = await email('neu')
      const error = appError('prime.write-failed', { reason: 'x' })
      const fail = { write: 'fail-prime', primeItemId: item.id, error } as const
      await given.mailbox.commit({ ...fail, giveUp: false })
      expect(await statusOf(item)).toEqual({ state: 'waiting', isLinked: false, attempts: 1, error })
      await given.mailbox.commit({ ...fail, giveUp: true })
      expect(await statusOf(item)).toMatchObject({ state: 'failed', isLinked: false, error })
    })

    it('is left alone when a run had nothing to do about it, and gone when it was deleted', async () => {
      const item = await email('alt')
      await given.mailbox.observePrime()
      await given.mailbox.commit({ write: 'settle-prime', primeItemId: item.id })
      expect(await statusOf(item)).toEqual({ state: 'left-alone' })
      await given.store.deleteItem(item.id, null)
      const status = given.store.status.itemStatus(given.mailbox.pair.id, item.id, LIMITS)
      expect(await status).toMatchObject({ error: { code: 'prime-item.not-found' } })
    })
  })
}

const day = (text: string): PlainDate => text as PlainDate

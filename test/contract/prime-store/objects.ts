/** Accounts, objects, the change feed. */
import { describe, expect, it } from 'vitest'
import type { Instant, PrimeEmailAccountId, PrimeItemId } from '#shared/domain/ids.ts'
import { eachTest, type Adapter } from './contract.ts'
import { ANNA, aMeetingSeries, aTask, anAppointment, anEmail, revision, valueOf } from './builders.ts'

const NOBODY = '00000000-0000-4000-8000-000000000001'

export function objects(adapter: Adapter): void {
  const given = eachTest(adapter)

  describe('e-mail accounts', () => {
    it('are listed by address, with their owners', async () => {
      const team = { address: 'Aktuell@firma.ch', owner: { kind: 'team', name: 'Verkauf' } } as const
      await given.store.createEmailAccount(team)
      expect(valueOf(await given.store.listEmailAccounts())).toMatchObject([
        team,
        { address: ANNA, owner: { kind: 'employee', name: 'Anna Meier' } },
      ])
    })

    it('have an address that is taken whatever its case', async () => {
      const draft = { address: 'ANNA@Firma.ch', owner: { kind: 'employee', name: 'x' } } as const
      expect(await given.store.createEmailAccount(draft)).toMatchObject({
        error: { fields: [{ path: 'address', code: 'prime-email-account.address-taken' }] },
      })
      expect(valueOf(await given.store.listEmailAccounts())).toHaveLength(1)
    })
  })

  describe('an object', () => {
    it.each([
      ['an e-mail', anEmail()],
      [
        'a draft in a further folder',
        anEmail({ folder: 'further:Projekte/2026', isDraft: true, from: null }),
      ],
      ['an appointment', anAppointment({ uid: null, reminderMinutes: null })],
      ['a meeting series with exceptions', aMeetingSeries()],
      ['a task', aTask()],
      ['a task without times', aTask({ dueDate: null, reminderAt: null, recurrence: null })],
    ])('comes back as it was saved: %s', async (_, record) => {
      const created = await given.mailbox.created(record)
      expect(created.record).toEqual(record)
      await given.store.close()
      given.store = await given.place.open()
      expect(valueOf(await given.store.findItem(created.id))).toEqual(created)
    })

    it('is replaced as a whole, and loses what the new record does not have', async () => {
      const { id, revision: before } = await given.mailbox.created(aMeetingSeries())
      const single = anAppointment({ kind: 'absence' })
      const updated = valueOf(await given.store.updateItem(id, single, before))
      expect(updated).toMatchObject({ id, record: single })
      expect(updated.revision).toBeGreaterThan(before)
      expect(valueOf(await given.store.findItem(id))).toEqual(updated)
    })

    it('that somebody has changed meanwhile is neither replaced nor deleted', async () => {
      const { id, revision: read } = await given.mailbox.created()
      const theirs = valueOf(await given.store.updateItem(id, anEmail({ subject: 'Neu' }), read))
      const changed = { error: { code: 'prime-item.changed-meanwhile' } }
      expect(await given.store.updateItem(id, anEmail(), read)).toMatchObject(changed)
      expect(await given.store.deleteItem(id, read)).toMatchObject(changed)
      expect(valueOf(await given.store.findItem(id))).toEqual(theirs)
      valueOf(await given.store.updateItem(id, anEmail({ subject: 'Trotzdem' }), null))
    })

    it('that was deleted is not found, and comes back only under its own id', async () => {
      const { id } = await given.mailbox.created()
      valueOf(await given.store.deleteItem(id, null))
      const gone = { error: { code: 'prime-item.not-found' } }
      expect(await given.store.findItem(id)).toMatchObject(gone)
      expect(await given.store.updateItem(id, anEmail(), null)).toMatchObject(gone)
      expect(await given.store.deleteItem(id, null)).toMatchObject(gone)
      const restored = await given.mailbox.created(anEmail({ subject: 'Zurück' }), id)
      expect(restored).toMatchObject({ id, record: { subject: 'Zurück' } })
      expect(await given.store.createItem(given.mailbox.account, anEmail(), id)).toMatchObject({
        error: { code: 'prime-item.changed-meanwhile' },
      })
    })

    it('never becomes one of another kind', async () => {
      const { id } = await given.mailbox.created()
      expect(await given.store.updateItem(id, aTask(), null)).toMatchObject({ ok: false })
      expect(valueOf(await given.store.findItem(id)).record.kind).toBe('email')
    })

    it('belongs to an account that exists', async () => {
      const nobody = NOBODY as PrimeEmailAccountId
      const expected = { error: { code: 'prime-email-account.not-found' } }
      expect(await given.store.createItem(nobody, anEmail())).toMatchObject(expected)
      expect(await given.store.status.openPair(nobody, ANNA)).toMatchObject(expected)
    })

    it('is listed by kind in the order of changes, page by page', async () => {
      const first = await given.mailbox.created(aTask({ subject: '1' }))
      const second = await given.mailbox.created(aTask({ subject: '2' }))
      await given.mailbox.created(anEmail())
      const moved = valueOf(await given.store.updateItem(first.id, aTask({ subject: '1b' }), null))
      const query = { primeEmailAccountId: given.mailbox.account, kind: 'tasks', limit: 1 } as const
      expect(valueOf(await given.store.listItems({ ...query, after: null }))).toEqual([second])
      expect(valueOf(await given.store.listItems({ ...query, after: second.revision }))).toEqual([moved])
      expect(valueOf(await given.store.listItems({ ...query, after: moved.revision }))).toEqual([])
    })
  })

  describe('the change feed', () => {
    it('has one line for each object, its latest change, in order', async () => {
      const email = await given.mailbox.created()
      const task = await given.mailbox.created(aTask())
      valueOf(await given.store.updateItem(email.id, anEmail({ subject: 'Neu' }), null))
      valueOf(await given.store.deleteItem(task.id, null))
      const query = { primeEmailAccountId: given.mailbox.account, limit: 9 }
      const feed = valueOf(await given.store.changesSince({ ...query, after: revision(0) }))
      expect(feed).toMatchObject([
        { itemId: email.id, kind: 'emails', change: 'saved' },
        { itemId: task.id, kind: 'tasks', change: 'deleted' },
      ])
      expect(feed[1]!.revision).toBeGreaterThan(feed[0]!.revision)
      expect(valueOf(await given.store.changesSince({ ...query, after: feed[0]!.revision }))).toEqual([
        feed[1],
      ])
    })
  })

  describe('the list of e-mails', () => {
    it('goes from the newest to the oldest, the undated last, page by page without gap or repetition', async () => {
      for (const day of ['2026-01-03', null, '2026-01-01', '2026-01-02', '2026-01-02', null])
        await given.mailbox.created(
          anEmail({ receivedAt: day === null ? null : (`${day}T00:00:00.000Z` as Instant) }),
        )
      const query = { primeEmailAccountId: given.mailbox.account, limit: 2 }
      const pages = []
      for (const offset of [0, 2, 4, 6])
        pages.push(valueOf(await given.store.listEmails({ ...query, offset })))
      expect(pages.map(({ total }) => total)).toEqual([6, 6, 6, 6])
      const all = pages.flatMap(({ emails }) => emails)
      expect(all.map(({ receivedAt }) => receivedAt?.slice(8, 10) ?? null)).toEqual([
        '03',
        '02',
        '02',
        '01',
        null,
        null,
      ])
      expect(new Set(all.map(({ id }) => id)).size).toBe(6)
    })

    it('opens an e-mail with its summary, and nothing else', async () => {
      const { id, record } = await given.mailbox.created()
      const opened = valueOf(await given.store.findEmail(id))
      expect(opened).toMatchObject({ record, summary: { id, subject: 'Grüezi', attachmentCount: 2 } })
      const task = await given.mailbox.created(aTask())
      for (const other of [task.id, NOBODY as PrimeItemId])
        expect(await given.store.findEmail(other)).toMatchObject({ error: { code: 'email.not-found' } })
    })
  })
}

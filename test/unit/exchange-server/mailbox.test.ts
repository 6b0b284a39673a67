import { describe, expect, test } from 'vitest'
import { ChangeLog } from '#test/exchange-server/mailbox/change-log.ts'
import { Mailbox } from '#test/exchange-server/mailbox/mailbox.ts'
import { isWellFormedId } from '#test/exchange-server/mailbox/ids.ts'

const newMailbox = (): Mailbox => new Mailbox({ address: 'anna.meier@contoso.example', password: 'geheim' })

describe('a mailbox of the test server', () => {
  test('ids look like those of Exchange and are the same after every start', async () => {
    const ids = await Promise.all(
      [newMailbox(), newMailbox()].map((mailbox) => mailbox.addMessage({ subject: 'A' })),
    )
    expect(ids[0]).toBe(ids[1])
    expect(ids[0]).toMatch(/^AAMk[A-Za-z0-9+/=]{148}$/)
    expect(isWellFormedId(ids[0]!)).toBe(true)
    expect(newMailbox().folder('inbox')!.id).toMatch(/^AAMk[A-Za-z0-9+/=]{116}$/)
  })

  test('every write gives a new change key', async () => {
    const mailbox = newMailbox()
    const id = await mailbox.addMessage({ subject: 'A' })
    const keys = [mailbox.item(id)!.changeKey]
    mailbox.setRead(id)
    keys.push(mailbox.item(id)!.changeKey)
    mailbox.updateMessage(id, { subject: 'B' })
    keys.push(mailbox.item(id)!.changeKey)
    expect(new Set(keys).size).toBe(3)
    expect(keys[0]).toHaveLength(40)
  })

  test('setting the read flag as it is changes nothing', async () => {
    const mailbox = newMailbox()
    const id = await mailbox.addMessage({ subject: 'A' }, { isRead: true })
    const { sequence } = mailbox
    mailbox.setRead(id, true)
    expect(mailbox.sequence).toBe(sequence)
  })

  test('a folder counts its items and its unread items', async () => {
    const mailbox = newMailbox()
    const ids = await Promise.all(['A', 'B', 'C'].map((subject) => mailbox.addMessage({ subject })))
    mailbox.setRead(ids[0]!)
    mailbox.deleteMessage(ids[1]!)
    const moved = mailbox.moveMessage(ids[2]!, 'junkemail')
    expect(moved).not.toBe(ids[2])
    expect(mailbox.item(ids[2]!)).toBeUndefined()
    expect(mailbox.folder('inbox')).toMatchObject({ totalCount: 1, unreadCount: 0 })
    expect(mailbox.folder('junkemail')).toMatchObject({ totalCount: 1, unreadCount: 1 })
    expect(mailbox.count()).toBe(2)
  })

  test('a deleted folder takes its items and the folders below with it', async () => {
    const mailbox = newMailbox()
    const parent = mailbox.createFolder('Projekte')
    const below = mailbox.createFolder('Größe', parent)
    const id = await mailbox.addMessage({ subject: 'A' }, { folder: below })
    mailbox.deleteFolder(parent)
    expect([mailbox.folder(parent), mailbox.folder(below), mailbox.item(id)]).toEqual([
      undefined,
      undefined,
      undefined,
    ])
    expect(mailbox.folder('msgfolderroot')!.childFolderCount).toBe(11)
  })
})

describe('the change log', () => {
  test('stays small and correct when one item changes for ever', () => {
    const log = new ChangeLog<string>()
    const tracked = log.create('a', 'value', 1)
    for (let sequence = 2; sequence < 10_000; sequence++) log.record(tracked, 'updated', sequence)
    expect(log.since(0, 10).changes).toEqual([{ kind: 'created', id: 'a', value: 'value' }])
    expect(log.since(5000, 10)).toEqual({
      changes: [{ kind: 'updated', id: 'a', value: 'value' }],
      position: 9999,
      more: false,
    })
  })
})

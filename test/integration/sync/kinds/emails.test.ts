/** E-mails as the kind reads and writes them, rule by rule, against the test server. */
import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { emailsKind } from '#electron/sync/kinds/emails.ts'
import type { ExchangeVersion, StoredVersion } from '#electron/sync/kinds/kind.ts'
import { EMAIL_FIELDS, contentFieldsOf } from '#electron/sync/mapping/emails.ts'
import { changedFields, digestsOf, isExported, isImported } from '#electron/sync/mapping/field-table.ts'
import type { EmailRecord } from '#shared/domain/prime-items.ts'
import { madeElement } from '#test/exchange-server/soap/copy-element.ts'
import { needingSharedFolder, sharedFolder } from '#test/exchange-server/shared-folder.ts'
import { ANNA, BEAT, valueOf } from '#test/integration/exchange/gateway/support.ts'
import { errorOf } from '#test/unit/exchange/support/answers.ts'
import { KindUnderTest, inMemory, instant, newClientId } from './kind-under-test.ts'

let test: KindUnderTest<EmailRecord>
beforeEach(async () => {
  test = await KindUnderTest.start(emailsKind)
})
afterEach(async () => {
  await test.end()
})

const mimeOf = (subject: string, headers: readonly string[] = [], text = 'Guten Tag') =>
  Buffer.from(
    [
      `From: Anna <${ANNA}>`,
      `To: Beat <${BEAT}>`,
      `Subject: ${subject}`,
      'Date: Fri, 27 Mar 2026 09:00:00 +0100',
      'MIME-Version: 1.0',
      ...headers,
      'Content-Type: text/plain; charset=utf-8',
      '',
      text,
      '',
    ].join('\r\n'),
  )

/** A record as Winoffice Prime has it of a MIME content. */
async function recordOf(mime: Uint8Array, changes: Partial<EmailRecord> = {}): Promise<EmailRecord> {
  const content = inMemory(mime)
  const hash = content.sha256 as EmailRecord['mime']
  valueOf(await test.storeContents([content]))
  return {
    ...valueOf(await contentFieldsOf(content)),
    kind: 'email',
    folder: 'inbox',
    receivedAt: instant('2026-03-27T08:00:05Z'),
    isRead: false,
    isDraft: false,
    flag: 'none',
    importance: 'normal',
    categories: [],
    mustBeEncrypted: false,
    mime: hash,
    size: mime.length,
    ...changes,
  }
}

async function imported(folder: 'inbox' | 'drafts' | 'deleted' | 'sent' = 'inbox') {
  const [version] = await test.fetchAll(folder)
  return version!
}

const linkedTo = (version: ExchangeVersion<EmailRecord>) => ({
  id: version.id,
  changeKey: version.changeKey,
  folder: version.record.folder,
})

describe('reading', () => {
  it('gives a message with all its properties and its keys', async () => {
    await test.mailbox.addMessage(mimeOf('Offerte', ['Bcc: Carla <carla@contoso.example>']), {
      isRead: true,
      isDraft: true,
      importance: 'High',
      categories: ['Blau', 'Rot'],
      receivedAt: Date.parse('2026-03-27T08:00:05Z'),
      fields: new Map([
        ['Flag', { ...madeElement('Flag', ''), children: [madeElement('FlagStatus', 'Flagged')] }],
      ]),
      folder: 'drafts',
    })
    const { record, keys, createdAt } = await imported('drafts')
    expect(record).toMatchObject({
      folder: 'drafts',
      subject: 'Offerte',
      from: { address: ANNA },
      to: [{ name: 'Beat', address: BEAT }],
      bcc: [{ name: 'Carla', address: 'carla@contoso.example' }],
      sentAt: '2026-03-27T08:00:00.000Z',
      receivedAt: '2026-03-27T08:00:05.000Z',
      isRead: true,
      isDraft: true,
      flag: 'flagged',
      importance: 'high',
      categories: ['Blau', 'Rot'],
      itemClass: 'IPM.Note',
      encryption: 'none',
    })
    expect(keys.searchKey).toMatch(/^[\w+/]{22}==$/)
    expect(keys.clientId).toBeNull()
    expect(createdAt).not.toBeNull()
  })

  it('fetches in portions, several under way at a time, each item once', async () => {
    for (let number = 0; number < 250; number++)
      await test.mailbox.addMessage({ subject: `Nr. ${number}`, text: 'x' })
    const ids = test.mailbox.items('inbox').map(({ id }) => id)
    test.server.clearJournal()
    const seen: string[] = []
    const items = ids.map((id) => ({ id: id as never, folder: 'inbox', size: 200 }) as const)
    valueOf(
      await emailsKind.fetch(test.session, items, (id, version) => {
        valueOf(version)
        seen.push(id)
        return Promise.resolve()
      }),
    )
    expect(seen.sort()).toEqual([...ids].sort())
    expect(test.operations()).toEqual({ GetItem: 3 })
  })

  it('ends with the error of a request, and hands on nothing twice', async () => {
    const id = await test.mailbox.addMessage({ subject: 'x', text: 'x' })
    test.server.misbehave({ behaviour: 'mailbox-moved', operation: 'GetItem' })
    let calls = 0
    const answered = await emailsKind.fetch(
      test.session,
      [{ id: id as never, folder: 'inbox', size: null }],
      () => {
        calls += 1
        return Promise.resolve()
      },
    )
    expect(errorOf(answered).category).toBe('moved')
    expect(calls).toBe(0)
  })

  it('contacts, appointments and tasks in the deleted items are never taken for mail', async () => {
    const fields = new Map(
      ['Start', 'End', 'DateTimeStamp'].map((name) => [name, madeElement(name, '2026-03-27T09:00:00Z')]),
    )
    for (const element of ['Contact', 'DistributionList', 'CalendarItem', 'Task'] as const) {
      expect(emailsKind.concerns(element)).toBe(false)
      await test.mailbox.addMessage(
        { subject: element, text: 'x' },
        { element, folder: 'deleteditems', fields },
      )
    }
    await test.mailbox.addMessage(
      { subject: 'Notiz', text: 'x' },
      {
        itemClass: 'IPM.StickyNote',
        folder: 'deleteditems',
      },
    )
    expect(await test.fetchAll('deleted')).toEqual([])
    for (const element of ['Message', 'MeetingRequest', 'MeetingCancellation', 'PostItem', 'Unheard']) {
      expect(emailsKind.concerns(element)).toBe(true)
    }
  })

  it('a meeting request is an e-mail with its content', async () => {
    await test.mailbox.addMessage(mimeOf('Sitzung'), {
      element: 'MeetingRequest',
      itemClass: 'IPM.Schedule.Meeting.Request',
    })
    expect((await imported()).record).toMatchObject({
      subject: 'Sitzung',
      itemClass: 'IPM.Schedule.Meeting.Request',
    })
  })
})

describe('encrypted messages pass through opaque and unchanged', () => {
  it.each([
    [
      'S/MIME',
      ['Content-Transfer-Encoding: base64'],
      'application/pkcs7-mime; smime-type=enveloped-data',
      'smime',
    ],
    ['PGP/MIME', [], 'multipart/encrypted; protocol="application/pgp-encrypted"; boundary=b', 'pgp'],
    ['PGP in the text', [], 'text/plain', 'pgp'],
  ] as const)('%s', async (_name, headers, type, encryption) => {
    const text =
      '--b\r\nContent-Type: text/plain\r\n\r\n-----BEGIN PGP MESSAGE-----\r\n\r\nhQEMA\r\n-----END PGP MESSAGE-----\r\n--b--'
    const mime = Buffer.from(
      mimeOf('Geheim', headers, text).toString().replace('text/plain; charset=utf-8', type),
    )
    await test.mailbox.addMessage(mime)
    const { record } = await imported()
    expect(record.encryption).toBe(encryption)
    expect(Buffer.from(test.contents.get(record.mime)!).equals(mime)).toBe(true)

    const created = await test.create({ ...record, folder: 'sent' })
    expect(Buffer.from(test.mailbox.mimeOf(created.id)).equals(mime)).toBe(true)
    expect((await test.fetch(created.id, 'sent'))!.record.encryption).toBe(encryption)
  })
})

it(needingSharedFolder('real mail goes to Winoffice Prime and back byte for byte'), async ({ skip }) => {
  const folder = sharedFolder()
  if (folder === undefined) skip()
  const names = (await readdir(join(folder!, 'corpus/mail'))).filter((name) => name.endsWith('.eml'))
  const mails = await Promise.all(names.map((name) => readFile(join(folder!, 'corpus/mail', name))))
  for (const mime of mails) await test.mailbox.addMessage(mime)
  const versions = await test.fetchAll('inbox')
  expect(versions.length).toBe(mails.length)
  expect(mails.length).toBeGreaterThan(50)
  const archive = test.furtherFolder('Archiv')
  for (const [index, { record }] of versions.entries()) {
    expect(Buffer.from(test.contents.get(record.mime)!).equals(mails[index]!)).toBe(true)
    const created = await test.create({ ...record, folder: archive })
    expect(Buffer.from(test.mailbox.mimeOf(created.id)).equals(mails[index]!)).toBe(true)
    const again = await test.fetch(created.id, archive)
    // Nothing that is compared has changed on the way.
    const moved = { ...record, folder: archive }
    expect(changedFields(EMAIL_FIELDS, again!.record, digestsOf(EMAIL_FIELDS, moved)), names[index]).toEqual(
      [],
    )
  }
})

describe('creating', () => {
  it('makes a received message with its state, which is no draft', async () => {
    const record = await recordOf(mimeOf('Rechnung'), {
      isRead: false,
      flag: 'complete',
      importance: 'low',
      categories: ['Rot'],
    })
    const clientId = newClientId()
    const created = await test.create(record, clientId)
    expect(created).toMatchObject({ folder: 'inbox', record: null, replaces: null, keys: { clientId } })
    const read = await test.fetch(created.id, 'inbox')
    expect(changedFields(EMAIL_FIELDS, read!.record, digestsOf(EMAIL_FIELDS, record))).toEqual([])
    expect(read!.record).toMatchObject({ isDraft: false, isRead: false, sentAt: record.sentAt })
    expect(read!.keys.clientId).toBe(clientId)
    expect(test.server.mailsSent).toEqual([])
  })

  it('is found by its client id, also by the one of a message that is to be sent', async () => {
    const ids = [newClientId(), newClientId(), newClientId()] as const
    await test.create(await recordOf(mimeOf('A')), ids[0])
    await test.create(await recordOf(mimeOf('B'), { folder: 'outbox', isDraft: true }), ids[1])
    const inInbox = valueOf(await emailsKind.find(test.session, 'inbox', ids))
    expect([...inInbox.keys()]).toEqual([ids[0]])
    const home = emailsKind.homeOf(await recordOf(mimeOf('B'), { folder: 'outbox' }))
    const toSend = valueOf(await emailsKind.find(test.session, home, ids))
    expect([...toSend]).toMatchObject([[ids[1], { folder: 'drafts' }]])
  })

  it('takes many messages in one request; when it is too large, the one to blame is found', async () => {
    const records = await Promise.all(['A', 'B', 'C'].map(async (subject) => recordOf(mimeOf(subject))))
    const large = await recordOf(mimeOf('Gross', [], 'x'.repeat(3 * 1024 * 1024)))
    test.server.misbehave({ behaviour: 'request-too-large', when: ({ body }) => body.length > 1024 * 1024 })
    test.server.clearJournal()
    const versions = [records[0]!, large, ...records.slice(1)].map((record) => ({
      clientId: newClientId(),
      record,
      folder: record.folder,
    }))
    const created = valueOf(await emailsKind.create(test.session, versions))
    expect(created.map(({ ok }) => ok)).toEqual([true, false, true, true])
    expect(errorOf(created[1]!).category).toBe('too-large')
    expect(test.operations().CreateItem).toBe(1 + versions.length)
  })

  it('a message of the outbox becomes a draft and is not sent', async () => {
    const record = await recordOf(mimeOf('Gruss'), { folder: 'outbox', isDraft: true })
    const created = await test.create(record)
    expect(created.folder).toBe('drafts')
    expect((await test.fetch(created.id, 'drafts'))!.record.isDraft).toBe(true)
    expect(test.mailbox.count('outbox')).toBe(0)
    expect(test.server.mailsSent).toEqual([])
  })
})

describe('changing', () => {
  it('writes read state, flag, importance and categories in one request', async () => {
    await test.mailbox.addMessage(mimeOf('A'), { categories: ['Alt'] })
    const version = await imported()
    const record: EmailRecord = {
      ...version.record,
      isRead: true,
      flag: 'flagged',
      importance: 'high',
      categories: [],
    }
    test.server.clearJournal()
    const fields = ['isRead', 'flag', 'importance', 'categories']
    const stored = await test.update(test.changed(linkedTo(version), version.record, record, fields))
    expect(test.operations()).toEqual({ UpdateItem: 1 })
    expect(stored.id).toBe(version.id)
    const read = await test.fetch(stored.id, 'inbox')
    expect(read!.record).toMatchObject({ isRead: true, flag: 'flagged', importance: 'high', categories: [] })
    expect(read!.changeKey).toBe(stored.changeKey)
    expect(read!.record.mime).toBe(version.record.mime)
  })

  it('refuses over a version that somebody has changed meanwhile', async () => {
    const id = await test.mailbox.addMessage(mimeOf('A'))
    const version = await imported()
    test.mailbox.updateMessage(id, { importance: 'High' })
    const record = { ...version.record, isRead: true }
    const refused = await test.tryUpdate(test.changed(linkedTo(version), version.record, record, ['isRead']))
    expect(errorOf(refused).category).toBe('conflict')
    expect(test.mailbox.item(id)).toMatchObject({ importance: 'High', isRead: false })
  })

  it('no read receipts: neither marking read nor deleting unread tells the sender', async () => {
    const wish = ['Disposition-Notification-To: beat.vogel@contoso.example']
    await test.mailbox.addMessage(mimeOf('Gelesen', wish), {})
    await test.mailbox.addMessage(mimeOf('Gelöscht', wish), { folder: 'deleteditems' })
    const read = await imported()
    const record = { ...read.record, isRead: true }
    await test.update(test.changed(linkedTo(read), read.record, record, ['isRead']))
    valueOf(await test.remove(linkedTo(await imported('deleted'))))
    expect(test.mailbox.count('deleteditems')).toBe(0)
    expect(test.server.mailsSent).toEqual([])
  })

  it('foreign fields are untouched: what nobody maps stays on the item', async () => {
    const path = {
      PropertySetId: '00062008-0000-0000-c000-000000000046',
      PropertyName: 'Fremd',
      PropertyType: 'String',
    }
    const id = await test.mailbox.addMessage(mimeOf('A'), {
      sensitivity: 'Private',
      extendedProperties: [{ path, value: 'bleibt' }],
    })
    const version = await imported()
    const record: EmailRecord = { ...version.record, isRead: true, importance: 'high' }
    await test.update(test.changed(linkedTo(version), version.record, record, ['isRead', 'importance']))
    const archive = test.furtherFolder('Archiv')
    const now = await test.fetch(id, 'inbox')
    const moved = { ...now!.record, folder: archive }
    const stored = await test.update(test.changed(linkedTo(now!), now!.record, moved, ['folder']))
    expect(test.mailbox.item(stored.id)).toMatchObject({
      sensitivity: 'Private',
      extendedProperties: [{ path, value: 'bleibt' }],
    })
  })
})

describe('moving', () => {
  it('gives the new id, and the item is known again by its search key', async () => {
    await test.mailbox.addMessage(mimeOf('A'))
    const version = await imported()
    const record: EmailRecord = { ...version.record, folder: 'junk', isRead: true }
    const stored = await test.update(
      test.changed(linkedTo(version), version.record, record, ['folder', 'isRead']),
    )
    expect(stored.folder).toBe('junk')
    expect(stored.id).not.toBe(version.id)
    const keys = valueOf(await emailsKind.fetchKeys(test.session, [version.id, stored.id]))
    expect([...keys]).toEqual([[stored.id, { ...version.keys }]])
    expect(test.mailbox.item(stored.id)).toMatchObject({ isRead: true })
    expect(stored.changeKey).toBe(test.mailbox.item(stored.id)?.changeKey)
  })

  it('finds the item where an attempt before has moved it', async () => {
    const id = await test.mailbox.addMessage(mimeOf('A', ['Message-ID: <einmalig@contoso.example>']))
    const version = await imported()
    const there = test.mailbox.moveMessage(id, 'junkemail')
    const record: EmailRecord = { ...version.record, folder: 'junk' }
    const stored = await test.update(test.changed(linkedTo(version), version.record, record, ['folder']))
    expect(stored).toMatchObject({ id: there, folder: 'junk' })
  })

  it('says that the item is gone when it is nowhere', async () => {
    const id = await test.mailbox.addMessage(mimeOf('A', ['Message-ID: <einmalig@contoso.example>']))
    const version = await imported()
    test.mailbox.deleteMessage(id)
    const record: EmailRecord = { ...version.record, folder: 'junk' }
    const failed = await test.tryUpdate(test.changed(linkedTo(version), version.record, record, ['folder']))
    expect(errorOf(failed).category).toBe('gone')
  })

  it('restoring from the recycle bin is not synchronised', async () => {
    const record = await recordOf(mimeOf('A'), { folder: 'deleted' })
    const folder = EMAIL_FIELDS.find(({ name }) => name === 'folder')!
    const inTheBin = digestsOf(EMAIL_FIELDS, record)
    const inTheInbox = digestsOf(EMAIL_FIELDS, { ...record, folder: 'inbox' })
    expect(isExported(folder, { ...record, folder: 'inbox' }, inTheBin)).toBe(false)
    expect(isImported(folder, inTheBin)).toBe(false)
    expect(isExported(folder, record, inTheInbox)).toBe(true)
    expect(isImported(folder, inTheInbox)).toBe(true)
  })
})

describe('removing', () => {
  it('moves to the deleted items, and out of those away; what is gone is a success', async () => {
    await test.mailbox.addMessage(mimeOf('A'))
    const version = await imported()
    valueOf(await test.remove(linkedTo(version)))
    const [inTheBin] = test.mailbox.items('deleteditems')
    expect(inTheBin!.subject).toBe('A')
    valueOf(await test.remove(linkedTo(version)))
    valueOf(await test.remove({ id: inTheBin!.id as never, changeKey: null, folder: 'deleted' }))
    expect(test.mailbox.count('deleteditems')).toBe(0)
  })

  it('what was replaced does not turn up among the deleted items', async () => {
    await test.mailbox.addMessage(mimeOf('A'), { folder: 'drafts', isDraft: true })
    const version = { ...linkedTo(await imported('drafts')), record: null, isObsolete: true }
    expect(valueOf(await emailsKind.remove(test.session, [version]))).toEqual([{ ok: true, value: null }])
    expect(test.mailbox.count('drafts')).toBe(0)
    expect(test.mailbox.count('deleteditems')).toBe(0)
  })
})

describe('a draft whose content changed', () => {
  const draft = async (): Promise<ExchangeVersion<EmailRecord>> => {
    await test.mailbox.addMessage(mimeOf('Entwurf'), { folder: 'drafts', isDraft: true, categories: ['Rot'] })
    return await imported('drafts')
  }
  const rewritten = async ({ record }: ExchangeVersion<EmailRecord>): Promise<EmailRecord> => {
    const { mime, size, subject, contentDigest } = await recordOf(mimeOf('Entwurf 2'))
    return { ...record, mime, size, subject, contentDigest }
  }

  it('is created anew with its state, and replaces the older version', async () => {
    const before = await draft()
    const record = await rewritten(before)
    const version = test.changed(linkedTo(before), before.record, record, ['content'])
    const stored = await test.update(version)
    expect(stored).toMatchObject({ folder: 'drafts', replaces: before.id })
    const read = await test.fetch(stored.id, 'drafts')
    expect(read!.record).toMatchObject({ subject: 'Entwurf 2', isDraft: true, categories: ['Rot'] })
    expect(read!.keys.clientId).toBe(version.clientId)
  })

  it('is created once, however often it is asked for', async () => {
    const before = await draft()
    const record = await rewritten(before)
    const version = test.changed(linkedTo(before), before.record, record, ['content'])
    const first = await test.update(version)
    expect(await test.update(version)).toMatchObject({ id: first.id, replaces: before.id })
    expect(test.mailbox.count('drafts')).toBe(2)

    // Somebody went on writing before the attempt was repeated.
    const { mime, size, subject, contentDigest } = await recordOf(mimeOf('Entwurf 3'))
    const later = await test.update({ ...version, record: { ...record, mime, size, subject, contentDigest } })
    expect(later.id).not.toBe(first.id)
    expect(test.mailbox.items('drafts').map((item) => item.subject)).toEqual(['Entwurf', 'Entwurf 3'])
  })

  it('is left alone when it says already what is to be written', async () => {
    const clientId = newClientId()
    const record = await recordOf(mimeOf('Entwurf'), { folder: 'drafts', isDraft: true })
    const created = await test.create(record, clientId)
    const everything = EMAIL_FIELDS.map(({ name }) => name)
    const stored = await test.update(test.changed(created, record, record, everything, { clientId }))
    expect(stored).toMatchObject({ id: created.id, replaces: null })
    expect(test.mailbox.count('drafts')).toBe(1)
  })

  it('is not replaced over a change by somebody else', async () => {
    const before = await draft()
    test.mailbox.updateMessage(before.id, { importance: 'High' })
    const record = await rewritten(before)
    const refused = await test.tryUpdate(test.changed(linkedTo(before), before.record, record, ['content']))
    expect(errorOf(refused).category).toBe('conflict')
    expect(test.mailbox.count('drafts')).toBe(1)
  })

  it('goes up only while it is a draft', async () => {
    const content = EMAIL_FIELDS.find(({ name }) => name === 'content')!
    const record = await recordOf(mimeOf('A'))
    expect(isExported(content, record, {})).toBe(false)
    expect(isExported(content, { ...record, isDraft: true }, {})).toBe(true)
  })
})

describe('sending', () => {
  const outgoing = async (changes: Partial<EmailRecord> = {}) => {
    const record = await recordOf(mimeOf('Gruss'), { folder: 'outbox', isDraft: true, ...changes })
    return { record, created: await test.create({ ...record, mustBeEncrypted: false }) }
  }
  const sending = (created: StoredVersion, record: EmailRecord, more = {}) =>
    test.changed(created, { ...record, folder: created.folder as never }, record, ['folder'], more)

  it('mails a draft that was put into the outbox, once, and keeps the copy', async () => {
    const { record, created } = await outgoing()
    const version = sending(created, record)
    expect(emailsKind.mails(test.session, version)).toBe(true)
    const stored = await test.update(version)
    expect(test.server.mailsSent).toMatchObject([{ from: ANNA, to: [BEAT], subject: 'Gruss' }])
    expect(stored.folder).toBe('sent')
    expect(stored.record).toMatchObject({ folder: 'sent', isDraft: false, isRead: true, subject: 'Gruss' })
    const [copy] = test.mailbox.items('sentitems')
    expect(stored).toMatchObject({
      id: copy!.id,
      changeKey: copy!.changeKey,
      keys: { clientId: version.clientId },
    })
    expect(test.mailbox.count('drafts')).toBe(0)
  })

  it('whose answer was lost is found by its client id, and not sent again', async () => {
    const { record, created } = await outgoing()
    test.server.misbehave({ behaviour: 'drop-after-effect', operation: 'SendItem', times: 1 })
    const version = sending(created, record)
    const lost = await emailsKind.update(test.session, [version])
    expect(lost.ok).toBe(false)
    const stored = await test.update({ ...version, isRepeatedSending: true })
    expect(stored).toMatchObject({ folder: 'sent', record: { folder: 'sent', isDraft: false } })
    expect(test.server.mailsSent.length).toBe(1)
  })

  it('that was never begun is done when it is repeated', async () => {
    const { record, created } = await outgoing()
    const stored = await test.update(sending(created, record, { isRepeatedSending: true }))
    expect(stored.folder).toBe('sent')
    expect(test.server.mailsSent.length).toBe(1)
  })

  it('is uncertain when the message lies neither among the drafts nor among the sent items', async () => {
    const { record, created } = await outgoing()
    test.mailbox.deleteMessage(created.id)
    const version = sending(created, record, { isRepeatedSending: true })
    expect(errorOf(await test.tryUpdate(version)).code).toBe('sync.sending-uncertain')
    expect(test.server.mailsSent).toEqual([])
  })

  it('of a draft that was deleted meanwhile says so', async () => {
    const { record, created } = await outgoing()
    test.mailbox.deleteMessage(created.id)
    expect(errorOf(await test.tryUpdate(sending(created, record))).category).toBe('gone')
  })

  it('never happens to what lay in the outbox of Exchange already', async () => {
    await test.mailbox.addMessage(mimeOf('Von Outlook'), { folder: 'outbox', isDraft: true })
    const [version] = await test.fetchAll('outbox')
    const { record } = version!
    const everything = EMAIL_FIELDS.map(({ name }) => name)
    const changed = test.changed(linkedTo(version!), record, { ...record, isRead: true }, everything)
    expect(emailsKind.mails(test.session, changed)).toBe(false)
    await test.tryUpdate(changed)
    expect(test.server.mailsSent).toEqual([])
  })

  it('replaces a draft that has changed first, and sends it by the update that follows', async () => {
    await test.mailbox.addMessage(mimeOf('Entwurf'), { folder: 'drafts', isDraft: true })
    const before = await imported('drafts')
    const { mime, size, contentDigest } = await recordOf(mimeOf('Entwurf', [], 'Neuer Text'))
    const record: EmailRecord = { ...before.record, folder: 'outbox', mime, size, contentDigest }
    const both = test.changed(linkedTo(before), before.record, record, ['folder', 'content'])
    expect(emailsKind.mails(test.session, both)).toBe(false)
    const replaced = await test.update(both)
    expect(replaced).toMatchObject({ folder: 'drafts', replaces: before.id })
    expect(test.server.mailsSent).toEqual([])
    await test.update(sending(replaced, record))
    expect(test.server.mailsSent.map((mail) => Buffer.from(mail.mime).toString())).toMatchObject([
      expect.stringContaining('Neuer Text'),
    ])
  })

  it('a message marked to be encrypted is refused, and nothing is sent', async () => {
    const marked = await recordOf(mimeOf('Geheim'), {
      folder: 'outbox',
      isDraft: true,
      mustBeEncrypted: true,
    })
    expect(errorOf(await test.tryCreate(marked)).code).toBe('sync.encryption-not-supported')
    expect(test.mailbox.count('drafts')).toBe(0)
    const { created } = await outgoing()
    expect(errorOf(await test.tryUpdate(sending(created, marked))).code).toBe('sync.encryption-not-supported')
    expect(test.server.mailsSent).toEqual([])
  })

  it('what is no draft is not put into the outbox', async () => {
    const folder = EMAIL_FIELDS.find(({ name }) => name === 'folder')!
    const record = await recordOf(mimeOf('A'), { folder: 'outbox' })
    expect(isExported(folder, record, {})).toBe(false)
    expect(isExported(folder, { ...record, isDraft: true }, {})).toBe(true)
  })
})

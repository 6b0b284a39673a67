/** The table of the fields of e-mails, and what is compared of their content. */
import { describe, expect, it } from 'vitest'
import { EMAIL_FIELDS, contentFieldsOf, emailOf } from '#electron/sync/mapping/emails.ts'
import {
  changedFields,
  digestsOf,
  isExported,
  isImported,
  withFields,
} from '#electron/sync/mapping/field-table.ts'
import type { FetchedItem } from '#electron/exchange/exchange-client.ts'
import { contentSpool } from '#electron/exchange/content-spool.ts'
import type { Instant } from '#shared/domain/ids.ts'
import { type EmailRecord, emailRecordSchema } from '#shared/domain/prime-items.ts'
import { valueOf } from '#test/unit/exchange/support/answers.ts'
import { anEmail } from '#test/unit/sync/records.ts'

const at = (text: string) => text as Instant

/** For every field a change of it, and which other fields change with it. */
const CHANGES: Readonly<Record<string, Partial<EmailRecord>>> = {
  folder: { folder: 'junk' },
  isRead: { isRead: true },
  flag: { flag: 'flagged' },
  importance: { importance: 'high' },
  categories: { categories: ['Rot'] },
  content: { contentDigest: 'another' },
  isDraft: { isDraft: true },
  sentAt: { sentAt: at('2026-03-27T08:00:00.000Z') },
  receivedAt: { receivedAt: at('2026-03-27T08:00:00.000Z') },
  internetMessageId: { internetMessageId: '<1@contoso.example>' },
}
const KEPT_BY_PRIME = ['mustBeEncrypted']

describe('the fields of e-mails', () => {
  it('cover everything that a record has', () => {
    const keys = Object.keys(emailRecordSchema.shape).filter((key) => key !== 'kind')
    expect([...new Set(EMAIL_FIELDS.flatMap((rule) => rule.keys))].sort()).toEqual(keys.sort())
    const names = EMAIL_FIELDS.map(({ name }) => name).filter((name) => !KEPT_BY_PRIME.includes(name))
    expect(Object.keys(CHANGES).sort()).toEqual(names.sort())
  })

  it.each(Object.entries(CHANGES))('%s changes and is taken over alone', (name, change) => {
    const before = anEmail()
    const after = anEmail(change)
    expect(changedFields(EMAIL_FIELDS, after, digestsOf(EMAIL_FIELDS, before))).toEqual([name])
    expect(withFields(EMAIL_FIELDS, before, after, new Set([name]))).toEqual(after)
  })

  it('the mark to be encrypted is of Winoffice Prime alone: no version of Exchange takes it away', () => {
    const marked = anEmail({ mustBeEncrypted: true })
    expect(changedFields(EMAIL_FIELDS, anEmail(), digestsOf(EMAIL_FIELDS, marked))).toEqual([])
  })

  it.each([
    ['folder', {}, true],
    ['folder', { folder: 'outbox' }, false],
    ['folder', { folder: 'outbox', isDraft: true }, true],
    ['isRead', {}, true],
    ['flag', {}, true],
    ['importance', {}, true],
    ['categories', {}, true],
    ['content', {}, false],
    ['content', { isDraft: true }, true],
    ['isDraft', { isDraft: true }, false],
    ['sentAt', {}, false],
    ['receivedAt', {}, false],
    ['internetMessageId', {}, false],
  ] satisfies [string, Partial<EmailRecord>, boolean][])(
    '%s of %o goes to Exchange: %s',
    (name, changes, goes) => {
      const rule = EMAIL_FIELDS.find((field) => field.name === name)!
      const record = anEmail(changes)
      expect(isExported(rule, record, digestsOf(EMAIL_FIELDS, anEmail()))).toBe(goes)
    },
  )

  it.each([
    ['deleted', 'inbox', false],
    ['deleted', 'sent', false],
    ['inbox', 'deleted', true],
    ['inbox', 'further:Archiv', true],
  ] as const)('restoring is not synchronised: from %s to %s is mirrored: %s', (from, to, mirrored) => {
    const rule = EMAIL_FIELDS.find(({ name }) => name === 'folder')!
    const base = digestsOf(EMAIL_FIELDS, anEmail({ folder: from }))
    expect(isExported(rule, anEmail({ folder: to }), base)).toBe(mirrored)
    expect(isImported(rule, base)).toBe(mirrored)
  })

  it('the order of categories, and doubled ones, make no difference', () => {
    const base = digestsOf(EMAIL_FIELDS, anEmail({ categories: ['Rot', 'Blau'] }))
    expect(changedFields(EMAIL_FIELDS, anEmail({ categories: ['Blau', 'Rot', 'Rot'] }), base)).toEqual([])
  })
})

const contentOf = async (mime: string) => {
  const sink = contentSpool({ folder: null })()
  valueOf(await sink.write(Buffer.from(mime)))
  return valueOf(await sink.complete())
}
const fieldsOf = async (mime: string) => valueOf(await contentFieldsOf(await contentOf(mime)))
const digestOf = async (mime: string) => (await fieldsOf(mime)).contentDigest

const letter = (changes: Partial<Record<string, string>> = {}) => {
  const {
    boundary = 'b1',
    from = 'Anna <anna@contoso.example>',
    to = 'Beat <beat@contoso.example>',
  } = changes
  const { cc = '', bcc = '', subject = 'Offerte', text = 'Guten Tag\r\n', end = '\r\n' } = changes
  const { name = 'Offerte.pdf', attachment = 'JVBERg==' } = changes
  return [
    `Subject: ${subject}`,
    `From: ${from}`,
    `To: ${to}`,
    ...(cc === '' ? [] : [`Cc: ${cc}`]),
    ...(bcc === '' ? [] : [`Bcc: ${bcc}`]),
    ...(changes.header === undefined ? [] : [changes.header]),
    'MIME-Version: 1.0',
    `Content-Type: multipart/mixed; boundary="${boundary}"`,
    '',
    `--${boundary}`,
    'Content-Type: text/plain; charset=utf-8',
    '',
    text,
    `--${boundary}`,
    `Content-Type: application/pdf; name="${name}"`,
    'Content-Transfer-Encoding: base64',
    `Content-Disposition: attachment; filename="${name}"`,
    '',
    attachment,
    `--${boundary}--`,
    '',
  ].join(end)
}

describe('the digest of what a message says', () => {
  it.each([
    ['another boundary', { boundary: 'another' }],
    ['a header that a server adds', { header: 'X-MS-Exchange-Organization-SCL: -1' }],
    ['the name of somebody with an address', { from: '"Meier, Anna" <anna@contoso.example>' }],
    ['capital letters of an address', { to: 'Beat <Beat@Contoso.example>' }],
    ['blanks in the subject', { subject: 'Offerte ' }],
  ])('stays with %s', async (_name, change) => {
    expect(await digestOf(letter(change))).toBe(await digestOf(letter()))
  })

  it.each([
    ['subject', { subject: 'Offerte 2' }],
    ['sender', { from: 'Dora <dora@contoso.example>' }],
    ['recipient', { to: 'Carla <carla@contoso.example>' }],
    ['copy', { cc: 'carla@contoso.example' }],
    ['blind copy', { bcc: 'carla@contoso.example' }],
    ['text', { text: 'Guten Abend\r\n' }],
    ['name of an attachment', { name: 'Rechnung.pdf' }],
    ['content of an attachment', { attachment: 'JVBERi0=' }],
  ])('changes with the %s', async (_name, change) => {
    expect(await digestOf(letter(change))).not.toBe(await digestOf(letter()))
  })

  it('of what a server tells of a message is the one of its content', async () => {
    const mime = await contentOf(letter({ bcc: 'carla@contoso.example' }))
    const item = {
      itemKind: 'Message',
      id: 'A',
      changeKey: 'k',
      itemClass: 'IPM.Note',
      subject: 'Offerte',
      from: null,
      isRead: true,
      importance: 'low',
      categories: ['Rot'],
      sentAt: null,
      receivedAt: at('2026-03-27T08:00:00.000Z'),
      internetMessageId: null,
      hasAttachments: true,
      bcc: [],
      isDraft: true,
      flag: 'complete',
      createdAt: null,
      lastModifiedAt: null,
      searchKey: null,
      clientId: null,
      mime,
    } as unknown as FetchedItem
    const record = valueOf(await emailOf(item, 'drafts'))
    expect(emailRecordSchema.parse(record)).toEqual(record)
    expect(record).toMatchObject({
      folder: 'drafts',
      from: { address: 'anna@contoso.example' },
      flag: 'complete',
    })
    expect(record.contentDigest).toBe(valueOf(await contentFieldsOf(mime)).contentDigest)
    // Servers leave blind copies out of the content and tell them beside it.
    const bcc = [{ name: 'Carla', address: 'carla@contoso.example' }]
    const without = valueOf(await emailOf({ ...item, bcc, mime: await contentOf(letter()) }, 'drafts'))
    expect(without).toMatchObject({ bcc, contentDigest: record.contentDigest })
  })
})

describe('protection', () => {
  const withType = (type: string, text = 'x') => `Subject: x\r\nContent-Type: ${type}\r\n\r\n${text}`
  const armour = '-----BEGIN PGP MESSAGE-----\r\n\r\nhQEMA\r\n-----END PGP MESSAGE-----'
  it.each([
    ['a plain message', withType('text/plain'), 'none', 'IPM.Note'],
    ['S/MIME', withType('application/pkcs7-mime; smime-type=enveloped-data'), 'smime', 'IPM.Note.SMIME'],
    ['S/MIME by its old name', withType('application/x-pkcs7-mime'), 'smime', 'IPM.Note.SMIME'],
    [
      'signed S/MIME',
      withType('multipart/signed; protocol="application/pkcs7-signature"; boundary=b', '--b--'),
      'smime',
      'IPM.Note.SMIME.MultipartSigned',
    ],
    [
      'signed PGP',
      withType('multipart/signed; protocol="application/pgp-signature"; boundary=b', '--b--'),
      'none',
      'IPM.Note',
    ],
    [
      'PGP/MIME',
      withType('multipart/encrypted; protocol="application/pgp-encrypted"; boundary=b', '--b--'),
      'pgp',
      'IPM.Note',
    ],
    ['PGP in the text', withType('text/plain', `Hallo\r\n${armour}`), 'pgp', 'IPM.Note'],
    ['an answer that quotes PGP', withType('text/plain', `> ${armour}`), 'none', 'IPM.Note'],
  ] as const)('of %s', async (_name, mime, encryption, itemClass) => {
    expect(await fieldsOf(mime)).toMatchObject({ encryption, itemClass })
  })
})

/** Everything that the gateway can send follows the official schema, and says what was asked for. */
import { beforeAll, describe, expect, it } from 'vitest'
import type { ExchangeOperation } from '#electron/exchange/call.ts'
import type { ChangeKey, ExchangeFolderId, ExchangeItemId } from '#electron/exchange/exchange-client.ts'
import * as attachments from '#electron/exchange/gateway/operations/attachments.ts'
import * as createItems from '#electron/exchange/gateway/operations/create-items.ts'
import * as deleteItems from '#electron/exchange/gateway/operations/delete-items.ts'
import * as findByClientId from '#electron/exchange/gateway/operations/find-by-client-id.ts'
import * as folders from '#electron/exchange/gateway/operations/folders.ts'
import * as getServerTimeZones from '#electron/exchange/gateway/operations/get-server-time-zones.ts'
import * as getUserConfiguration from '#electron/exchange/gateway/operations/get-user-configuration.ts'
import * as resolveNames from '#electron/exchange/gateway/operations/resolve-names.ts'
import * as respondToMeeting from '#electron/exchange/gateway/operations/respond-to-meeting.ts'
import * as sendItems from '#electron/exchange/gateway/operations/send-items.ts'
import * as transferItems from '#electron/exchange/gateway/operations/transfer-items.ts'
import * as updateItems from '#electron/exchange/gateway/operations/update-items.ts'
import { type Writing, startWriting } from '#electron/exchange/gateway/request-writer.ts'
import type { CreateItemsRequest, UpdateItemsRequest } from '#electron/exchange/gateway/requests.ts'
import type { ItemReference, TimeZoneId } from '#electron/exchange/gateway/values.ts'
import type { Result } from '#shared/result.ts'
import { canValidate, validateEnvelope } from '#test/exchange-server/schema-validation.ts'
import { SHARED_FOLDER_MISSING } from '#test/exchange-server/shared-folder.ts'
import {
  NASTY,
  PATTERNS,
  RANGES,
  clientId,
  fullAppointment,
  fullMessage,
  fullTask,
  instant,
  zone,
} from './support/content.ts'

let writing: Writing
beforeAll(async () => {
  writing = await startWriting()
})

function sent<T>(operation: Result<ExchangeOperation<T>>): ExchangeOperation<T> & { readonly body: string } {
  if (!operation.ok) throw new Error(JSON.stringify(operation.error))
  const { body } = operation.value
  if (typeof body !== 'string') throw new Error('expected a text')
  return { ...operation.value, body }
}

const id = NASTY as ExchangeItemId
const changeKey = NASTY as ChangeKey
const anyZone = NASTY as TimeZoneId
const item: ItemReference = { kind: 'item', id, changeKey }
const calendar = { kind: 'distinguished', name: 'calendar', mailbox: NASTY } as const
const byId = { kind: 'id', id: NASTY as ExchangeFolderId } as const
const all = { to: 'all', copy: 'sent-items' } as const
const mime = Buffer.from('Subject: x\r\n\r\nText\r\n')

const message = { clientId, properties: fullMessage, extendedProperties: [] }
const appointment = { clientId, properties: fullAppointment }
const task = { clientId, properties: fullTask }

const creations: Record<string, CreateItemsRequest> = {
  'a draft with everything': { kind: 'message', items: [message], folder: byId, disposition: 'save' },
  'a message to be sent': { kind: 'message', items: [message, message], folder: null, disposition: 'send' },
  'a message sent and kept': {
    kind: 'message',
    items: [message],
    folder: calendar,
    disposition: 'send-and-save',
  },
  'a message as MIME': {
    kind: 'message',
    items: [{ clientId, properties: { isRead: true }, mime }],
    folder: byId,
    disposition: 'save',
  },
  'a message with every kind of extended property': {
    kind: 'message',
    items: [
      {
        clientId,
        properties: {},
        extendedProperties: [
          { path: { kind: 'tag', tag: 0x0e07 }, type: 'integer', value: 1 },
          { path: { kind: 'tag', tag: 0x300b }, type: 'binary', value: Uint8Array.of(0, 255, 62, 63) },
          { path: { kind: 'id', propertySetId: clientId, id: 0x8102 }, type: 'boolean', value: false },
          { path: { kind: 'name', propertySetId: clientId, name: NASTY }, type: 'string', value: NASTY },
          {
            path: { kind: 'name', propertySetId: clientId, name: 'Many' },
            type: 'string-array',
            value: [NASTY, ''],
          },
          { path: { kind: 'tag', tag: 0x0e06 }, type: 'instant', value: instant('2026-03-29T01:30:00.000Z') },
        ],
      },
    ],
    folder: byId,
    disposition: 'save',
  },
  'an appointment with everything': {
    kind: 'appointment',
    items: [appointment],
    folder: calendar,
    mailed: 'nobody',
  },
  'a meeting with invitations': {
    kind: 'appointment',
    items: [appointment],
    folder: calendar,
    mailed: { to: 'all', copy: 'none' },
  },
  'an appointment as iCalendar': {
    kind: 'appointment',
    items: [{ clientId, properties: {}, mime }],
    folder: null,
    mailed: all,
  },
  'a task with everything': { kind: 'task', items: [task], folder: byId },
  'an item with empty lists': {
    kind: 'message',
    items: [{ clientId, properties: { to: [], cc: [], categories: [] } }],
    folder: null,
    disposition: 'save',
  },
}

const updates: Record<string, UpdateItemsRequest> = {
  'a message, set and extended': {
    kind: 'message',
    updates: [
      {
        item,
        set: fullMessage,
        append: { body: { type: 'text', content: NASTY }, to: [{ name: NASTY, address: NASTY }] },
        delete: ['cc', 'references', 'subject', 'categories'],
        setExtended: [{ path: { kind: 'tag', tag: 0x0e07 }, type: 'integer', value: 1 }],
        deleteExtended: [{ path: { kind: 'tag', tag: 0x300b }, type: 'binary' }],
      },
    ],
    conflict: 'never-overwrite',
    readReceipts: 'suppress',
  },
  'an occurrence of a series': {
    kind: 'appointment',
    updates: [
      {
        item: { kind: 'occurrence', seriesId: id, index: 3 },
        set: { location: NASTY, optionalAttendees: [] },
      },
      { item: { kind: 'series-of', occurrenceId: id }, set: fullAppointment, delete: ['recurrence'] },
    ],
    conflict: 'auto-resolve',
    readReceipts: 'send',
    mailed: { to: 'changed', copy: 'none' },
  },
  'a task': {
    kind: 'task',
    updates: [{ item, set: fullTask, delete: ['dueDate', 'startDate', 'recurrence', 'body'] }],
    conflict: 'always-overwrite',
    readReceipts: 'suppress',
  },
}

const others: Record<string, () => Result<ExchangeOperation<unknown>>> = {
  'DeleteItem for good': () =>
    deleteItems.operation(writing, {
      items: [item, { kind: 'occurrence', seriesId: id, index: 1 }],
      mode: 'hard-delete',
      mailed: 'nobody',
      readReceipts: 'suppress',
      affectedTaskOccurrences: 'all',
    }),
  'DeleteItem with cancellations': () =>
    deleteItems.operation(writing, {
      items: [{ kind: 'series-of', occurrenceId: id }],
      mode: 'move-to-deleted-items',
      mailed: all,
      readReceipts: 'send',
      affectedTaskOccurrences: 'this-one',
    }),
  MoveItem: () => transferItems.operation(writing, 'MoveItem', { items: [item, item], to: calendar }),
  CopyItem: () => transferItems.operation(writing, 'CopyItem', { items: [item], to: byId }),
  'SendItem with a copy': () => sendItems.operation(writing, { items: [{ id, changeKey }], copyTo: byId }),
  'SendItem without a copy': () => sendItems.operation(writing, { items: [{ id, changeKey }], copyTo: null }),
  CreateAttachment: () =>
    attachments.createOperation(writing, {
      item: id,
      attachments: [
        { kind: 'file', name: NASTY, contentType: 'text/plain', content: Uint8Array.of(1, 2, 3) },
        { kind: 'file', name: 'empty', contentType: 'text/plain', content: new Uint8Array() },
        {
          kind: 'file',
          name: 'logo.png',
          contentType: 'image/png',
          content: Uint8Array.of(9),
          inlineContentId: `${NASTY}@x`,
        },
        { kind: 'message', name: NASTY, item: { properties: fullMessage } },
        { kind: 'appointment', name: 'Meeting', item: { properties: fullAppointment } },
        { kind: 'task', name: 'Task', item: { properties: fullTask } },
      ],
    }),
  DeleteAttachment: () => attachments.deleteOperation(writing, [NASTY, 'x'] as never),
  ...Object.fromEntries(
    (['accept', 'tentative', 'decline'] as const).map((answer) => [
      `answer to a meeting: ${answer}`,
      () =>
        respondToMeeting.operation(writing, {
          meeting: { id, changeKey },
          answer,
          mailed: answer === 'accept' ? 'organizer' : 'nobody',
          ...(answer === 'decline' ? { body: { type: 'html', content: NASTY } as const } : {}),
        }),
    ]),
  ),
  CreateFolder: () =>
    folders.createOperation(writing, {
      parent: calendar,
      folders: [
        { displayName: NASTY, folderClass: 'IPF.Appointment' },
        { displayName: 'Mail', folderClass: 'IPF.Note' },
      ],
    }),
  UpdateFolder: () =>
    folders.updateOperation(writing, { folders: [{ id: byId.id, changeKey, displayName: NASTY }] }),
  DeleteFolder: () => folders.deleteOperation(writing, { folders: [byId.id], mode: 'soft-delete' }),
  'ResolveNames in the directory': () =>
    resolveNames.operation(writing, { name: NASTY, searchIn: 'directory' }),
  'ResolveNames everywhere': () =>
    resolveNames.operation(writing, { name: NASTY, searchIn: 'directory-then-contacts' }),
  'GetServerTimeZones, all': () => getServerTimeZones.operation(writing, { ids: 'all' }),
  'GetServerTimeZones, two': () => getServerTimeZones.operation(writing, { ids: [zone, anyZone] }),
  GetUserConfiguration: () => getUserConfiguration.operation(writing, { folder: byId, name: 'OWA.Settings' }),
  'FindItem by one client id': () =>
    findByClientId.operation(writing, { folder: calendar, clientIds: [clientId] }),
  'FindItem by two client ids': () =>
    findByClientId.operation(writing, { folder: byId, clientIds: [clientId, clientId] }),
}

describe.skipIf(!canValidate())(
  `requests of the gateway follow the schema (${canValidate() ? 'present' : SHARED_FOLDER_MISSING})`,
  () => {
    it.each(Object.keys(creations))('CreateItem: %s', (name) => {
      const { body } = sent(createItems.operation(writing, creations[name]!))
      expect(validateEnvelope(body), body).toEqual([])
    })

    it.each(Object.keys(updates))('UpdateItem: %s', (name) => {
      const { body } = sent(updateItems.operation(writing, updates[name]!))
      expect(validateEnvelope(body), body).toEqual([])
    })

    it.each(Object.keys(others))('%s', (name) => {
      const { body } = sent(others[name]!())
      expect(validateEnvelope(body), body).toEqual([])
    })

    const series = Object.entries(PATTERNS).flatMap(([pattern, value]) =>
      Object.entries(RANGES).map(([range, rangeValue]) => ({
        name: `${pattern}, ${range}`,
        recurrence: { pattern: value, range: rangeValue },
      })),
    )
    it.each(series)('a recurrence: $name', ({ recurrence }) => {
      const regenerates = recurrence.pattern.kind === 'regenerating'
      const request: CreateItemsRequest = regenerates
        ? { kind: 'task', items: [{ clientId, properties: { recurrence } }], folder: null }
        : {
            kind: 'appointment',
            items: [{ clientId, properties: { recurrence } }],
            folder: null,
            mailed: 'nobody',
          }
      const { body } = sent(createItems.operation(writing, request))
      expect(validateEnvelope(body), body).toEqual([])
      expect(body).toContain('<t:StartDate>2026-03-29</t:StartDate>')
    })
  },
)

describe('who is mailed', () => {
  const attribute = (body: string, name: string): string | undefined =>
    new RegExp(`${name}="(\\w+)"`).exec(body)?.[1]

  it('nobody, where the caller says so', () => {
    const { body } = sent(createItems.operation(writing, creations['an appointment with everything']!))
    expect(attribute(body, 'SendMeetingInvitations')).toBe('SendToNone')
    const update = sent(updateItems.operation(writing, updates['a task']!))
    expect(attribute(update.body, 'SendMeetingInvitationsOrCancellations')).toBe('SendToNone')
    expect(attribute(update.body, 'MessageDisposition')).toBe('SaveOnly')
    const deletion = sent(others['DeleteItem for good']!())
    expect(attribute(deletion.body, 'SendMeetingCancellations')).toBe('SendToNone')
    expect(attribute(deletion.body, 'SuppressReadReceipts')).toBe('true')
  })

  it.each([
    [{ to: 'all', copy: 'none' }, 'SendOnlyToAll'],
    [{ to: 'all', copy: 'sent-items' }, 'SendToAllAndSaveCopy'],
    [{ to: 'changed', copy: 'none' }, 'SendOnlyToChanged'],
    [{ to: 'changed', copy: 'sent-items' }, 'SendToChangedAndSaveCopy'],
  ] as const)('%o by an update', (mailed, mode) => {
    const { body } = sent(
      updateItems.operation(writing, {
        kind: 'appointment',
        updates: [{ item, set: { subject: 'x' } }],
        conflict: 'auto-resolve',
        readReceipts: 'suppress',
        mailed,
      }),
    )
    expect(attribute(body, 'SendMeetingInvitationsOrCancellations')).toBe(mode)
  })
})

describe('what a repetition does', () => {
  const effectOf = (operation: Result<ExchangeOperation<unknown>>) => sent(operation).effect
  const setOnly = {
    kind: 'message',
    updates: [{ item, set: { isRead: true } }],
    conflict: 'always-overwrite',
    readReceipts: 'suppress',
  } as const

  it('nothing new, when it only sets, moves or deletes', () => {
    expect(effectOf(updateItems.operation(writing, setOnly))).toBe('idempotent')
    expect(effectOf(others.MoveItem!())).toBe('idempotent')
    expect(effectOf(others['DeleteItem for good']!())).toBe('idempotent')
  })

  it('one more, when it creates, copies, appends or mails', () => {
    const appended = { ...setOnly, updates: [{ item, append: { to: [{ name: '', address: 'a@x' }] } }] }
    expect(effectOf(updateItems.operation(writing, appended))).toBe('create')
    expect(effectOf(updateItems.operation(writing, updates['an occurrence of a series']!))).toBe('create')
    expect(effectOf(createItems.operation(writing, creations['a draft with everything']!))).toBe('create')
    expect(effectOf(others.CopyItem!())).toBe('create')
    expect(effectOf(others['SendItem without a copy']!())).toBe('create')
    expect(effectOf(others['DeleteItem with cancellations']!())).toBe('create')
  })
})

it('a number that no recurrence can have is an error with a code', () => {
  const recurrence = {
    pattern: { kind: 'daily', interval: 0 },
    range: RANGES['without an end']!,
  } as const
  const operation = createItems.operation(writing, {
    kind: 'task',
    items: [{ clientId, properties: { recurrence } }],
    folder: null,
  })
  expect(operation).toMatchObject({ ok: false, error: { code: 'exchange.invalid-request' } })
})

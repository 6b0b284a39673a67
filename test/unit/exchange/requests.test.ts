import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ExchangeFolderId, ExchangeItemId } from '#electron/exchange/exchange-client.ts'
import {
  APPOINTMENT_SHAPE,
  type ItemShape,
  MEETING_MESSAGE_SHAPE,
  TASK_SHAPE,
} from '#electron/exchange/item-shape.ts'
import type { AttachmentId, SubscriptionId } from '#electron/exchange/ids.ts'
import { EVENT_TYPES } from '#electron/exchange/notification.ts'
import * as findItem from '#electron/exchange/operations/find-item.ts'
import * as getAttachment from '#electron/exchange/operations/get-attachment.ts'
import * as getFolder from '#electron/exchange/operations/get-folder.ts'
import * as getItem from '#electron/exchange/operations/get-item.ts'
import * as getStreamingEvents from '#electron/exchange/operations/get-streaming-events.ts'
import * as subscribe from '#electron/exchange/operations/subscribe.ts'
import * as syncFolderHierarchy from '#electron/exchange/operations/sync-folder-hierarchy.ts'
import * as syncFolderItems from '#electron/exchange/operations/sync-folder-items.ts'
import * as unsubscribe from '#electron/exchange/operations/unsubscribe.ts'
import type { Comparison } from '#electron/exchange/restriction.ts'
import { escapeXml } from '#electron/exchange/soap/envelope.ts'
import { canValidate, validateEnvelope } from '#test/exchange-server/schema-validation.ts'
import { SHARED_FOLDER_MISSING, sharedFolder } from '#test/exchange-server/shared-folder.ts'

const nasty = 'a&b<c>"d\'\u0000\u001f\ufffe\ud800 \r\n\t\ud83d\ude00]]>@x'

describe.skipIf(!canValidate())(
  `requests follow the schema (${canValidate() ? 'present' : SHARED_FOLDER_MISSING})`,
  () => {
    const inbox = { kind: 'distinguished', name: 'inbox', mailbox: nasty } as const
    const own = { kind: 'distinguished', name: 'msgfolderroot', mailbox: null } as const
    const byId = { kind: 'id', id: nasty as ExchangeFolderId } as const
    const ids = [nasty, 'AAMk'] as ExchangeItemId[]
    const subscriptionId = nasty as SubscriptionId
    const shape: ItemShape = {
      base: 'Default',
      properties: ['item:Subject'],
      extended: [
        { kind: 'tag', tag: 0x1a, type: 'String' },
        { kind: 'named', set: { kind: 'distinguished', name: 'PublicStrings' }, name: nasty, type: 'String' },
        {
          kind: 'numbered',
          set: { kind: 'guid', guid: '00062002-0000-0000-c000-000000000046' },
          number: 33_293,
          type: 'IntegerArray',
        },
      ],
      body: 'text',
    }
    const comparisons: readonly Comparison[] = [
      'is-equal-to',
      'is-not-equal-to',
      'is-greater-than',
      'is-greater-than-or-equal-to',
      'is-less-than',
      'is-less-than-or-equal-to',
    ]
    const [first, second, ...others] = comparisons.map(
      (kind) => ({ kind, property: 'item:DateTimeReceived', value: nasty }) as const,
    )
    const page = { kind: 'page', offset: 20, size: 100, from: 'end' } as const
    const requests: Record<string, string> = {
      'GetFolder by name in a mailbox': getFolder.build({ folder: inbox, properties: 'counts' }),
      'GetFolder of the own root': getFolder.build({ folder: own, properties: 'id' }),
      'GetFolder by id': getFolder.build({ folder: byId, properties: 'counts' }),
      'SyncFolderItems from the beginning': syncFolderItems.build({
        folder: inbox,
        syncState: null,
        maxChanges: 512,
      }),
      'SyncFolderItems going on': syncFolderItems.build({
        folder: byId,
        syncState: 'H4sIAA==',
        maxChanges: 9999,
      }),
      'SyncFolderItems asking for nothing': syncFolderItems.build({
        folder: own,
        syncState: null,
        maxChanges: 0,
      }),
      'GetItem of two messages': getItem.build(ids, 'message'),
      'GetItem of appointments': getItem.build(ids, APPOINTMENT_SHAPE),
      'GetItem of tasks': getItem.build(ids, TASK_SHAPE),
      'GetItem of meeting messages': getItem.build(ids, MEETING_MESSAGE_SHAPE),
      'GetItem with extended properties': getItem.build(ids, shape),
      GetAttachment: getAttachment.build([nasty, 'b'] as AttachmentId[]),
      'SyncFolderHierarchy of the own tree': syncFolderHierarchy.build({ folder: null, syncState: null }),
      'SyncFolderHierarchy going on': syncFolderHierarchy.build({ folder: inbox, syncState: 'H4sIAA==' }),
      'FindItem of a page': findItem.build({ folder: inbox, shape, view: page }),
      'FindItem with every condition and order': findItem.build({
        folder: byId,
        shape: APPOINTMENT_SHAPE,
        view: { ...page, from: 'start' },
        restriction: {
          kind: 'and',
          all: [
            { kind: 'or', all: [first!, second!, ...others] },
            { kind: 'not', restriction: { kind: 'exists', property: shape.extended[0]! } },
            {
              kind: 'contains',
              property: shape.extended[1]!,
              value: nasty,
              mode: 'prefix',
              ignoreCase: true,
            },
          ],
        },
        sort: [
          { property: 'calendar:Start', direction: 'ascending' },
          { property: shape.extended[2]!, direction: 'descending' },
        ],
      }),
      'FindItem of a time': findItem.build({
        folder: { kind: 'distinguished', name: 'calendar', mailbox: null },
        shape,
        view: {
          kind: 'calendar',
          start: '2026-03-01T00:00:00Z',
          end: '2026-04-01T00:00:00Z',
          maximum: 9999,
        },
      }),
      'Subscribe to folders': subscribe.build({ folders: [inbox, byId], events: ['new-mail', 'moved'] }),
      'Subscribe to everything': subscribe.build({
        folders: 'all',
        events: ['created', ...EVENT_TYPES.slice(2)],
      }),
      Unsubscribe: unsubscribe.build(subscriptionId),
      GetStreamingEvents: getStreamingEvents.build({ subscriptionIds: [subscriptionId], minutes: 30 }),
      'GetStreamingEvents for ever': getStreamingEvents.build({
        subscriptionIds: [subscriptionId, subscriptionId],
        minutes: 1e9,
      }),
    }
    it.each(Object.entries(requests))('%s', (_name, xml) => {
      expect(validateEnvelope(xml)).toEqual([])
    })

    it('the example answers used by the parser tests are where they are expected', () => {
      const folder = sharedFolder() ?? ''
      expect(readFileSync(join(folder, 'ews', 'examples', 'getfolder-operation-1.xml'), 'utf8')).toContain(
        'Inbox',
      )
    })
  },
)

describe('values in requests', () => {
  it('are escaped, and characters that XML cannot carry are left out', () => {
    expect(escapeXml(nasty)).toBe("a&amp;b&lt;c&gt;&quot;d' &#xD;\n\t\u{1f600}]]&gt;@x")
  })

  it('never hold markup or an illegal character, whatever they are', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (value) => {
        const escaped = escapeXml(value)
        expect(escaped).not.toMatch(/[<>"]|&(?!amp;|lt;|gt;|quot;|#xD;)/)
        expect(escaped).not.toMatch(/\p{Surrogate}/u)
      }),
      { numRuns: 300, seed: 20_261 },
    )
  })

  it('a page is never asked for with less than one or more than 512 changes', () => {
    const folder = { kind: 'distinguished', name: 'inbox', mailbox: null } as const
    const asked = (maxChanges: number): string | undefined =>
      />(\d+)<\/m:MaxChangesReturned>/.exec(
        syncFolderItems.build({ folder, syncState: null, maxChanges }),
      )?.[1]
    expect([0, -5, Number.NaN, 1, 511.9, 513].map(asked)).toEqual(['1', '1', '1', '1', '511', '512'])
  })
})

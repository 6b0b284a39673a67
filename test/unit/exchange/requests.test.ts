import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ExchangeFolderId, ExchangeItemId } from '#electron/exchange/exchange-client.ts'
import * as getFolder from '#electron/exchange/operations/get-folder.ts'
import * as getItem from '#electron/exchange/operations/get-item.ts'
import * as syncFolderItems from '#electron/exchange/operations/sync-folder-items.ts'
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
      'GetItem of two': getItem.build([nasty, 'AAMk'] as ExchangeItemId[], 'message'),
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

/** What earlier versions remembered of synchronisations is still shown. */
import { describe, expect, it } from 'vitest'
import { MemoryDocumentFile } from '#electron/config/document-file.ts'
import { openDocuments } from '#electron/config/documents.ts'

const ANNA = '00000000-0000-4000-8000-000000000001'
const BEAT = '00000000-0000-4000-8000-000000000002'
const AT = '2026-01-01T00:00:00.000Z'

function resultsOf(content: Readonly<Record<string, unknown>>) {
  const file = new MemoryDocumentFile(content)
  const document = openDocuments((name) => (name === 'results' ? file : new MemoryDocumentFile())).results
  return { file, document }
}

describe('last results of version 1', () => {
  it('counted e-mails from Exchange to Winoffice Prime, and are shown as such', () => {
    const counts = { created: 3, updated: 2, deleted: 1, failed: 4, bytes: 500 }
    const result = { startedAt: AT, endedAt: AT, outcome: 'incomplete', counts, error: null }
    const tests = { [ANNA]: { at: AT, outcome: 'passed' } }
    const { document, file } = resultsOf({ version: 1, data: { tests, syncs: { [ANNA]: result } } })
    expect(document.notice).toBeNull()
    expect(document.get().tests).toEqual(tests)
    expect(document.get().syncs[ANNA]).toMatchObject({
      outcome: 'incomplete',
      trigger: 'manual',
      counts: {
        kinds: { emails: { down: { created: 3, updated: 2, moved: 0, deleted: 1, failed: 4 } } },
        bytes: { down: 500, up: 0 },
      },
    })
    expect(file.copies).toHaveLength(1)
  })

  it('that do not fit are left out, and take no other with them', () => {
    const counts = { created: 0, updated: 0, deleted: 0, failed: 0, bytes: 0 }
    const result = { startedAt: AT, endedAt: AT, outcome: 'succeeded', counts, error: null }
    const syncs = { [ANNA]: { outcome: 'unheard of' }, [BEAT]: result }
    const { document } = resultsOf({ version: 1, data: { tests: {}, syncs } })
    expect(Object.keys(document.get().syncs)).toEqual([BEAT])
  })
})

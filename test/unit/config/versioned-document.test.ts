/** A settings document: versioned, validated, never lost. */
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { MemoryDocumentFile, type DocumentFile } from '#electron/config/document-file.ts'
import { documentNotices, openDocuments } from '#electron/config/documents.ts'
import { VersionedDocument, type DocumentDefinition } from '#electron/config/versioned-document.ts'

const NOTES: DocumentDefinition<{ notes: string[] }> = {
  version: 3,
  schema: z.object({ notes: z.array(z.string()) }),
  empty: { notes: [] },
  upgrades: {
    1: (data) => ({ list: (data as { text: string }).text.split(' ') }),
    2: (data) => ({ notes: (data as { list: string[] }).list }),
  },
}

type Fault = 'read' | 'write' | 'copy'

/** A file in memory that fails on demand and remembers what was written. */
class TestFile extends MemoryDocumentFile implements DocumentFile {
  readonly writes: unknown[] = []
  readonly faults = new Set<Fault>()

  override read() {
    this.#failOn('read')
    return super.read()
  }

  override write(content: Readonly<Record<string, unknown>>) {
    this.#failOn('write')
    this.writes.push(content)
    super.write(content)
  }

  override keepCopy(suffix: string) {
    this.#failOn('copy')
    return super.keepCopy(suffix)
  }

  #failOn(fault: Fault) {
    if (this.faults.has(fault)) throw new Error(`cannot ${fault}`)
  }
}

function open(content?: Record<string, unknown>, ...faults: Fault[]) {
  const file = new TestFile(content)
  for (const fault of faults) file.faults.add(fault)
  return { file, document: new VersionedDocument(file, NOTES) }
}

const add = (note: string) => (current: { notes: string[] }) => ({ notes: [...current.notes, note] })

describe('a document', () => {
  it('that does not exist is empty, and nothing is written before the first change', () => {
    const { file, document } = open()
    expect(document.get()).toEqual({ notes: [] })
    expect(document.notice).toBeNull()
    expect(file.writes).toEqual([])
  })

  it('comes back as it was written, with its version', () => {
    const { file, document } = open()
    expect(document.update(add('one'))).toEqual({ ok: true, value: { notes: ['one'] } })
    expect(file.content).toEqual({ version: 3, data: { notes: ['one'] } })
    expect(new VersionedDocument(file, NOTES).get()).toEqual({ notes: ['one'] })
    expect(file.copies).toEqual([])
  })

  it('that cannot be written stays as it was, in memory too', () => {
    const { file, document } = open({ version: 3, data: { notes: ['one'] } })
    file.faults.add('write')
    expect(document.update(add('two'))).toMatchObject({
      ok: false,
      error: { code: 'document.write-failed', params: { file: 'memory', reason: 'cannot write' } },
    })
    expect(document.get()).toEqual({ notes: ['one'] })
    file.faults.delete('write')
    expect(document.update(add('three'))).toMatchObject({ value: { notes: ['one', 'three'] } })
  })
})

describe('a damaged document', () => {
  it.each<[string, Record<string, unknown>, Fault[]]>([
    ['that cannot be parsed', {}, ['read']],
    ['without a version', { data: { notes: [] } }, []],
    ['with a version that is no number', { version: '3', data: { notes: [] } }, []],
    ['with version 0', { version: 0, data: { notes: [] } }, []],
    ['that does not fit its schema', { version: 3, data: { notes: 7 } }, []],
    ['whose upgrade fails', { version: 1, data: null }, []],
  ])('%s is kept aside, told, and not written over by opening it', (_name, content, faults) => {
    const { file, document } = open(content, ...faults)
    expect(document.get()).toEqual({ notes: [] })
    expect(file.copies).toEqual([expect.stringMatching(/^damaged-[\dTZ-]+$/)])
    expect(document.notice).toMatchObject({
      code: 'document.unreadable',
      params: { file: 'memory', kept: expect.stringMatching(/^memory\.damaged-/) as unknown },
    })
    expect(file.writes).toEqual([])
    expect(document.update(add('new')).ok).toBe(true)
  })

  it.each<[string, Record<string, unknown>, Fault[]]>([
    ['that cannot be read', { version: 3, data: { notes: ['one'] } }, ['read', 'copy']],
    ['that does not fit its schema', { version: 3, data: 7 }, ['copy']],
  ])('%s and cannot be copied is locked: no change goes over it', (_name, content, faults) => {
    const { file, document } = open(content, ...faults)
    expect(document.notice).toMatchObject({ code: 'document.locked' })
    expect(document.update(add('new'))).toMatchObject({ ok: false, error: { code: 'document.locked' } })
    expect(file.writes).toEqual([])
    expect(file.content).toEqual(content)
  })
})

describe('the version', () => {
  it('of a newer application locks the document', () => {
    const { file, document } = open({ version: 4, data: { notes: ['from the future'] } })
    expect(document.notice).toMatchObject({ code: 'document.newer-version', params: { file: 'memory' } })
    expect(document.update(add('new'))).toMatchObject({
      ok: false,
      error: { code: 'document.newer-version' },
    })
    expect(file.writes).toEqual([])
    expect(file.copies).toEqual([])
  })

  it.each([
    [1, { text: 'one two' }],
    [2, { list: ['one', 'two'] }],
  ])(
    '%i is upgraded step by step, and a copy of the old file is kept before anything is written',
    (version, data) => {
      const { file, document } = open({ version, data })
      expect(document.get()).toEqual({ notes: ['one', 'two'] })
      expect(file.copies).toEqual([expect.stringMatching(new RegExp(`^v${version}-`))])
      expect(file.writes).toEqual([])
      document.update(add('three'))
      expect(file.content).toEqual({ version: 3, data: { notes: ['one', 'two', 'three'] } })
      expect(document.notice).toBeNull()
    },
  )

  it('that is old but cannot be copied is shown upgraded, and locked', () => {
    const { file, document } = open({ version: 1, data: { text: 'one two' } }, 'copy')
    expect(document.get()).toEqual({ notes: ['one', 'two'] })
    expect(document.update(add('new'))).toMatchObject({ ok: false, error: { code: 'document.write-failed' } })
    expect(file.writes).toEqual([])
  })
})

describe('the documents of the application', () => {
  it('tell of each damaged file by itself, and the others work', () => {
    const documents = openDocuments(
      (name) => new MemoryDocumentFile(name === 'secrets' ? { version: 1, data: 'x' } : undefined),
    )
    expect(documentNotices(documents)).toMatchObject([{ code: 'document.unreadable' }])
    expect(documents.settings.update((before) => ({ ...before, theme: 'dark' })).ok).toBe(true)
  })
})

/** Reads the id and the change key that a response message gives for one element. */
import { type Result, failure, ok } from '#shared/result.ts'
import { malformedResponse } from '../errors.ts'
import type { ChangeKey } from '../exchange-client.ts'
import { NO_PIECES, type ContentReader } from '../soap/response-reader.ts'
import type { Attributes } from '../soap/xml-stream.ts'

export type ReadId<Id> = { readonly id: Id; readonly changeKey: ChangeKey | null }

export type IdElement = {
  /** `ItemId`, `FolderId`, `AttachmentId` or `RootItemId`. */
  readonly name: string
  readonly id: string
  readonly changeKey: string
}

export const ITEM_ID: IdElement = { name: 'ItemId', id: 'Id', changeKey: 'ChangeKey' }
export const FOLDER_ID: IdElement = { name: 'FolderId', id: 'Id', changeKey: 'ChangeKey' }
export const ATTACHMENT_ID: IdElement = { name: 'AttachmentId', id: 'Id', changeKey: 'RootItemChangeKey' }
export const ROOT_ITEM_ID: IdElement = {
  name: 'RootItemId',
  id: 'RootItemId',
  changeKey: 'RootItemChangeKey',
}

/** Takes the first of several; an answer without one is `null`. */
export class OptionalIdReader<Id> implements ContentReader<ReadId<Id> | null> {
  readonly piecesOf = NO_PIECES
  readonly #element: IdElement
  #read: ReadId<Id> | null = null

  constructor(element: IdElement) {
    this.#element = element
  }

  begin(): void {
    this.#read = null
  }

  open(name: string, _depth: number, attributes: Attributes): void {
    if (this.#read !== null || name !== this.#element.name) return
    const id = attributes.get(this.#element.id)
    const changeKey = attributes.get(this.#element.changeKey) ?? null
    if (id !== undefined) this.#read = { id: id as Id, changeKey: changeKey as ChangeKey | null }
  }

  close(): void {
    // The ids stand in attributes.
  }

  end(): Result<ReadId<Id> | null> {
    return ok(this.#read)
  }
}

/** For what always has an id. */
export class IdReader<Id> implements ContentReader<ReadId<Id>> {
  readonly piecesOf = NO_PIECES
  readonly #reader: OptionalIdReader<Id>
  readonly #name: string

  constructor(element: IdElement) {
    this.#reader = new OptionalIdReader(element)
    this.#name = element.name
  }

  begin(): void {
    this.#reader.begin()
  }

  open(name: string, depth: number, attributes: Attributes): void {
    this.#reader.open(name, depth, attributes)
  }

  close(): void {
    this.#reader.close()
  }

  end(): Result<ReadId<Id>> {
    const read = this.#reader.end()
    if (!read.ok) return read
    return read.value === null ? failure(malformedResponse(`no ${this.#name}`)) : ok(read.value)
  }
}

/** For operations whose success says everything. */
export class NothingReader implements ContentReader<null> {
  readonly piecesOf = NO_PIECES

  begin(): void {
    // Nothing is kept.
  }

  open(): void {
    // Nothing is kept.
  }

  close(): void {
    // Nothing is kept.
  }

  end(): Result<null> {
    return ok(null)
  }
}

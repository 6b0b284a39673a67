/**
 * SyncFolderItems: what changed in a folder since a SyncState (MS-OXWSSYNC 3.1.4.2).
 *
 * IdOnly with the size and, for e-mails, the time of receipt: everything else is fetched for what really has to be transferred. The order of the
 * server is kept, because a deletion after a creation is not a creation after a deletion. Kinds of items that
 * nobody knows yet come through under the name of their element.
 */
import type { Instant } from '#shared/domain/ids.ts'
import { type Result, failure, ok } from '#shared/result.ts'
import type { ExchangeOperation } from '../call.ts'
import { malformedResponse } from '../errors.ts'
import type { FolderReference } from '../folder.ts'
import type { ChangeKey, ExchangeItemId } from '../ids.ts'
import type { ItemChange, ItemChangesPage } from '../message.ts'
import { escapeXml, soapEnvelope } from '../soap/envelope.ts'
import {
  type ContentReader,
  NO_PIECES,
  type ResponseContext,
  readSingleResponse,
} from '../soap/response-reader.ts'
import { instantOrNull, isTrue, wholeNumber } from '../soap/values.ts'
import type { Attributes } from '../soap/xml-stream.ts'
import { folderReferenceXml } from './folder-reference.ts'

export const MAX_CHANGES_PER_PAGE = 512 // EWS limit, MS-OXWSSYNC 3.1.4.2; the schema refuses more

export type SyncFolderItemsRequest = {
  readonly folder: FolderReference
  readonly syncState: string | null
  /** 1 to 512; others are brought into this range. 0 would answer nothing for ever. */
  readonly maxChanges: number
}

export function operation(request: SyncFolderItemsRequest): ExchangeOperation<ItemChangesPage> {
  return { name: 'SyncFolderItems', effect: 'read', body: build(request), folder: request.folder, parse }
}

export function build({ folder, syncState, maxChanges }: SyncFolderItemsRequest): string {
  const asked = Math.min(Math.max(Math.trunc(maxChanges) || 1, 1), MAX_CHANGES_PER_PAGE)
  return soapEnvelope(
    '<m:SyncFolderItems><m:ItemShape><t:BaseShape>IdOnly</t:BaseShape><t:AdditionalProperties>' +
      '<t:FieldURI FieldURI="item:Size"/><t:FieldURI FieldURI="item:DateTimeReceived"/>' +
      '</t:AdditionalProperties></m:ItemShape>' +
      `<m:SyncFolderId>${folderReferenceXml(folder)}</m:SyncFolderId>` +
      (syncState === null ? '' : `<m:SyncState>${escapeXml(syncState)}</m:SyncState>`) +
      `<m:MaxChangesReturned>${asked}</m:MaxChangesReturned></m:SyncFolderItems>`,
  )
}

export function parse(
  body: AsyncIterable<Uint8Array>,
  context: ResponseContext,
): Promise<Result<ItemChangesPage>> {
  return readSingleResponse(body, new ChangesReader(), context)
}

/** No object: the name of an element may also be that of a method which every object has. */
const KINDS: ReadonlyMap<string, ItemChange['kind']> = new Map([
  ['Create', 'create'],
  ['Update', 'update'],
  ['Delete', 'delete'],
  ['ReadFlagChange', 'read-flag'],
])

class ChangesReader implements ContentReader<ItemChangesPage> {
  readonly piecesOf = NO_PIECES
  #syncState = ''
  #includesLast: string | null = null
  #changes: ItemChange[] = []
  #withoutId = false
  #inChanges = false
  #kind: ItemChange['kind'] | undefined
  #itemKind = ''
  #id: ExchangeItemId | undefined
  #changeKey: ChangeKey | null = null
  #size: number | null = null
  #receivedAt: Instant | null = null
  #isRead = false

  begin(): void {
    this.#syncState = ''
    this.#includesLast = null
    this.#changes = []
    this.#withoutId = false
  }

  open(name: string, depth: number, attributes: Attributes): void {
    // Changes (1) › Create (2) › Message (3) › ItemId (4), or Changes (1) › Delete (2) › ItemId (3)
    if (depth === 1) this.#inChanges = name === 'Changes'
    else if (!this.#inChanges) return
    else if (depth === 2) {
      this.#kind = KINDS.get(name)
      this.#itemKind = ''
      this.#id = undefined
      this.#changeKey = null
      this.#size = null
      this.#receivedAt = null
      this.#isRead = false
    } else if (name === 'ItemId' && (depth === 4 || (depth === 3 && !this.#hasItem()))) {
      this.#id ??= attributes.get('Id') as ExchangeItemId | undefined
      this.#changeKey ??= (attributes.get('ChangeKey') ?? null) as ChangeKey | null
    } else if (depth === 3 && this.#hasItem()) this.#itemKind ||= name
  }

  close(name: string, depth: number, text: string): void {
    if (depth === 1) {
      if (name === 'SyncState') this.#syncState = text.trim()
      else if (name === 'IncludesLastItemInRange') this.#includesLast = text
    } else if (!this.#inChanges) return
    else if (depth === 2) this.#take()
    else if (depth === 3 && name === 'IsRead') this.#isRead = isTrue(text)
    else if (depth === 4 && name === 'Size') this.#size = wholeNumber(text)
    else if (depth === 4 && name === 'DateTimeReceived') this.#receivedAt = instantOrNull(text)
  }

  end(): Result<ItemChangesPage> {
    if (this.#syncState === '') return failure(malformedResponse('no SyncState'))
    // To leave out a change that cannot be named would be to lose it for ever with the next SyncState.
    if (this.#withoutId) return failure(malformedResponse('a change without ItemId'))
    const changes = this.#changes
    const last = this.#includesLast
    return ok({
      syncState: this.#syncState,
      includesLastItemInRange: last === null ? changes.length === 0 : isTrue(last),
      changes,
    })
  }

  #hasItem(): boolean {
    return this.#kind === 'create' || this.#kind === 'update'
  }

  #take(): void {
    const kind = this.#kind
    const id = this.#id
    if (kind === undefined) return
    if (id === undefined) this.#withoutId = true
    else if (kind === 'delete') this.#changes.push({ kind, id })
    else if (kind === 'read-flag') {
      this.#changes.push({ kind, id, isRead: this.#isRead })
    } else {
      const described = { changeKey: this.#changeKey, size: this.#size, receivedAt: this.#receivedAt }
      this.#changes.push({ kind, itemKind: this.#itemKind, id, ...described })
    }
  }
}

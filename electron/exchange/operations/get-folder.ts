/**
 * GetFolder: one folder with its name and counts (MS-OXWSFOLD 3.1.4.6).
 *
 * The counts are asked for by name and not by `Default`: a contacts folder has no unread count, and IdOnly with
 * additions answers the same for every kind of folder. The connection test asks for the id alone.
 */
import { type Result, failure, ok } from '#shared/result.ts'
import type { ExchangeOperation } from '../call.ts'
import { malformedResponse } from '../errors.ts'
import type { ChangeKey, ExchangeFolderId, Folder, FolderReference } from '../exchange-client.ts'
import { soapEnvelope } from '../soap/envelope.ts'
import { type ContentReader, type ResponseContext, readSingleResponse } from '../soap/response-reader.ts'
import { folderReferenceXml } from './folder-reference.ts'

export type GetFolderRequest = {
  readonly folder: FolderReference
  /** `id`: nothing but that it exists; `counts`: name, items and unread items too. */
  readonly properties: 'id' | 'counts'
}

const COUNTS =
  '<t:AdditionalProperties><t:FieldURI FieldURI="folder:DisplayName"/>' +
  '<t:FieldURI FieldURI="folder:TotalCount"/><t:FieldURI FieldURI="folder:UnreadCount"/></t:AdditionalProperties>'

export function operation(request: GetFolderRequest): ExchangeOperation<Folder> {
  return { name: 'GetFolder', effect: 'read', body: build(request), folder: request.folder, parse }
}

export function build({ folder, properties }: GetFolderRequest): string {
  const additional = properties === 'counts' ? COUNTS : ''
  return soapEnvelope(
    `<m:GetFolder><m:FolderShape><t:BaseShape>IdOnly</t:BaseShape>${additional}</m:FolderShape>` +
      `<m:FolderIds>${folderReferenceXml(folder)}</m:FolderIds></m:GetFolder>`,
  )
}

export function parse(body: AsyncIterable<Uint8Array>, context: ResponseContext): Promise<Result<Folder>> {
  return readSingleResponse(body, new FolderReader(), context)
}

class FolderReader implements ContentReader<Folder> {
  readonly piecesOf = null
  #id: string | undefined
  #changeKey: string | undefined
  #properties: Record<string, string> = {}

  begin(): void {
    this.#id = undefined
    this.#changeKey = undefined
    this.#properties = {}
  }

  open(name: string, depth: number, attribute: (name: string) => string | undefined): void {
    // Folders (1) › Folder, CalendarFolder, … (2) › property (3)
    if (depth === 3 && name === 'FolderId') {
      this.#id ??= attribute('Id')
      this.#changeKey ??= attribute('ChangeKey')
    }
  }

  close(name: string, depth: number, text: string): void {
    if (depth === 3) this.#properties[name] ??= text
  }

  end(): Result<Folder> {
    if (this.#id === undefined) return failure(malformedResponse('no FolderId'))
    return ok({
      id: this.#id as ExchangeFolderId,
      changeKey: (this.#changeKey ?? null) as ChangeKey | null,
      displayName: this.#properties.DisplayName ?? '',
      totalCount: wholeNumber(this.#properties.TotalCount),
      unreadCount: wholeNumber(this.#properties.UnreadCount),
    })
  }
}

/** A count or size, or `null` when the server gives none or none that makes sense. */
export function wholeNumber(text: string | undefined): number | null {
  if (text === undefined || !/^\s*\+?\d{1,15}\s*$/.test(text)) return null
  return Number(text)
}

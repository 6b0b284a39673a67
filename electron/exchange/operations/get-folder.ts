/**
 * GetFolder: one folder with its name and counts (MS-OXWSFOLD 3.1.4.6).
 *
 * The counts are asked for by name and not by `Default`: a contacts folder has no unread count, and IdOnly with
 * additions answers the same for every kind of folder. The connection test asks for the id alone, or for the size too.
 */
import { type Result, failure, ok } from '#shared/result.ts'
import type { ExchangeOperation } from '../call.ts'
import { type ExtendedPropertyName, extendedValue } from '../extended-property.ts'
import { malformedResponse } from '../errors.ts'
import type { Folder, FolderReference } from '../folder.ts'
import { soapEnvelope } from '../soap/envelope.ts'
import type { ResponseContext } from '../soap/response-reader.ts'
import { wholeNumber } from '../soap/values.ts'
import { folderReferenceXml } from './folder-reference.ts'
import { extendedPropertyOf } from './item/read-extended-property.ts'
import { propertyXml } from './property-xml.ts'
import { folderOf } from './read-folder.ts'
import { readSingleTree } from './tree.ts'

export type GetFolderRequest = {
  readonly folder: FolderReference
  /** `id`: nothing but that it exists; `counts`: name, items and unread items too; `size`: also how large it is. */
  readonly properties: FolderDetail
}

export type FolderDetail = 'id' | 'counts' | 'size'

const COUNTS =
  '<t:FieldURI FieldURI="folder:DisplayName"/>' +
  '<t:FieldURI FieldURI="folder:TotalCount"/><t:FieldURI FieldURI="folder:UnreadCount"/>'

/** PidTagMessageSizeExtended (MS-OXPROPS 2.798): bytes of everything in the folder, without the folders below it. */
const SIZE: ExtendedPropertyName = { kind: 'tag', tag: 0x0e08, type: 'Long' }

const ADDITIONAL: Readonly<Record<FolderDetail, string>> = {
  id: '',
  counts: `<t:AdditionalProperties>${COUNTS}</t:AdditionalProperties>`,
  size: `<t:AdditionalProperties>${COUNTS}${propertyXml(SIZE)}</t:AdditionalProperties>`,
}

export function operation(request: GetFolderRequest): ExchangeOperation<Folder> {
  return { name: 'GetFolder', effect: 'read', body: build(request), folder: request.folder, parse }
}

export function build({ folder, properties }: GetFolderRequest): string {
  return soapEnvelope(
    `<m:GetFolder><m:FolderShape><t:BaseShape>IdOnly</t:BaseShape>${ADDITIONAL[properties]}</m:FolderShape>` +
      `<m:FolderIds>${folderReferenceXml(folder)}</m:FolderIds></m:GetFolder>`,
  )
}

export function parse(body: AsyncIterable<Uint8Array>, context: ResponseContext): Promise<Result<Folder>> {
  return readSingleTree(body, context, (message) => {
    for (const folders of message.children) {
      const [folder] = folders.name === 'Folders' ? folders.children.map(folderOf) : []
      if (folder !== undefined && folder !== null) return ok(folder)
    }
    return failure(malformedResponse('no FolderId'))
  })
}

/** Bytes of everything in the folder; `null` when they were not asked for or not told. */
export function sizeOf({ others }: Folder): number | null {
  const properties = others.map(extendedPropertyOf).filter((property) => property !== null)
  return wholeNumber(extendedValue(properties, SIZE))
}

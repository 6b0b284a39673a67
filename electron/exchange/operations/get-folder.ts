/**
 * GetFolder: one folder with its name and counts (MS-OXWSFOLD 3.1.4.6).
 *
 * The counts are asked for by name and not by `Default`: a contacts folder has no unread count, and IdOnly with
 * additions answers the same for every kind of folder. The connection test asks for the id alone.
 */
import { type Result, failure, ok } from '#shared/result.ts'
import type { ExchangeOperation } from '../call.ts'
import { malformedResponse } from '../errors.ts'
import type { Folder, FolderReference } from '../folder.ts'
import { soapEnvelope } from '../soap/envelope.ts'
import type { ResponseContext } from '../soap/response-reader.ts'
import { folderReferenceXml } from './folder-reference.ts'
import { folderOf } from './read-folder.ts'
import { readSingleTree } from './tree.ts'

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
  return readSingleTree(body, context, (message) => {
    for (const folders of message.children) {
      const [folder] = folders.name === 'Folders' ? folders.children.map(folderOf) : []
      if (folder !== undefined && folder !== null) return ok(folder)
    }
    return failure(malformedResponse('no FolderId'))
  })
}

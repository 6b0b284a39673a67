/**
 * SyncFolderHierarchy: which folders came, changed or went since a SyncState (MS-OXWSSYNC 3.1.4.1).
 *
 * Name, class and parent are asked for by name, as in GetFolder. The order of the server is kept: it tells a parent
 * before its children.
 */
import { type Result, failure, ok } from '#shared/result.ts'
import type { ExchangeOperation } from '../call.ts'
import { malformedResponse } from '../errors.ts'
import type { FolderChange, FolderChangesPage, FolderReference } from '../folder.ts'
import type { ExchangeFolderId } from '../ids.ts'
import { escapeXml, soapEnvelope } from '../soap/envelope.ts'
import type { ResponseContext } from '../soap/response-reader.ts'
import { isTrue } from '../soap/values.ts'
import { type XmlElement, childOf, idOf, textOf } from '../soap/xml-element.ts'
import { folderReferenceXml } from './folder-reference.ts'
import { folderOf } from './read-folder.ts'
import { type MessageTree, readSingleTree } from './tree.ts'

export type SyncFolderHierarchyRequest = {
  /** Below which folder; `null`: the whole tree of the mailbox of the user who signed in. */
  readonly folder: FolderReference | null
  readonly syncState: string | null
}

const SHAPE =
  '<m:FolderShape><t:BaseShape>IdOnly</t:BaseShape><t:AdditionalProperties>' +
  '<t:FieldURI FieldURI="folder:ParentFolderId"/><t:FieldURI FieldURI="folder:DisplayName"/>' +
  '<t:FieldURI FieldURI="folder:FolderClass"/></t:AdditionalProperties></m:FolderShape>'

export function operation(request: SyncFolderHierarchyRequest): ExchangeOperation<FolderChangesPage> {
  return { name: 'SyncFolderHierarchy', effect: 'read', body: build(request), folder: request.folder, parse }
}

export function build({ folder, syncState }: SyncFolderHierarchyRequest): string {
  return soapEnvelope(
    `<m:SyncFolderHierarchy>${SHAPE}` +
      (folder === null ? '' : `<m:SyncFolderId>${folderReferenceXml(folder)}</m:SyncFolderId>`) +
      (syncState === null ? '' : `<m:SyncState>${escapeXml(syncState)}</m:SyncState>`) +
      '</m:SyncFolderHierarchy>',
  )
}

export function parse(
  body: AsyncIterable<Uint8Array>,
  context: ResponseContext,
): Promise<Result<FolderChangesPage>> {
  return readSingleTree(body, context, pageOf)
}

function pageOf(message: MessageTree): Result<FolderChangesPage> {
  const syncState = textOf(message, 'SyncState')
  if (syncState === null) return failure(malformedResponse('no SyncState'))
  const changes: FolderChange[] = []
  for (const element of childOf(message, 'Changes')?.children ?? []) {
    const change = changeOf(element)
    // To leave out a change that cannot be named would be to lose it for ever with the next SyncState.
    if (change === null) return failure(malformedResponse('a change without FolderId'))
    if (change !== 'unknown') changes.push(change)
  }
  const last = textOf(message, 'IncludesLastFolderInRange')
  return ok({
    syncState,
    includesLastFolderInRange: last === null ? changes.length === 0 : isTrue(last),
    changes,
  })
}

/** `null` for a change without an id, `unknown` for a kind of change that nobody knows. */
function changeOf(element: XmlElement): FolderChange | null | 'unknown' {
  switch (element.name) {
    case 'Create':
    case 'Update': {
      const folder = element.children.map(folderOf).find((read) => read !== null)
      const kind = element.name === 'Create' ? 'create' : 'update'
      return folder === undefined ? null : { kind, folder }
    }
    case 'Delete': {
      const id = idOf(element, 'FolderId') as ExchangeFolderId | null
      return id === null ? null : { kind: 'delete', id }
    }
    default:
      return 'unknown'
  }
}

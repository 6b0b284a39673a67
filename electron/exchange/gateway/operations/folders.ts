/** CreateFolder, UpdateFolder and DeleteFolder (MS-OXWSFOLD 3.1.4). */
import type { Result } from '#shared/result.ts'
import type { ExchangeOperation } from '../../call.ts'
import type { ExchangeFolderId } from '../../exchange-client.ts'
import { readElements } from '../element-results.ts'
import type { ElementResults, StoredFolder } from '../exchange-gateway.ts'
import { FOLDER_ID, IdReader, NothingReader } from '../id-reader.ts'
import { libraryChange } from '../library-changes.ts'
import { libraryOperation } from '../library-operation.ts'
import type { PropertyDefinition, ServiceObject, Writable } from '../library.ts'
import { type Writing, libraryFolder } from '../request-writer.ts'
import type { CreateFoldersRequest, DeleteFoldersRequest, UpdateFoldersRequest } from '../requests.ts'
import { deleteMode } from './delete-items.ts'

/** Repeated, it says `ErrorFolderExists`: the name is the client id of a folder. */
export function createOperation(
  writing: Writing,
  request: CreateFoldersRequest,
): Result<ExchangeOperation<ElementResults<StoredFolder>>> {
  return libraryOperation(writing, {
    name: 'CreateFolder',
    effect: 'create',
    folder: request.parent,
    build: ({ library, service }) => {
      const creation = new library.CreateFolderRequest(service)
      creation.Folders = request.folders.map((folder) => folderWith(writing, folder))
      creation.ParentFolderId = libraryFolder(writing, request.parent)
      return creation
    },
    parse: (body, context) =>
      readElements(body, new IdReader<ExchangeFolderId>(FOLDER_ID), context, request.folders.length),
  })
}

/** Renames folders. */
export function updateOperation(
  writing: Writing,
  request: UpdateFoldersRequest,
): Result<ExchangeOperation<ElementResults<StoredFolder>>> {
  return libraryOperation(writing, {
    name: 'UpdateFolder',
    effect: 'idempotent',
    folder: null,
    build: ({ library, service }) => {
      const update = new library.UpdateFolderRequest(service)
      const definition = library.FolderSchema.DisplayName as unknown as PropertyDefinition
      for (const { id, changeKey, displayName } of request.folders) {
        const folderId = libraryFolder(writing, { kind: 'id', id })
        if (changeKey !== null) folderId.ChangeKey = changeKey
        const change = { action: 'Set', definition, carrier: folderWith(writing, { displayName }) } as const
        update.Folders.push(libraryChange(library, 'Folder', folderId as unknown as Writable, [change]))
      }
      return update
    },
    parse: (body, context) =>
      readElements(body, new IdReader<ExchangeFolderId>(FOLDER_ID), context, request.folders.length),
  })
}

/** A repetition finds the folders gone. */
export function deleteOperation(
  writing: Writing,
  request: DeleteFoldersRequest,
): Result<ExchangeOperation<ElementResults<null>>> {
  return libraryOperation(writing, {
    name: 'DeleteFolder',
    effect: 'idempotent',
    folder: null,
    build: ({ library, service }) => {
      const deletion = new library.DeleteFolderRequest(service)
      for (const id of request.folders) deletion.FolderIds.Add(libraryFolder(writing, { kind: 'id', id }))
      deletion.DeleteMode = deleteMode(library, request.mode)
      return deletion
    },
    parse: (body, context) => readElements(body, new NothingReader(), context, request.folders.length),
  })
}

function folderWith(
  { library, service }: Writing,
  { displayName, folderClass }: { readonly displayName: string; readonly folderClass?: string },
): ServiceObject {
  const folder = new library.Folder(service)
  folder.DisplayName = displayName
  if (folderClass !== undefined) folder.FolderClass = folderClass
  return folder as unknown as ServiceObject
}

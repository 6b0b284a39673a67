/** Bodies of the requests that tests of the server send again and again. */

const shape = (name: string, base: string, more: string): string =>
  `<${name}><t:BaseShape>${base}</t:BaseShape>${more}</${name}>`

export const fieldUris = (...uris: readonly string[]): string =>
  `<t:AdditionalProperties>${uris.map((uri) => `<t:FieldURI FieldURI="${uri}"/>`).join('')}</t:AdditionalProperties>`

/** A reference to a folder by distinguished id, optionally in the mailbox of another. */
export const distinguished = (id: string, mailbox?: string): string =>
  mailbox === undefined
    ? `<t:DistinguishedFolderId Id="${id}"/>`
    : `<t:DistinguishedFolderId Id="${id}"><t:Mailbox><t:EmailAddress>${mailbox}</t:EmailAddress></t:Mailbox></t:DistinguishedFolderId>`

export const getFolder = (folders: string, base = 'Default', more = ''): string =>
  `<GetFolder>${shape('FolderShape', base, more)}<FolderIds>${folders}</FolderIds></GetFolder>`

export const findFolder = (parent: string, traversal = 'Deep', view = ''): string =>
  `<FindFolder Traversal="${traversal}">${shape('FolderShape', 'Default', '')}${view}` +
  `<ParentFolderIds>${parent}</ParentFolderIds></FindFolder>`

export const getItem = (ids: readonly string[], base = 'IdOnly', more = ''): string =>
  `<GetItem>${shape('ItemShape', base, more)}` +
  `<ItemIds>${ids.map((id) => `<t:ItemId Id="${id}"/>`).join('')}</ItemIds></GetItem>`

export const syncFolderItems = (
  options: {
    readonly folder?: string
    readonly state?: string
    readonly max?: number
    readonly base?: string
    readonly more?: string
    readonly ignore?: readonly string[]
  } = {},
): string =>
  `<SyncFolderItems>${shape('ItemShape', options.base ?? 'IdOnly', options.more ?? '')}` +
  `<SyncFolderId>${options.folder ?? distinguished('inbox')}</SyncFolderId>` +
  (options.state === undefined ? '' : `<SyncState>${options.state}</SyncState>`) +
  (options.ignore === undefined
    ? ''
    : `<Ignore>${options.ignore.map((id) => `<t:ItemId Id="${id}"/>`).join('')}</Ignore>`) +
  `<MaxChangesReturned>${options.max ?? 512}</MaxChangesReturned></SyncFolderItems>`

export const syncFolderHierarchy = (state?: string, more = ''): string =>
  `<SyncFolderHierarchy>${shape('FolderShape', 'Default', more)}` +
  (state === undefined ? '' : `<SyncState>${state}</SyncState>`) +
  '</SyncFolderHierarchy>'

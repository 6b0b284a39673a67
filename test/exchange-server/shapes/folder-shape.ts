/** Writes a folder with the properties that a FolderShape asks for, in the order of the schema. */
import type { Folder, Mailbox } from '../mailbox/mailbox.ts'
import { ResponseError } from '../soap/fault.ts'
import type { XmlElement } from '../soap/xml-tree.ts'
import { type Xml, all, element, leaf } from '../soap/xml-writer.ts'
import { extendedPropertyXml } from './item-shape.ts'
import { folderMapiProperty } from './mapi-properties.ts'
import { type BaseShape, type PropertyShape, readPropertyShape } from './property-shape.ts'

export type FolderShape = PropertyShape

type FolderProperty = {
  readonly uri: string
  /** The smallest base shape that has it. */
  readonly from: BaseShape
  readonly write: (folder: Folder, mailbox: Mailbox, shape: FolderShape) => Xml | undefined
}

const RIGHTS = [
  'CreateAssociated',
  'CreateContents',
  'CreateHierarchy',
  'Delete',
  'Modify',
  'Read',
  'ViewPrivateItems',
]

// In the order of t:BaseFolderType and t:FolderType.
const PROPERTIES: readonly FolderProperty[] = [
  {
    uri: 'folder:FolderId',
    from: 'IdOnly',
    write: ({ id, changeKey }) => element('t:FolderId', { Id: id, ChangeKey: changeKey }),
  },
  {
    uri: 'folder:ParentFolderId',
    from: 'AllProperties',
    write: ({ parentId }, mailbox) => {
      const parent = parentId === undefined ? undefined : mailbox.folder(parentId)
      return parent && element('t:ParentFolderId', { Id: parent.id, ChangeKey: parent.changeKey })
    },
  },
  {
    uri: 'folder:FolderClass',
    from: 'AllProperties',
    write: ({ folderClass }) => leaf('t:FolderClass', folderClass),
  },
  {
    uri: 'folder:DisplayName',
    from: 'Default',
    write: ({ displayName }) => leaf('t:DisplayName', displayName),
  },
  { uri: 'folder:TotalCount', from: 'Default', write: ({ totalCount }) => leaf('t:TotalCount', totalCount) },
  {
    uri: 'folder:ChildFolderCount',
    from: 'Default',
    write: ({ childFolderCount }) => leaf('t:ChildFolderCount', childFolderCount),
  },
  {
    uri: '', // at its place in the schema
    from: 'IdOnly',
    write: (folder, mailbox, { extended }) =>
      all(
        extended.flatMap((path) => {
          const value = folderMapiProperty(folder, path, () => mailbox.items(folder.id))
          return value === undefined ? [] : [extendedPropertyXml(path, value)]
        }),
      ),
  },
  {
    uri: 'folder:EffectiveRights',
    from: 'AllProperties',
    write: () => element('t:EffectiveRights', {}, all(RIGHTS.map((right) => leaf(`t:${right}`, true)))),
  },
  {
    uri: 'folder:DistinguishedFolderId',
    from: 'AllProperties',
    write: ({ distinguishedId }) =>
      distinguishedId === undefined ? undefined : leaf('t:DistinguishedFolderId', distinguishedId),
  },
  {
    uri: 'folder:UnreadCount',
    from: 'Default',
    // t:CalendarFolderType and t:ContactsFolderType have no such element.
    write: ({ element: kind, unreadCount }) =>
      kind === 'Folder' || kind === 'TasksFolder' ? leaf('t:UnreadCount', unreadCount) : undefined,
  },
]

const RANK: Readonly<Record<BaseShape, number>> = { IdOnly: 0, Default: 1, AllProperties: 2 }

// Properties that exist but that no folder here has; asking for them is no mistake.
const KNOWN_BUT_UNSET: ReadonlySet<string> = new Set([
  'folder:SearchParameters',
  'folder:ManagedFolderInformation',
  'folder:PermissionSet',
  'folder:SharingEffectiveRights',
  'folder:PolicyTag',
  'folder:ArchiveTag',
  'folder:ReplicaList',
])

/** Reads t:FolderShape; a fault when it is invalid. */
export function readFolderShape(shape: XmlElement): FolderShape {
  return readPropertyShape(shape)
}

/**
 * The element of a folder.
 * @throws ResponseError when the shape asks for what no folder can have
 */
export function folderXml(folder: Folder, mailbox: Mailbox, shape: FolderShape): Xml {
  for (const uri of shape.fieldUris) {
    if (!KNOWN_BUT_UNSET.has(uri) && !PROPERTIES.some((property) => property.uri === uri)) {
      throw new ResponseError(
        'ErrorInvalidPropertyRequest',
        'Property is not valid for this object type.',
        element('t:FieldURI', { FieldURI: uri }),
      )
    }
  }
  const parts = PROPERTIES.filter(
    (property) => RANK[property.from] <= RANK[shape.base] || shape.fieldUris.has(property.uri),
  ).map((property) => property.write(folder, mailbox, shape))
  return element(`t:${folder.element}`, {}, ...parts)
}

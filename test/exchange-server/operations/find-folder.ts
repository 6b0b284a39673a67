/**
 * FindFolder: the folders below a folder, directly (Shallow) or all of them (Deep), page by page,
 * by restriction (MS-OXWSFSRCH). Nothing is found that was deleted softly.
 */
import type { Folder, Mailbox } from '../mailbox/mailbox.ts'
import { folderXml, readFolderShape } from '../shapes/folder-shape.ts'
import { folderPropertyValue } from '../shapes/property-value.ts'
import { readCondition } from '../shapes/restriction.ts'
import { schemaValidationFault } from '../soap/fault.ts'
import { child } from '../soap/xml-tree.ts'
import { all, element } from '../soap/xml-writer.ts'
import { type Operation, locateFolder, required, respond } from './operation.ts'
import { readPage } from './paging.ts'

export const findFolder: Operation = {
  name: 'FindFolder',
  handle: (request, context) => {
    const traversal = request.attributes.Traversal
    if (traversal === undefined) throw schemaValidationFault("The required attribute 'Traversal' is missing.")
    const shape = readFolderShape(required(request, 'FolderShape'))
    const view = child(request, 'IndexedPageFolderView') ?? child(request, 'FractionalPageFolderView')
    const restriction = child(request, 'Restriction')?.children[0]
    const condition = restriction && readCondition(restriction, folderPropertyValue)
    return respond('FindFolder', required(request, 'ParentFolderIds').children, (reference) => {
      const { mailbox, folder } = locateFolder(reference, context)
      const candidates = traversal === 'SoftDeleted' ? [] : below(mailbox, folder, traversal)
      const found = condition === undefined ? candidates : candidates.filter(condition)
      const page = readPage(view, found.length)
      return element(
        'm:RootFolder',
        {
          ...page.attributes,
          TotalItemsInView: found.length,
          IncludesLastItemInRange: page.includesLast,
        },
        element(
          't:Folders',
          {},
          all(found.slice(page.start, page.end).map((entry) => folderXml(entry, mailbox, shape))),
        ),
      )
    })
  },
}

/** The folders below a folder, each parent followed by its children when Deep. */
export function below(mailbox: Mailbox, parent: Folder, traversal: string): Folder[] {
  const children = new Map<string, Folder[]>()
  for (const folder of mailbox.folders()) {
    if (folder.parentId === undefined) continue
    const siblings = children.get(folder.parentId)
    if (siblings === undefined) children.set(folder.parentId, [folder])
    else siblings.push(folder)
  }
  const collect = (id: string): Folder[] =>
    (children.get(id) ?? []).flatMap((folder) =>
      traversal === 'Deep' ? [folder, ...collect(folder.id)] : [folder],
    )
  return collect(parent.id)
}

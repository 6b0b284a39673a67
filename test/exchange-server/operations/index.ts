/** The operations that the server answers. A new one is a file of its own and a line here. */
import { findFolder } from './find-folder.ts'
import { getFolder } from './get-folder.ts'
import { getItem } from './get-item.ts'
import type { Operation } from './operation.ts'
import { syncFolderHierarchy } from './sync-folder-hierarchy.ts'
import { syncFolderItems } from './sync-folder-items.ts'

const LIST: readonly Operation[] = [findFolder, getFolder, getItem, syncFolderHierarchy, syncFolderItems]

export const OPERATIONS: ReadonlyMap<string, Operation> = new Map(
  LIST.map((operation) => [operation.name, operation]),
)

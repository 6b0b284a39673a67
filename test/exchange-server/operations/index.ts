/** The operations that the server answers. A new one is a file of its own and a line here. */
import { createAttachment } from './create-attachment.ts'
import { createFolder } from './create-folder.ts'
import { createItem } from './create-item.ts'
import { deleteAttachment } from './delete-attachment.ts'
import { deleteFolder } from './delete-folder.ts'
import { deleteItem } from './delete-item.ts'
import { emptyFolder } from './empty-folder.ts'
import { findFolder } from './find-folder.ts'
import { findItem } from './find-item.ts'
import { getAttachment } from './get-attachment.ts'
import { getFolder } from './get-folder.ts'
import { getItem } from './get-item.ts'
import { getServerTimeZones } from './get-server-time-zones.ts'
import { markAllItemsAsRead } from './mark-all-items-as-read.ts'
import { moveFolder } from './move-folder.ts'
import { copyItem, moveItem } from './move-item.ts'
import type { Operation } from './operation.ts'
import { sendItem } from './send-item.ts'
import { syncFolderHierarchy } from './sync-folder-hierarchy.ts'
import { syncFolderItems } from './sync-folder-items.ts'
import { updateFolder } from './update-folder.ts'
import { updateItem } from './update-item.ts'

import { getEvents } from './get-events.ts'
import { getStreamingEvents } from './get-streaming-events.ts'
import { subscribe } from './subscribe.ts'
import { unsubscribe } from './unsubscribe.ts'
import { resolveNames } from './resolve-names.ts'
import { convertId } from './convert-id.ts'
import { getUserOofSettings } from './get-user-oof-settings.ts'
import { getDelegate } from './get-delegate.ts'
import {
  createUserConfiguration,
  deleteUserConfiguration,
  getUserConfiguration,
  updateUserConfiguration,
} from './user-configuration.ts'
import { getServiceConfiguration } from './get-service-configuration.ts'
import { getUserAvailability } from './get-user-availability.ts'

const LIST: readonly Operation[] = [
  copyItem,
  createAttachment,
  createFolder,
  createItem,
  deleteAttachment,
  deleteFolder,
  deleteItem,
  emptyFolder,
  findFolder,
  findItem,
  getAttachment,
  getFolder,
  getItem,
  getServerTimeZones,
  markAllItemsAsRead,
  moveFolder,
  moveItem,
  sendItem,
  syncFolderHierarchy,
  syncFolderItems,
  updateFolder,
  updateItem,
  getEvents,
  getStreamingEvents,
  subscribe,
  unsubscribe,
  resolveNames,
  convertId,
  getUserOofSettings,
  getDelegate,
  getUserAvailability,
  createUserConfiguration,
  deleteUserConfiguration,
  getUserConfiguration,
  updateUserConfiguration,
  getServiceConfiguration,
]

export const OPERATIONS: ReadonlyMap<string, Operation> = new Map(
  LIST.map((operation) => [operation.name, operation]),
)

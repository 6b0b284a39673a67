/**
 * Tasks: read without formatting, written property by property. See `mapping/tasks.ts` for what is synchronised of
 * them, and `tasks-write.ts` for what becomes of a recurring task that is completed.
 */
import type { TaskRecord } from '#shared/domain/prime-items.ts'
import { TASK_FIELDS } from '../mapping/tasks.ts'
import { fetchItemKeys } from './item-keys.ts'
import { findInFolder, removeItems } from './item-writes.ts'
import type { Kind } from './kind.ts'
import { fetchTasks } from './tasks-fetch.ts'
import { createTasks, updateTasks } from './tasks-write.ts'

export const tasksKind: Kind<TaskRecord> = {
  kind: 'tasks',
  fields: TASK_FIELDS,
  concerns: (itemKind) => itemKind === 'Task',
  isExportable: () => true,
  // What is still to be done is never too old.
  isWithin: ({ status, completedDate }, windowStart) =>
    status !== 'completed' ||
    completedDate === null ||
    completedDate >= windowStart.slice(0, 'yyyy-mm-dd'.length),
  folderOf: () => 'tasks',
  homeOf: () => 'tasks',
  inFolder: (record) => record,
  fetch: fetchTasks,
  fetchKeys: (session, ids) => fetchItemKeys(session, ids),
  mails: () => false,
  find: findInFolder,
  create: createTasks,
  update: updateTasks,
  remove: removeItems,
}

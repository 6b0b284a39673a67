/** How the properties of a task are written (MS-OXWSTASK 2.2.4.6). */
import type { TaskProperties } from './content.ts'
import { midnight } from './dates.ts'
import type { Library } from './library.ts'
import { ITEM_PROPERTIES, type PropertyTable, property, stringList } from './property-table.ts'
import { toLibraryRecurrence } from './recurrence.ts'

export const TASK_PROPERTIES: PropertyTable<TaskProperties> = {
  ...ITEM_PROPERTIES,
  startDate: property(({ TaskSchema }) => TaskSchema.StartDate, midnight),
  dueDate: property(({ TaskSchema }) => TaskSchema.DueDate, midnight),
  completeDate: property(({ TaskSchema }) => TaskSchema.CompleteDate, midnight),
  status: property(({ TaskSchema }) => TaskSchema.Status, taskStatus),
  percentComplete: property(({ TaskSchema }) => TaskSchema.PercentComplete),
  totalWorkMinutes: property(({ TaskSchema }) => TaskSchema.TotalWork),
  actualWorkMinutes: property(({ TaskSchema }) => TaskSchema.ActualWork),
  companies: property(({ TaskSchema }) => TaskSchema.Companies, stringList),
  mileage: property(({ TaskSchema }) => TaskSchema.Mileage),
  billingInformation: property(({ TaskSchema }) => TaskSchema.BillingInformation),
  recurrence: property(({ TaskSchema }) => TaskSchema.Recurrence, toLibraryRecurrence),
}

function taskStatus({ TaskStatus: status }: Library, value: TaskProperties['status']) {
  return {
    'not-started': status.NotStarted,
    'in-progress': status.InProgress,
    completed: status.Completed,
    'waiting-on-others': status.WaitingOnOthers,
    deferred: status.Deferred,
  }[value]
}

/** Tasks (MS-OXWSTASK 2.2.4.3). */
import type { PlainDate } from '#shared/domain/ids.ts'
import type { Recurrence } from '#shared/domain/recurrence.ts'

export type TaskProperties = {
  /** Days without time of day, as Outlook shows them. */
  readonly startDate: PlainDate | null
  readonly dueDate: PlainDate | null
  readonly completeDate: PlainDate | null
  readonly status: TaskStatus | null
  /** 0 to 100. */
  readonly percentComplete: number | null
  readonly isComplete: boolean | null
  readonly isRecurring: boolean | null
  readonly owner: string | null
  readonly delegator: string | null
  /** Minutes. */
  readonly actualWork: number | null
  readonly totalWork: number | null
  readonly recurrence: Recurrence | null
}

export type TaskStatus = 'not-started' | 'in-progress' | 'completed' | 'waiting-on-others' | 'deferred'

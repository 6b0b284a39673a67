/**
 * What items consist of, in the words of the domain. `message-properties.ts`, `appointment-properties.ts` and
 * `task-properties.ts` say how each property is written.
 *
 * The same types serve CreateItem and UpdateItem: an item is created from some of its properties, and an update
 * sets some of them.
 */
import type { Instant } from '#shared/domain/ids.ts'
import type { Recurrence } from '#shared/domain/recurrence.ts'
import type { Person } from '../exchange-client.ts'
import type { ClientId, PlainDate, TimeZoneId } from './values.ts'

export type Body = { readonly type: 'text' | 'html'; readonly content: string }

/** A MAPI property, by tag or by name in a property set (MS-OXWSXPROP 2.1.5). */
export type ExtendedPropertyPath =
  | { readonly kind: 'tag'; readonly tag: number }
  | { readonly kind: 'name'; readonly propertySetId: string; readonly name: string }
  | { readonly kind: 'id'; readonly propertySetId: string; readonly id: number }

export type ExtendedPropertyValue =
  | { readonly type: 'string'; readonly value: string }
  | { readonly type: 'string-array'; readonly value: readonly string[] }
  | { readonly type: 'integer'; readonly value: number }
  | { readonly type: 'boolean'; readonly value: boolean }
  | { readonly type: 'instant'; readonly value: Instant }
  | { readonly type: 'binary'; readonly value: Uint8Array }

export type ExtendedProperty = ExtendedPropertyValue & { readonly path: ExtendedPropertyPath }

/** Names a property in order to delete it; its type is part of its name. */
export type ExtendedPropertyName = Pick<ExtendedPropertyValue, 'type'> & {
  readonly path: ExtendedPropertyPath
}

export type ItemProperties = {
  readonly subject: string
  readonly body: Body
  readonly categories: readonly string[]
  readonly importance: 'low' | 'normal' | 'high'
  readonly sensitivity: 'normal' | 'personal' | 'private' | 'confidential'
  readonly isReminderSet: boolean
  readonly reminderMinutesBeforeStart: number
  /** For tasks, which have no start in the day. */
  readonly reminderDueBy: Instant
}

export type MessageProperties = ItemProperties & {
  readonly from: Person
  readonly to: readonly Person[]
  readonly cc: readonly Person[]
  readonly bcc: readonly Person[]
  readonly replyTo: readonly Person[]
  readonly isRead: boolean
  readonly flag: 'none' | 'flagged' | 'complete'
  readonly isReadReceiptRequested: boolean
  readonly isDeliveryReceiptRequested: boolean
  readonly references: string
}

export type AppointmentProperties = ItemProperties & {
  readonly start: Instant
  readonly end: Instant
  /** In which zone a series repeats; a single appointment is shown in it. */
  readonly startTimeZone: TimeZoneId
  readonly endTimeZone: TimeZoneId
  /** Start and end are then midnight in their zones. */
  readonly isAllDay: boolean
  readonly location: string
  readonly freeBusy: 'free' | 'tentative' | 'busy' | 'out-of-office' | 'working-elsewhere' | 'no-data'
  readonly requiredAttendees: readonly Person[]
  readonly optionalAttendees: readonly Person[]
  readonly resources: readonly Person[]
  readonly isResponseRequested: boolean
  readonly recurrence: Recurrence
  /** Of iCalendar; Exchange takes it only where an appointment is created. */
  readonly uid: string
}

export type TaskProperties = ItemProperties & {
  readonly startDate: PlainDate
  readonly dueDate: PlainDate
  readonly completeDate: PlainDate
  readonly status: 'not-started' | 'in-progress' | 'completed' | 'waiting-on-others' | 'deferred'
  /** 0 to 100 */
  readonly percentComplete: number
  readonly totalWorkMinutes: number
  readonly actualWorkMinutes: number
  readonly companies: readonly string[]
  readonly mileage: string
  readonly billingInformation: string
  readonly recurrence: Recurrence
}

/** The properties of each kind of item that we write. */
export type PropertiesOf = {
  readonly message: MessageProperties
  readonly appointment: AppointmentProperties
  readonly task: TaskProperties
}

export type ItemKind = keyof PropertiesOf

/** An item to be created. The client id is committed locally before; with it the item can be found again. */
export type NewItem<K extends ItemKind> = {
  readonly clientId: ClientId
  readonly properties: Partial<PropertiesOf[K]>
  readonly extendedProperties?: readonly ExtendedProperty[]
  /** The whole item as MIME (messages) or iCalendar (appointments); `properties` are set on top of it. */
  readonly mime?: Uint8Array
}

/**
 * How the properties of items are written: one line per property, which serves creating, setting, appending and
 * deleting. The value that goes into the library is made here, its XML the library writes.
 */
import type { Person } from '../exchange-client.ts'
import type { Body, ItemProperties } from './content.ts'
import { instant } from './dates.ts'
import type { Library, PropertyDefinition } from './library.ts'

export type WrittenProperty<Value> = {
  readonly definition: (library: Library) => PropertyDefinition
  readonly toLibrary: (library: Library, value: Value) => unknown
}

export type PropertyTable<Properties> = {
  readonly [Name in keyof Properties]-?: WrittenProperty<Properties[Name]>
}

/** Properties without a line of their own cannot be given, so the schema of the library always has them. */
export function property<Value>(
  definition: (library: Library) => unknown,
  toLibrary: (library: Library, value: Value) => unknown = (_library, value) => value,
): WrittenProperty<Value> {
  return { definition: definition as (library: Library) => PropertyDefinition, toLibrary }
}

export const ITEM_PROPERTIES: PropertyTable<ItemProperties> = {
  subject: property(({ ItemSchema }) => ItemSchema.Subject),
  body: property(({ ItemSchema }) => ItemSchema.Body, bodyOf),
  categories: property(({ ItemSchema }) => ItemSchema.Categories, stringList),
  importance: property(
    ({ ItemSchema }) => ItemSchema.Importance,
    ({ Importance: { Low, Normal, High } }, value) => ({ low: Low, normal: Normal, high: High })[value],
  ),
  sensitivity: property(
    ({ ItemSchema }) => ItemSchema.Sensitivity,
    ({ Sensitivity: { Normal, Personal, Private, Confidential } }, value) =>
      ({ normal: Normal, personal: Personal, private: Private, confidential: Confidential })[value],
  ),
  isReminderSet: property(({ ItemSchema }) => ItemSchema.IsReminderSet),
  reminderMinutesBeforeStart: property(({ ItemSchema }) => ItemSchema.ReminderMinutesBeforeStart),
  reminderDueBy: property(({ ItemSchema }) => ItemSchema.ReminderDueBy, instant),
}

export function bodyOf({ MessageBody, BodyType }: Library, { type, content }: Body): unknown {
  return new MessageBody(type === 'html' ? BodyType.HTML : BodyType.Text, content)
}

/** Each text once, as Exchange keeps lists of texts too. */
export function stringList({ StringList }: Library, values: readonly string[]): unknown {
  return new StringList([...values])
}

export function emailAddress({ EmailAddress }: Library, { name, address }: Person) {
  return name === '' ? new EmailAddress(address) : new EmailAddress(name, address)
}

export function emailAddresses(library: Library, people: readonly Person[]): unknown {
  const collection = new library.EmailAddressCollection()
  for (const person of people) collection.Add(emailAddress(library, person))
  return collection
}

/** Items of the library, filled with properties of ours. */
import type { ExtendedProperty, ItemKind, NewItem, PropertiesOf } from './content.ts'
import { APPOINTMENT_PROPERTIES } from './appointment-properties.ts'
import { extendedPropertyDefinition, extendedPropertyValue } from './extended-properties.ts'
import type { Library, PropertyDefinition, ServiceObject } from './library.ts'
import { MESSAGE_PROPERTIES } from './message-properties.ts'
import type { PropertyTable, WrittenProperty } from './property-table.ts'
import { TASK_PROPERTIES } from './task-properties.ts'

type Service = InstanceType<Library['ExchangeService']>
export type LibraryItem = InstanceType<Library['Item']> & ServiceObject

const TABLES: { readonly [K in ItemKind]: PropertyTable<PropertiesOf[K]> } = {
  message: MESSAGE_PROPERTIES,
  appointment: APPOINTMENT_PROPERTIES,
  task: TASK_PROPERTIES,
}

export function newLibraryItem<K extends ItemKind>(
  library: Library,
  service: Service,
  kind: K,
  { properties, extendedProperties = [], mime }: Omit<NewItem<K>, 'clientId'>,
): LibraryItem {
  const item = emptyLibraryItem(library, service, kind)
  if (mime !== undefined) {
    const base64 = Buffer.from(mime.buffer, mime.byteOffset, mime.byteLength).toString('base64')
    item.MimeContent = new library.MimeContent('UTF-8', base64)
  }
  for (const { definition, value } of propertiesOf(library, kind, properties)) {
    if (value !== null) item.PropertyBag._setItem(definition, value)
  }
  for (const property of extendedProperties) setExtendedProperty(library, item, property)
  return item
}

export function emptyLibraryItem(library: Library, service: Service, kind: ItemKind): LibraryItem {
  const classes = { message: library.EmailMessage, appointment: library.Appointment, task: library.Task }
  const item = new classes[kind](service)
  // Our dates are points in time already: nothing to convert, and no zone of the service to send along.
  const withoutZone = {
    GetIsTimeZoneHeaderRequired: () => false,
    GetIsCustomDateTimeScopingRequired: () => false,
  }
  return Object.assign(item, withoutZone) as unknown as LibraryItem
}

/**
 * The given properties, each with its definition and its value in the library; `null` for an empty list, which is
 * the absence of the property.
 */
export function propertiesOf<K extends ItemKind>(
  library: Library,
  kind: K,
  properties: Partial<PropertiesOf[K]>,
): { readonly definition: PropertyDefinition; readonly value: unknown }[] {
  return Object.entries(properties)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => {
      const { definition, toLibrary } = writtenProperty(kind, name as keyof PropertiesOf[K])
      return { definition: definition(library), value: isEmptyList(value) ? null : toLibrary(library, value) }
    })
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0
}

export function definitionOf<K extends ItemKind>(
  library: Library,
  kind: K,
  name: keyof PropertiesOf[K],
): PropertyDefinition {
  return writtenProperty(kind, name).definition(library)
}

export function setExtendedProperty(library: Library, item: LibraryItem, property: ExtendedProperty): void {
  const value = extendedPropertyValue(library, property)
  item.SetExtendedProperty(extendedPropertyDefinition(library, property), value)
}

function writtenProperty<K extends ItemKind>(kind: K, name: keyof PropertiesOf[K]): WrittenProperty<unknown> {
  // The table gives every value to the line of its own name, which the compiler cannot follow.
  return TABLES[kind][name] as unknown as WrittenProperty<unknown>
}

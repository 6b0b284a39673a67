/** MAPI properties that EWS has no element for, by tag or by name within a set (MS-OXWSXPROP 2.1.5). */

/** Type of MS-OXWSXPROP 2.1.7, without the ones that EWS cannot carry. */
export type ExtendedPropertyType =
  | 'ApplicationTime'
  | 'ApplicationTimeArray'
  | 'Binary'
  | 'BinaryArray'
  | 'Boolean'
  | 'CLSID'
  | 'CLSIDArray'
  | 'Currency'
  | 'CurrencyArray'
  | 'Double'
  | 'DoubleArray'
  | 'Float'
  | 'FloatArray'
  | 'Integer'
  | 'IntegerArray'
  | 'Long'
  | 'LongArray'
  | 'Short'
  | 'ShortArray'
  | 'SystemTime'
  | 'SystemTimeArray'
  | 'String'
  | 'StringArray'

export type DistinguishedPropertySet =
  | 'Address'
  | 'Appointment'
  | 'CalendarAssistant'
  | 'Common'
  | 'InternetHeaders'
  | 'Meeting'
  | 'PublicStrings'
  | 'Sharing'
  | 'Task'
  | 'UnifiedMessaging'

/** A well-known set, or the GUID of one. */
export type PropertySet =
  | { readonly kind: 'distinguished'; readonly name: DistinguishedPropertySet }
  | { readonly kind: 'guid'; readonly guid: string }

export type ExtendedPropertyName = { readonly type: ExtendedPropertyType } & (
  | { readonly kind: 'tag'; readonly tag: number }
  | { readonly kind: 'named'; readonly set: PropertySet; readonly name: string }
  | { readonly kind: 'numbered'; readonly set: PropertySet; readonly number: number }
)

export type ExtendedProperty = {
  /** See `extendedPropertyKey`. */
  readonly key: string
  /** The type as the server names it. */
  readonly type: string
  /** One value, or those of an array. */
  readonly values: readonly string[]
}

/**
 * One text for a property, however a server spells it: tags come back unpadded and in any case, GUIDs in any case.
 * Names of named properties are compared as they are (MS-OXCPRPT 2.2.12.1).
 */
export function extendedPropertyKey(property: ExtendedPropertyName): string {
  if (property.kind === 'tag') return `tag ${property.tag}`
  const { set } = property
  const within = set.kind === 'distinguished' ? set.name : set.guid.toLowerCase()
  return property.kind === 'named' ? `${within} name ${property.name}` : `${within} number ${property.number}`
}

/** The first value of a property that was asked for, or `null` when the item has none. */
export function extendedValue(
  properties: readonly ExtendedProperty[],
  property: ExtendedPropertyName,
): string | null {
  const key = extendedPropertyKey(property)
  return properties.find((known) => known.key === key)?.values[0] ?? null
}

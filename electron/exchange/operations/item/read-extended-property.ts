/** ExtendedProperty: its name as one key, however the server spells it, and its values. */
import {
  type DistinguishedPropertySet,
  type ExtendedProperty,
  type ExtendedPropertyType,
  type PropertySet,
  extendedPropertyKey,
} from '../../extended-property.ts'
import { type XmlElement, attributeOf, childOf } from '../../soap/xml-element.ts'

/** `null` when it has no name that one could ask for. */
export function extendedPropertyOf(element: XmlElement): ExtendedProperty | null {
  const uri = childOf(element, 'ExtendedFieldURI')
  const type = attributeOf(uri, 'PropertyType')
  const key = uri === undefined || type === null ? null : keyOf(uri, type as ExtendedPropertyType)
  if (key === null || type === null) return null
  const values = childOf(element, 'Values')?.children.map(({ text }) => text)
  return { key, type, values: values ?? [childOf(element, 'Value')?.text ?? ''] }
}

function keyOf(uri: XmlElement, type: ExtendedPropertyType): string | null {
  const tag = numberOf(attributeOf(uri, 'PropertyTag'))
  if (tag !== null) return extendedPropertyKey({ kind: 'tag', tag, type })
  const set = setOf(uri)
  if (set === null) return null
  const name = attributeOf(uri, 'PropertyName')
  if (name !== null) return extendedPropertyKey({ kind: 'named', set, name, type })
  const number = numberOf(attributeOf(uri, 'PropertyId'))
  return number === null ? null : extendedPropertyKey({ kind: 'numbered', set, number, type })
}

function setOf(uri: XmlElement): PropertySet | null {
  const name = attributeOf(uri, 'DistinguishedPropertySetId')
  if (name !== null) return { kind: 'distinguished', name: name as DistinguishedPropertySet }
  const guid = attributeOf(uri, 'PropertySetId')
  return guid === null ? null : { kind: 'guid', guid }
}

/** Decimal, or hexadecimal with `0x`, with or without leading zeros. */
function numberOf(text: string | null): number | null {
  const trimmed = text?.trim() ?? ''
  return /^(0x[0-9a-f]{1,8}|\d{1,10})$/i.test(trimmed) ? Number(trimmed) : null
}

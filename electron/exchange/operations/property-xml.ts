/** Writes the names of properties and the shape of items in a request. */
import type { ExtendedPropertyName, PropertySet } from '../extended-property.ts'
import type { FieldUri, ItemShape } from '../item-shape.ts'
import { escapeXml } from '../soap/envelope.ts'

/** A property of an item: one that EWS knows, or a MAPI property. */
export type PropertyName = FieldUri | ExtendedPropertyName

export function propertyXml(property: PropertyName): string {
  return typeof property === 'string'
    ? `<t:FieldURI FieldURI="${escapeXml(property)}"/>`
    : extendedPropertyXml(property)
}

/** `m:ItemShape`, the elements in the order of the schema. */
export function itemShapeXml(shape: ItemShape): string {
  const properties = [...shape.properties, ...shape.extended].map(propertyXml).join('')
  const body =
    shape.body === 'best' ? '' : `<t:BodyType>${shape.body === 'html' ? 'HTML' : 'Text'}</t:BodyType>`
  const additional = properties && `<t:AdditionalProperties>${properties}</t:AdditionalProperties>`
  return `<m:ItemShape><t:BaseShape>${shape.base}</t:BaseShape>${body}${additional}</m:ItemShape>`
}

function extendedPropertyXml(property: ExtendedPropertyName): string {
  const type = ` PropertyType="${property.type}"/>`
  switch (property.kind) {
    case 'tag': {
      const tag = property.tag.toString(16).padStart(4, '0')
      return `<t:ExtendedFieldURI PropertyTag="0x${tag}"${type}`
    }
    case 'named':
      return `<t:ExtendedFieldURI${setXml(property.set)} PropertyName="${escapeXml(property.name)}"${type}`
    case 'numbered':
      return `<t:ExtendedFieldURI${setXml(property.set)} PropertyId="${property.number}"${type}`
  }
}

function setXml(set: PropertySet): string {
  return set.kind === 'distinguished'
    ? ` DistinguishedPropertySetId="${set.name}"`
    : ` PropertySetId="${escapeXml(set.guid)}"`
}

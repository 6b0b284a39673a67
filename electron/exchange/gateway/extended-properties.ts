/** Named and tagged MAPI properties, as objects of the library (MS-OXWSXPROP). */
import type { ExtendedProperty, ExtendedPropertyName } from './content.ts'
import { instant } from './dates.ts'
import type { Library, PropertyDefinition } from './library.ts'

type Definition = InstanceType<Library['ExtendedPropertyDefinition']> & PropertyDefinition

export function extendedPropertyDefinition(
  library: Library,
  { path, type }: ExtendedPropertyName,
): Definition {
  const { ExtendedPropertyDefinition, Guid } = library
  const mapiType = mapiTypeOf(library, type)
  const definition =
    path.kind === 'tag'
      ? new ExtendedPropertyDefinition(path.tag, mapiType)
      : path.kind === 'name'
        ? new ExtendedPropertyDefinition(new Guid(path.propertySetId), path.name, mapiType)
        : new ExtendedPropertyDefinition(new Guid(path.propertySetId), path.id, mapiType)
  return definition as Definition
}

export function extendedPropertyValue(library: Library, property: ExtendedProperty): unknown {
  switch (property.type) {
    case 'instant':
      return instant(library, property.value)
    case 'string': // the library takes an empty text for none at all, and writes what `toString` says
      return { toString: () => property.value }
    default:
      return property.value
  }
}

function mapiTypeOf({ MapiPropertyType: mapi }: Library, type: ExtendedProperty['type']) {
  return {
    string: mapi.String,
    'string-array': mapi.StringArray,
    integer: mapi.Integer,
    boolean: mapi.Boolean,
    instant: mapi.SystemTime,
    binary: mapi.Binary,
  }[type]
}

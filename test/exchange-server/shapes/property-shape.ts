/**
 * What FolderShape and ItemShape have in common: a base shape and additional properties by path.
 */
import { schemaValidationFault } from '../soap/fault.ts'
import { type XmlElement, child, childText } from '../soap/xml-tree.ts'

export type BaseShape = 'IdOnly' | 'Default' | 'AllProperties'

export type PropertyShape = {
  readonly base: BaseShape
  /** Values of t:FieldURI/@FieldURI. */
  readonly fieldUris: ReadonlySet<string>
  /** Attributes of t:ExtendedFieldURI. */
  readonly extended: readonly Readonly<Record<string, string>>[]
}

const BASE_SHAPES: ReadonlySet<string> = new Set<BaseShape>(['IdOnly', 'Default', 'AllProperties'])

/** Reads a FolderShape or ItemShape; a fault when it is not one. */
export function readPropertyShape(shape: XmlElement): PropertyShape {
  const base = childText(shape, 'BaseShape')
  if (base === undefined || !isBaseShape(base)) {
    throw schemaValidationFault(`The 'BaseShape' element is invalid - The value '${base ?? ''}' is invalid.`)
  }
  const fieldUris = new Set<string>()
  const extended: Readonly<Record<string, string>>[] = []
  for (const path of child(shape, 'AdditionalProperties')?.children ?? []) {
    if (path.name === 'FieldURI') {
      const uri = path.attributes.FieldURI
      if (uri === undefined || !/^[a-z]+:\w+$/i.test(uri)) {
        throw schemaValidationFault(
          `The 'FieldURI' attribute is invalid - The value '${uri ?? ''}' is invalid.`,
        )
      }
      fieldUris.add(uri)
    } else if (path.name === 'ExtendedFieldURI') {
      if (path.attributes.PropertyType === undefined) {
        throw schemaValidationFault("The required attribute 'PropertyType' is missing.")
      }
      extended.push(path.attributes)
    }
  }
  return { base, fieldUris, extended }
}

function isBaseShape(value: string): value is BaseShape {
  return BASE_SHAPES.has(value)
}

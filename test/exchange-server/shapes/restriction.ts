/** t:Restriction: a condition on properties, evaluated item by item or folder by folder (MS-OXWSSRCH 2.2.4.21). */
import { ResponseError } from '../soap/fault.ts'
import { type XmlElement, child } from '../soap/xml-tree.ts'
import type { PropertyValue } from './property-value.ts'

export type Condition<Of> = (of: Of) => boolean

/** The value of a property by its path; undefined where it is not set. */
export type ReadValue<Of> = (of: Of, path: XmlElement) => PropertyValue

const COMPARISONS: Readonly<Record<string, (order: number) => boolean>> = {
  IsEqualTo: (order) => order === 0,
  IsNotEqualTo: (order) => order !== 0,
  IsGreaterThan: (order) => order > 0,
  IsGreaterThanOrEqualTo: (order) => order >= 0,
  IsLessThan: (order) => order < 0,
  IsLessThanOrEqualTo: (order) => order <= 0,
}

/** @throws ResponseError for a condition that this server does not know */
export function readCondition<Of>(condition: XmlElement, valueOf: ReadValue<Of>): Condition<Of> {
  const { name, children } = condition
  const path = children[0]
  const read = (part: XmlElement): Condition<Of> => readCondition(part, valueOf)
  switch (name) {
    case 'And': {
      const parts = children.map(read)
      return (of) => parts.every((part) => part(of))
    }
    case 'Or': {
      const parts = children.map(read)
      return (of) => parts.some((part) => part(of))
    }
    case 'Not': {
      const part = path && read(path)
      return (of) => part?.(of) !== true
    }
    case 'Exists':
      return (of) => path !== undefined && valueOf(of, path) !== undefined
    case 'Contains':
      return readContains(condition, valueOf)
    case 'Excludes': {
      const mask = Number(child(condition, 'Bitmask')?.attributes.Value)
      return (of) => path !== undefined && (Number(valueOf(of, path)) & mask) === 0
    }
    default:
      return readComparison(condition, valueOf)
  }
}

function readComparison<Of>({ name, children }: XmlElement, valueOf: ReadValue<Of>): Condition<Of> {
  const holds = COMPARISONS[name]
  const [path, operand] = children
  if (holds === undefined || path === undefined || operand === undefined) {
    throw new ResponseError('ErrorUnsupportedPathForQuery', `The restriction ${name} is not supported.`)
  }
  const constant = operand.children[0]
  return (of) => {
    const left = valueOf(of, path)
    const right =
      constant?.name === 'Constant' ? constant.attributes.Value : constant && valueOf(of, constant)
    return left !== undefined && right !== undefined && holds(compareValues(left, right))
  }
}

function readContains<Of>(condition: XmlElement, valueOf: ReadValue<Of>): Condition<Of> {
  const { ContainmentMode: mode = 'FullString', ContainmentComparison: comparison = 'Exact' } =
    condition.attributes
  const fold = (value: string): string => (comparison === 'Exact' ? value : value.toLowerCase())
  const wanted = fold(child(condition, 'Constant')?.attributes.Value ?? '')
  const path = condition.children[0]
  const holds = (value: string): boolean => {
    const folded = fold(value)
    if (mode === 'FullString') return folded === wanted
    if (mode === 'Prefixed') return folded.startsWith(wanted)
    if (mode === 'Substring') return folded.includes(wanted)
    return folded
      .split(/\W+/)
      .some((word) => (mode === 'PrefixOnWords' ? word.startsWith(wanted) : word === wanted))
  }
  return (of) => {
    const value = path && valueOf(of, path)
    if (value === undefined) return false
    return Array.isArray(value) ? (value as readonly string[]).some(holds) : holds(String(value))
  }
}

/** Negative, zero or positive. Dates, numbers and truth values are compared as such, texts without case. */
export function compareValues(left: PropertyValue, right: PropertyValue): number {
  const one = comparable(left)
  const other = comparable(right)
  if (typeof one === 'number' && typeof other === 'number') return one - other
  return String(one).localeCompare(String(other), 'en', { sensitivity: 'accent' })
}

function comparable(value: PropertyValue): number | string {
  if (typeof value === 'number') return value
  const text = Array.isArray(value) ? value.join('; ') : String(value ?? '')
  if (/^\d{4}-\d\d-\d\dT/.test(text)) return Date.parse(text)
  if (/^-?\d+(\.\d+)?$/.test(text)) return Number(text)
  if (text === 'true' || text === 'false') return text === 'true' ? 1 : 0
  return text
}

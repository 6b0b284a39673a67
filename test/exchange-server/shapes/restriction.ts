/** t:Restriction: a condition on properties, evaluated item by item (MS-OXWSSRCH 2.2.4.21). */
import type { Item } from '../mailbox/item.ts'
import { ResponseError } from '../soap/fault.ts'
import { type XmlElement, child } from '../soap/xml-tree.ts'
import { type PropertyValue, propertyValue } from './property-value.ts'

export type Condition = (item: Item) => boolean

const COMPARISONS: Readonly<Record<string, (order: number) => boolean>> = {
  IsEqualTo: (order) => order === 0,
  IsNotEqualTo: (order) => order !== 0,
  IsGreaterThan: (order) => order > 0,
  IsGreaterThanOrEqualTo: (order) => order >= 0,
  IsLessThan: (order) => order < 0,
  IsLessThanOrEqualTo: (order) => order <= 0,
}

/** @throws ResponseError for a condition that this server does not know */
export function readCondition(condition: XmlElement): Condition {
  const { name, children } = condition
  const path = children[0]
  switch (name) {
    case 'And': {
      const parts = children.map(readCondition)
      return (item) => parts.every((part) => part(item))
    }
    case 'Or': {
      const parts = children.map(readCondition)
      return (item) => parts.some((part) => part(item))
    }
    case 'Not': {
      const part = path && readCondition(path)
      return (item) => part?.(item) !== true
    }
    case 'Exists':
      return (item) => path !== undefined && propertyValue(item, path) !== undefined
    case 'Contains':
      return readContains(condition)
    case 'Excludes': {
      const mask = Number(child(condition, 'Bitmask')?.attributes.Value)
      return (item) => path !== undefined && (Number(propertyValue(item, path)) & mask) === 0
    }
    default:
      return readComparison(condition)
  }
}

function readComparison({ name, children }: XmlElement): Condition {
  const holds = COMPARISONS[name]
  const [path, operand] = children
  if (holds === undefined || path === undefined || operand === undefined) {
    throw new ResponseError('ErrorUnsupportedPathForQuery', `The restriction ${name} is not supported.`)
  }
  const constant = operand.children[0]
  return (item) => {
    const left = propertyValue(item, path)
    const right =
      constant?.name === 'Constant' ? constant.attributes.Value : constant && propertyValue(item, constant)
    return left !== undefined && right !== undefined && holds(compareValues(left, right))
  }
}

function readContains(condition: XmlElement): Condition {
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
  return (item) => {
    const value = path && propertyValue(item, path)
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

/** Writes restrictions and orders in a request. */
import type { Comparison, Restriction, SortOrder } from '../restriction.ts'
import { escapeXml } from '../soap/envelope.ts'
import { propertyXml } from './property-xml.ts'

const COMPARISONS: Readonly<Record<Comparison, string>> = {
  'is-equal-to': 'IsEqualTo',
  'is-not-equal-to': 'IsNotEqualTo',
  'is-greater-than': 'IsGreaterThan',
  'is-greater-than-or-equal-to': 'IsGreaterThanOrEqualTo',
  'is-less-than': 'IsLessThan',
  'is-less-than-or-equal-to': 'IsLessThanOrEqualTo',
}

const MODES = { whole: 'FullString', prefix: 'Prefixed', substring: 'Substring' } as const

export function restrictionXml(restriction: Restriction): string {
  return `<m:Restriction>${conditionXml(restriction)}</m:Restriction>`
}

export function sortXml(orders: readonly SortOrder[]): string {
  const fields = orders.map(({ property, direction }) => {
    const order = direction === 'ascending' ? 'Ascending' : 'Descending'
    return `<t:FieldOrder Order="${order}">${propertyXml(property)}</t:FieldOrder>`
  })
  return fields.length === 0 ? '' : `<m:SortOrder>${fields.join('')}</m:SortOrder>`
}

function conditionXml(restriction: Restriction): string {
  switch (restriction.kind) {
    case 'and':
      return `<t:And>${restriction.all.map(conditionXml).join('')}</t:And>`
    case 'or':
      return `<t:Or>${restriction.all.map(conditionXml).join('')}</t:Or>`
    case 'not':
      return `<t:Not>${conditionXml(restriction.restriction)}</t:Not>`
    case 'exists':
      return `<t:Exists>${propertyXml(restriction.property)}</t:Exists>`
    case 'contains': {
      const comparison = restriction.ignoreCase ? 'IgnoreCase' : 'Exact'
      return (
        `<t:Contains ContainmentMode="${MODES[restriction.mode]}" ContainmentComparison="${comparison}">` +
        `${propertyXml(restriction.property)}${constantXml(restriction.value)}</t:Contains>`
      )
    }
    default: {
      const name = COMPARISONS[restriction.kind]
      const value = `<t:FieldURIOrConstant>${constantXml(restriction.value)}</t:FieldURIOrConstant>`
      return `<t:${name}>${propertyXml(restriction.property)}${value}</t:${name}>`
    }
  }
}

const constantXml = (value: string): string => `<t:Constant Value="${escapeXml(value)}"/>`

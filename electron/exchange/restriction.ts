/** Which items FindItem looks for, and in which order (MS-OXWSSRCH 2.2.3). */
import type { ExtendedPropertyName } from './extended-property.ts'
import type { FolderReference } from './folder.ts'
import type { FieldUri, ItemShape } from './item-shape.ts'
import type { ExchangeItem } from './item.ts'

export type SearchedProperty = FieldUri | ExtendedPropertyName

export type Comparison =
  | 'is-equal-to'
  | 'is-not-equal-to'
  | 'is-greater-than'
  | 'is-greater-than-or-equal-to'
  | 'is-less-than'
  | 'is-less-than-or-equal-to'

export type Restriction =
  | { readonly kind: 'and' | 'or'; readonly all: readonly [Restriction, Restriction, ...Restriction[]] }
  | { readonly kind: 'not'; readonly restriction: Restriction }
  | { readonly kind: 'exists'; readonly property: SearchedProperty }
  /** The value as EWS writes it: an instant in UTC, `true`, a number. */
  | { readonly kind: Comparison; readonly property: SearchedProperty; readonly value: string }
  | {
      readonly kind: 'contains'
      readonly property: SearchedProperty
      readonly value: string
      readonly mode: 'whole' | 'prefix' | 'substring'
      readonly ignoreCase: boolean
    }

export type SortOrder = {
  readonly property: SearchedProperty
  readonly direction: 'ascending' | 'descending'
}

export type ItemView =
  /** From an offset; a server may answer fewer than asked for, so only `nextOffset` tells how to go on. */
  | { readonly kind: 'page'; readonly offset: number; readonly size: number; readonly from: 'start' | 'end' }
  /** The appointments that touch a time, series as their occurrences. It takes no restriction and no order. */
  | {
      readonly kind: 'calendar'
      readonly start: string
      readonly end: string
      /** The view has no second page: ask for a shorter time when it was not enough. */
      readonly maximum: number
    }

export type FindItemRequest = {
  readonly folder: FolderReference
  readonly shape: ItemShape
  readonly view: ItemView
  readonly restriction?: Restriction
  readonly sort?: readonly SortOrder[]
}

export type FoundItems = {
  readonly items: readonly ExchangeItem[]
  readonly totalItemsInView: number | null
  readonly includesLastItemInRange: boolean
  /** Where the next page begins; `null` when the server does not say. */
  readonly nextOffset: number | null
}

/**
 * By what an item is known again under another id: asked for as extended properties, read from what comes back.
 */
import { type ExtendedProperty, type ExtendedPropertyName, extendedValue } from './extended-property.ts'
import { CLIENT_ID } from './gateway/client-id.ts'
import { type ClientId, clientIdOf } from './gateway/values.ts'

/** PidTagSearchKey: stays with an item that is moved (MS-OXCPRPT 2.2.1.9). */
export const SEARCH_KEY: ExtendedPropertyName = { kind: 'tag', tag: 0x300b, type: 'Binary' }

export const KEY_PROPERTIES: readonly ExtendedPropertyName[] = [SEARCH_KEY, CLIENT_ID]

export type ItemKeys = {
  /** Of what we created; see `gateway/client-id.ts`. */
  readonly clientId: ClientId | null
  /** Base64. */
  readonly searchKey: string | null
}

export function keysOf(properties: readonly ExtendedProperty[]): ItemKeys {
  const searchKey = extendedValue(properties, SEARCH_KEY)?.trim() ?? ''
  return {
    clientId: clientIdOf(extendedValue(properties, CLIENT_ID)?.trim() ?? ''),
    searchKey: searchKey === '' ? null : searchKey,
  }
}

/**
 * The client id of an item: a named property by which an item that we created is found again.
 *
 * It is committed locally before CreateItem is sent, travels with it, and stays with the item when it is moved or
 * changed. After a lost answer, a crash or a repeated page the item is looked for by this property instead of
 * being created twice. Rejected: PidTagSearchKey and `InternetMessageId`, which appointments and tasks do not have
 * or which the server chooses.
 */
import type { ExtendedPropertyName } from '../extended-property.ts'
import type { ExtendedProperty, ExtendedPropertyPath } from './content.ts'
import type { ClientId } from './values.ts'

/** The property set of this product. Never change it: items in the mailboxes of customers carry it. */
export const PROPERTY_SET_ID = '7c1f0a52-3b6e-4d0b-9a5e-6f1d2c84b7e3'

export const CLIENT_ID_PATH: ExtendedPropertyPath = {
  kind: 'name',
  propertySetId: PROPERTY_SET_ID,
  name: 'ClientId',
}

/** As it is read. */
export const CLIENT_ID: ExtendedPropertyName = {
  kind: 'named',
  set: { kind: 'guid', guid: PROPERTY_SET_ID },
  name: 'ClientId',
  type: 'String',
}

export function clientIdProperty(clientId: ClientId): ExtendedProperty {
  return { path: CLIENT_ID_PATH, type: 'string', value: clientId }
}

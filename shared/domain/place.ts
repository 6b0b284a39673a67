/**
 * A place in the window that something outside of it is about: a notification, a line of the menu beside the clock.
 * The window gets the route alone, and stays free of the schemas of ids.
 */
import type { ConnectorId, EwsAccountId } from './ids.ts'

export type Place =
  | { readonly screen: 'overview' | 'settings' }
  /** What an account did. */
  | { readonly screen: 'account'; readonly accountId: EwsAccountId }
  /** The objects that could not be synchronised. */
  | {
      readonly screen: 'problems'
      /** Those of its accounts; without: of all. */
      readonly connectorId?: ConnectorId
    }
  | {
      readonly screen: 'connector'
      readonly connectorId: ConnectorId
      /** Those of its accounts that need a person; without: the connector as a whole. */
      readonly accounts?: 'attention'
    }

/** The route of the window. */
export function pathOf(place: Place): string {
  switch (place.screen) {
    case 'overview':
    case 'settings':
      return `/${place.screen}`
    case 'account':
      return `/sync?tab=history&account=${place.accountId}`
    case 'problems':
      return `/sync?tab=problems${place.connectorId === undefined ? '' : `&connector=${place.connectorId}`}`
    case 'connector':
      return `/connectors/${place.connectorId}${place.accounts === undefined ? '' : `?state=${place.accounts}`}`
  }
}

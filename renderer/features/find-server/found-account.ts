/**
 * What a search for the server has shown about the mailbox, on its way into the form of the new account. A new connector
 * is saved in between, which draws its page anew, so it waits here, in the memory of the window alone, and once.
 *
 * Rejected: the state of the navigation. It would put a password into the history of the window.
 */
import type { ConnectorId } from '#shared/domain/ids.ts'

export type FoundAccount = {
  /** The primary address where it was told, else the address that was entered. */
  readonly mailbox: string
  /** With what somebody has signed in; empty: nobody did. */
  readonly userName: string
  readonly password: string
}

let waiting: { readonly connectorId: ConnectorId; readonly account: FoundAccount } | null = null

export function handOver(connectorId: ConnectorId, account: FoundAccount): void {
  waiting = { connectorId, account }
}

export function handedOver(connectorId: ConnectorId): FoundAccount | null {
  return waiting?.connectorId === connectorId ? waiting.account : null
}

export function forgetHandedOver(): void {
  waiting = null
}

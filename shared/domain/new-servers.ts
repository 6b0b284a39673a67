/**
 * Where what is stored of a connector is sent: passwords, tokens and the credential of an application never go to a
 * server that no person has confirmed, whether its address comes from a file or from a form. Pure.
 *
 * Hosts with their ports are compared, not addresses: another path on the same server gets no more than it had. Rejected:
 * to erase what is stored when an address changes, which would cost five hundred passwords for a corrected spelling.
 */
import { z } from 'zod'
import type { Connector } from './connector.ts'
import type { EwsAccount } from './ews-account.ts'
import { CLOUDS } from './oauth2.ts'

/** Servers that a person has confirmed, as `server.not-confirmed` has named them. */
export const confirmedServersSchema = z.array(z.string().max(300)).max(1_000).optional()

export type Sending = {
  readonly connector: Pick<Connector, 'url' | 'authenticationMethod' | 'oauth2'>
  readonly accounts: readonly Pick<EwsAccount, 'url'>[]
}

/** Microsoft's own; what they get of an application they have issued themselves. */
const CLOUD_AUTHORITIES = new Set(Object.values(CLOUDS).map(({ authority }) => serverOf(authority)))

/** `mail.firma.ch` or `mail.firma.ch:8443`, as it is looked up; the text itself where it is no address. */
export function serverOf(address: string): string {
  if (!URL.canParse(address)) return address.trim()
  const { hostname, port } = new URL(address)
  return `${hostname.toLowerCase().replace(/\.$/, '')}${port === '' ? '' : `:${port}`}`
}

export function serversOf({ connector, accounts }: Sending): string[] {
  const { url, authenticationMethod, oauth2 } = connector
  const own = accounts.map((account) => account.url).filter((each) => each !== '')
  const authority = authenticationMethod === 'oauth2' ? [serverOf(oauth2.authority)] : []
  const all = [...[url, ...own].map(serverOf), ...authority.filter((host) => !CLOUD_AUTHORITIES.has(host))]
  return [...new Set(all)]
}

/** Servers that would be sent something from now on, and were not until now. */
export function newServers(before: Sending, after: Sending): string[] {
  const known = serversOf(before)
  return serversOf(after).filter((server) => !known.includes(server))
}

/** What of a found server goes into the forms. Pure. */
import type { AuthenticationMethod } from '#shared/domain/connector.ts'
import type { DiscoveredMailbox, DiscoverySignIn, Endpoint } from '#shared/domain/discovery.ts'
import { serviceKindOf } from '#shared/domain/exchange-url.ts'
import type { FoundAccount } from './found-account.ts'

export type TakenServer = {
  /** For a connector that has no name yet. */
  readonly name: string
  readonly url: string
  readonly authenticationMethod: AuthenticationMethod
  readonly account: FoundAccount
}

/** The address that is proposed: the first that answers from here, else the first. */
export function proposedEndpoint({ endpoints }: DiscoveredMailbox): Endpoint | undefined {
  return endpoints.find(({ offered }) => offered !== null) ?? endpoints[0]
}

/** @param mailbox as it was entered  @param signIn with what somebody signed in during the search */
export function takenServer(
  found: DiscoveredMailbox,
  url: string,
  mailbox: string,
  signIn: DiscoverySignIn | null,
): TakenServer {
  const { authenticationMethod, primaryAddress } = found
  const domain = mailbox.slice(mailbox.lastIndexOf('@') + 1)
  const usesPassword = authenticationMethod !== 'oauth2' && signIn !== null
  return {
    name: serviceKindOf(url) === 'exchange-online' ? `Exchange Online ${domain}` : domain,
    url,
    authenticationMethod,
    account: {
      mailbox: primaryAddress ?? mailbox,
      userName: usesPassword ? signIn.userName : '',
      password: usesPassword ? signIn.password : '',
    },
  }
}

/**
 * The saved values that a connection test is about. Tests with the same ones are of the same thing: a result is
 * remembered, forgotten and compared by them.
 */
import type { ConnectorDraft } from '#shared/domain/connector.ts'
import type { EwsAccount } from '#shared/domain/ews-account.ts'
import { authorityOf } from '#shared/domain/oauth2.ts'

/** Of a connector, as a text that is equal where they are. */
export function testedServer(connector: ConnectorDraft): string {
  const { url, domain, authenticationMethod, windowsUser, trust, oauth2 } = connector
  return JSON.stringify([
    ...[url, domain, authenticationMethod, windowsUser, trust.fingerprint, trust.authorities],
    ...[authorityOf(oauth2), oauth2.clientId, oauth2.scope, oauth2.signIn],
  ])
}

/** Of an account. Its password has no place here: it is told apart where it is changed. */
export function testedMailbox(account: Pick<EwsAccount, 'mailbox' | 'access' | 'url' | 'userName'>): string {
  const { mailbox, access, url, userName } = account
  return JSON.stringify([mailbox, access, url, userName])
}

/** Builds what a connection test is asked to do, from saved values or from those of a form. */
import type { ConnectorDraft } from '#shared/domain/connector.ts'
import type { Offer, TestPassword, TestRequest } from '#shared/domain/connection-test.ts'
import type { EwsAccount, MailboxAccess } from '#shared/domain/ews-account.ts'
import type { ConnectorId, EwsAccountId } from '#shared/domain/ids.ts'
import type { RemedyTarget } from '#shared/domain/remedy.ts'
import type { AccountSync } from '#shared/domain/sync-settings.ts'
import type { TestOwner } from '#shared/domain/test-record.ts'
import type { Trust } from '#shared/domain/trust.ts'
import type { TestTarget } from './test-session.ts'

export type TestedConnector = {
  readonly draft: ConnectorDraft
  /** The saved connector, if the draft is what is saved: then main remembers the result. */
  readonly savedId: ConnectorId | null
}

/** The server part only: there is no account to sign in with. */
export function serverOnlyTarget(connector: TestedConnector, label: string): TestTarget {
  return { key: 'server', label, request: request(connector, null, null) }
}

/** A saved account, with its stored password. */
export function accountTarget(connector: TestedConnector, account: EwsAccount): TestTarget {
  const { id, mailbox, access, url, userName, sync } = account
  const values = {
    mailbox,
    access,
    url,
    userName,
    sync,
    password: { kind: 'stored', accountId: id },
  } as const
  return { key: id, label: mailbox, request: request(connector, values, id) }
}

/** Whose history the test belongs to, or is compared with. */
export function ownerOf({ request: { account, accountId, connectorId } }: TestTarget): TestOwner | null {
  return account ? accountId : connectorId
}

/** The same target after a decision about the certificate of its server. */
export function withTrust(target: TestTarget, trust: Trust): TestTarget {
  const { request: asked } = target
  return { ...target, request: { ...asked, connector: { ...asked.connector, trust } } }
}

/** The same with a value that the test found to be better. */
export function withOffer(target: TestTarget, offer: Offer): TestTarget {
  const { request: asked } = target
  const { connector, account } = asked
  const isOfConnector =
    offer.field === 'authenticationMethod' || (offer.field === 'url' && (account?.url ?? '') === '')
  const change = { [offer.field]: offer.value }
  return {
    ...target,
    request: isOfConnector
      ? { ...asked, connector: { ...connector, ...change } }
      : { ...asked, account: account && { ...account, ...change } },
  }
}

/** The same, once, after the pause that too many refused sign-ins brought. */
export function resuming(target: TestTarget): TestTarget {
  return { ...target, request: { ...target.request, resumes: true } }
}

/** What the commands for an administrator are made of. */
export function remedyTargetOf({ request: { connector, account } }: TestTarget): RemedyTarget {
  return {
    url: account?.url === undefined || account.url === '' ? connector.url : account.url,
    applicationId: connector.authenticationMethod === 'oauth2' ? connector.oauth2.clientId : null,
    mailbox: account?.mailbox ?? null,
  }
}

/** The same, with the permission to write to the mailbox for this one time. */
export function writing(target: TestTarget): TestTarget {
  return { ...target, request: { ...target.request, writing: 'allowed' } }
}

type AccountValues = {
  readonly mailbox: string
  readonly access: MailboxAccess
  readonly url: string
  readonly userName: string
  readonly password: TestPassword
  readonly sync: AccountSync
}

/** An account as it stands in the form. */
export function draftAccountTarget(
  connector: TestedConnector,
  values: AccountValues,
  savedId: EwsAccountId | null,
): TestTarget {
  return { key: 'draft', label: values.mailbox, request: request(connector, values, savedId) }
}

function request(
  connector: TestedConnector,
  account: AccountValues | null,
  accountId: EwsAccountId | null,
): TestRequest {
  return {
    ...{ connector: connector.draft, account, connectorId: connector.savedId, accountId },
    ...{ resumes: false, writing: 'not-asked' },
  }
}

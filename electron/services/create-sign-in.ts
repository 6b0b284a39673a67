/** The services around OAuth2, put together; the others see `oauth2` alone. */
import type { EwsAccountId } from '#shared/domain/ids.ts'
import type { Place } from '#shared/domain/place.ts'
import type { Language } from '#shared/domain/settings.ts'
import { fillText } from '#shared/texts/fill.ts'
import type { Documents } from '../config/documents.ts'
import type { OpenTransport } from '../exchange/transport/open-transport.ts'
import type { SecretVault } from '../vault/secret-vault.ts'
import { ApplicationCredentials } from './application-credentials.ts'
import type { EmitEvent } from './events.ts'
import { OAuth2Accounts } from './oauth2-accounts.ts'
import { SHARED_TEXTS, signInPages } from './sign-in-pages.ts'
import { SignInProblems } from './sign-in-problems.ts'
import { SignInService, type SignInDesktop } from './sign-in-service.ts'

export type DesktopNotice = {
  readonly title: string
  readonly body: string
  /** What it is about; a click opens it. */
  readonly place?: Place
}

export type Desktop = SignInDesktop & {
  /** Shows a notification of the desktop. */
  notify(notice: DesktopNotice): void
}

/** Where nobody sits at the machine. */
export const NO_DESKTOP: Desktop = {
  openInBrowser: () => Promise.resolve(false),
  copyText: () => undefined,
  notify: () => undefined,
}

export type CreateSignInParts = {
  readonly documents: Documents
  readonly vault: SecretVault
  readonly emit: EmitEvent
  readonly openTransport: OpenTransport
  readonly extraAuthorities: readonly string[]
  readonly desktop: Desktop
  /** That of the window. */
  readonly language: () => Language
}

export function createSignIn(parts: CreateSignInParts) {
  const { documents, vault, emit, desktop, language } = parts
  const emitChange = (): void => {
    emit('connectors.onDidChange', null)
  }
  const notify = (accountIds: readonly EwsAccountId[]): void => {
    const { accounts } = documents.connections.get()
    const concerned = accounts.filter(({ id, active }) => active && accountIds.includes(id))
    const [first] = concerned
    if (!first) return
    const { notificationTitle, notificationOne, notificationMany } = SHARED_TEXTS[language()].signIn
    const body =
      concerned.length === 1
        ? fillText(notificationOne, { mailbox: first.mailbox })
        : fillText(notificationMany, { count: concerned.length })
    const place: Place = { screen: 'connector', connectorId: first.connectorId, accounts: 'attention' }
    desktop.notify({ title: notificationTitle, body, place })
  }
  const problems = new SignInProblems({ document: documents.signIns, onDidChange: emitChange, notify })
  const applicationCredentials = new ApplicationCredentials({
    documents,
    vault,
    onDidChange: (connectorId) => {
      oauth2.forgetApplication(connectorId)
      emitChange()
    },
  })
  const oauth2 = new OAuth2Accounts({ ...parts, problems, applications: applicationCredentials })
  const signIn = new SignInService({
    documents,
    vault,
    oauth2,
    problems,
    emit,
    desktop,
    pages: signInPages(language),
  })
  return {
    oauth2,
    applicationCredentials,
    signIn,
    close: () => {
      signIn.close()
      problems.close()
    },
  }
}

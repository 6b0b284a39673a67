import { isAsWindowsUser, type Connector, type ConnectorDraft } from '#shared/domain/connector.ts'
import type { ConnectorId } from '#shared/domain/ids.ts'

/** The connector whose accounts sign in to the same server in the way that cannot go beside this one. */
export function mixedWith(
  draft: Pick<ConnectorDraft, 'url' | 'authenticationMethod' | 'windowsUser'>,
  id: ConnectorId | null,
  connectors: readonly Connector[],
): Connector | undefined {
  const host = (url: string) => (URL.canParse(url) ? new URL(url).hostname : url)
  return connectors.find(
    (other) =>
      other.id !== id &&
      host(other.url) === host(draft.url) &&
      isAsWindowsUser(other) !== isAsWindowsUser(draft),
  )
}

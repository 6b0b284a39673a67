/** What the settings say about the synchronisation of accounts: their jobs for the engine. Pure. */
import { urlOf, type EwsAccount } from '#shared/domain/ews-account.ts'
import { effectiveAccess, type Connector } from '#shared/domain/connector.ts'
import { primeTimeZoneOf, type Settings } from '#shared/domain/settings.ts'
import type { SyncTrigger } from '#shared/domain/sync.ts'
import type { Connections } from '../config/documents.ts'
import type { SyncJob } from '../sync/engine-api.ts'
import { signInName } from './account-credential.ts'

export type Connected = { readonly account: EwsAccount; readonly connector: Connector }

/** Accounts with their connectors. */
export function connectedAccounts({ connectors, accounts }: Connections): Connected[] {
  return accounts.flatMap((account) => {
    const connector = connectors.find(({ id }) => id === account.connectorId)
    return connector ? [{ account, connector }] : []
  })
}

export function isActive({ account, connector }: Connected): boolean {
  return account.active && connector.active
}

/** With whom an account is connected; another mailbox or e-mail account is another synchronisation. */
export function pairKey({ primeEmailAccountId, mailbox }: EwsAccount): string {
  return `${primeEmailAccountId} ${mailbox.toLowerCase()}`
}

export function jobOf(
  { account, connector }: Connected,
  settings: Settings,
  run: { readonly trigger: SyncTrigger; readonly allowMassDeletion: boolean },
): SyncJob {
  return {
    accountId: account.id,
    primeEmailAccountId: account.primeEmailAccountId,
    mailbox: account.mailbox,
    access: effectiveAccess(connector, account.access),
    url: urlOf(account, connector),
    userName: signInName(connector, account.userName),
    account: account.sync,
    connector: connector.sync,
    primeTimeZone: primeTimeZoneOf(settings),
    runHistoryDays: settings.runHistoryDays,
    ...run,
  }
}

/**
 * Which mailboxes a data folder is already connected with, so that the 1:1 rule holds over many runs and beside the
 * application: an e-mail account that the window fills must not be filled a second time from here.
 *
 * `connections.json` belongs to the application and is only read. `command-line.json` is the record of this command
 * line, a document like any other; there is nothing secret in it.
 *
 * Rejected: writing into the application's file (it holds it in memory and would overwrite what we add), and no
 * record at all (two mailboxes could end up in one e-mail account, unnoticed).
 */
import path from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import type { Connector } from '#shared/domain/connector.ts'
import type { EwsAccount } from '#shared/domain/ews-account.ts'
import type { Settings } from '#shared/domain/settings.ts'
import type { Result } from '#shared/result.ts'
import { failure, ok } from '#shared/result.ts'
import { MemoryDocumentFile, type DocumentFile } from '../config/document-file.ts'
import { openDocuments, type Connections } from '../config/documents.ts'
import { jsonFile } from './json-file.ts'
import { readKnownSettings } from './known-settings.ts'

export type KnownConnections = {
  /** What the window has set up. */
  readonly application: Connections
  /** What earlier runs have connected. */
  readonly own: Connections
  readonly settings: Settings
  /** Puts a connection into the record, unless it is known as it is. */
  remember(connection: { readonly connector: Connector; readonly account: EwsAccount }): Result<unknown>
}

/** @returns the reason when one of the files cannot be read: then nothing is known, and nothing may be done. */
export function readKnownConnections(dataFolder: string): Result<KnownConnections> {
  const application = openConnections(jsonFile(path.join(dataFolder, 'connections.json')))
  const own = openConnections(jsonFile(path.join(dataFolder, 'command-line.json')))
  const notice = application.notice ?? own.notice
  if (notice) return failure(notice)
  const settings = readKnownSettings(dataFolder)
  if (!settings.ok) return settings
  return ok({
    settings: settings.value,
    application: application.get(),
    own: own.get(),
    remember: ({ connector, account }) => {
      if (application.get().accounts.some(({ id }) => id === account.id)) return ok(null)
      if (isKnown(own.get(), connector, account)) return ok(null)
      return own.update(({ connectors, accounts }) => ({
        connectors: [...connectors.filter(({ id }) => id !== connector.id), connector],
        accounts: [...accounts.filter(({ id }) => id !== account.id), account],
      }))
    },
  })
}

function isKnown({ connectors, accounts }: Connections, connector: Connector, account: EwsAccount): boolean {
  return (
    connectors.some(({ id, url }) => id === connector.id && url === connector.url) &&
    accounts.some(
      ({ id, connectorId, primeEmailAccountId, sync }) =>
        id === account.id &&
        connectorId === connector.id &&
        primeEmailAccountId === account.primeEmailAccountId &&
        isDeepStrictEqual(sync, account.sync),
    )
  )
}

function openConnections(file: DocumentFile) {
  return openDocuments((name) => (name === 'connections' ? file : new MemoryDocumentFile())).connections
}

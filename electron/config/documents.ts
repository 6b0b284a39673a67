/** The documents of the application. A new version of one is a step in `upgrades` and a number. */
import { z } from 'zod'
import { connectorSchema } from '#shared/domain/connector.ts'
import { ewsAccountIdSchema } from '#shared/domain/ids.ts'
import { ewsAccountSchema } from '#shared/domain/ews-account.ts'
import { DEFAULT_SETTINGS, settingsSchema, type Settings } from '#shared/domain/settings.ts'
import { syncResultSchema } from '#shared/domain/sync.ts'
import { testResultSchema } from '#shared/contract/contract.ts'
import type { AppError } from '#shared/errors.ts'
import type { DocumentFile } from './document-file.ts'
import { upgradeResultsV1toV2 } from './results-upgrade.ts'
import { VersionedDocument, type DocumentDefinition } from './versioned-document.ts'

/** Connectors and accounts are one document, so that the 1:1 rule is checked and written in one step. */
const connectionsSchema = z.object({
  connectors: z.array(connectorSchema),
  accounts: z.array(ewsAccountSchema),
})
export type Connections = z.infer<typeof connectionsSchema>

/** Last results, by the id of the connector or account they belong to. */
const resultsSchema = z.object({
  tests: z.record(z.string(), testResultSchema),
  syncs: z.record(z.string(), syncResultSchema),
})
export type Results = z.infer<typeof resultsSchema>

/** What people have decided about the schedule of the synchronisation, see `services/schedule/sync-control.ts`. */
const syncControlSchema = z.object({
  allPaused: z.boolean(),
  paused: z.array(ewsAccountIdSchema),
  /** By account id: with whom it was connected when its first synchronisation was started. */
  begun: z.record(z.string(), z.string()),
})
export type SyncControlData = z.infer<typeof syncControlSchema>

/** Encrypted passwords (base64) by account id. */
const secretsSchema = z.object({ secrets: z.record(z.string(), z.string()) })
export type Secrets = z.infer<typeof secretsSchema>

const CONNECTIONS: DocumentDefinition<Connections> = {
  version: 1,
  schema: connectionsSchema,
  empty: { connectors: [], accounts: [] },
  upgrades: {},
}
const SETTINGS: DocumentDefinition<Settings> = {
  version: 1,
  schema: settingsSchema,
  empty: DEFAULT_SETTINGS,
  upgrades: {},
}
const RESULTS: DocumentDefinition<Results> = {
  version: 2,
  schema: resultsSchema,
  empty: { tests: {}, syncs: {} },
  upgrades: { 1: upgradeResultsV1toV2 },
}
const SYNC_CONTROL: DocumentDefinition<SyncControlData> = {
  version: 1,
  schema: syncControlSchema,
  empty: { allPaused: false, paused: [], begun: {} },
  upgrades: {},
}
const SECRETS: DocumentDefinition<Secrets> = {
  version: 1,
  schema: secretsSchema,
  empty: { secrets: {} },
  upgrades: {},
}

export type Documents = {
  readonly connections: VersionedDocument<Connections>
  readonly settings: VersionedDocument<Settings>
  readonly results: VersionedDocument<Results>
  readonly syncControl: VersionedDocument<SyncControlData>
  readonly secrets: VersionedDocument<Secrets>
}

/** @param file makes the file of a document by its name */
export function openDocuments(file: (name: string) => DocumentFile): Documents {
  return {
    connections: new VersionedDocument(file('connections'), CONNECTIONS),
    settings: new VersionedDocument(file('settings'), SETTINGS),
    results: new VersionedDocument(file('results'), RESULTS),
    syncControl: new VersionedDocument(file('sync-control'), SYNC_CONTROL),
    secrets: new VersionedDocument(file('secrets'), SECRETS),
  }
}

/** What the user must be told about the files, in a fixed order. */
export function documentNotices(documents: Documents): AppError[] {
  return Object.values(documents).flatMap((document) => (document.notice ? [document.notice] : []))
}

/** The documents of the application. A new version of one is a step in `upgrades` and a number. */
import { z } from 'zod'
import { changedCertificateSchema, seenCertificateSchema } from '#shared/domain/certificate.ts'
import { connectorSchema } from '#shared/domain/connector.ts'
import { ewsAccountIdSchema, instantSchema } from '#shared/domain/ids.ts'
import { ewsAccountSchema } from '#shared/domain/ews-account.ts'
import { DEFAULT_SETTINGS, settingsSchema, type Settings } from '#shared/domain/settings.ts'
import { syncResultSchema } from '#shared/domain/sync.ts'
import { incidentSchema, testResultSchema } from '#shared/contract/contract.ts'
import { appErrorSchema, type AppError } from '#shared/errors.ts'
import { UPDATES, type UpdatesDocument } from '../updates/update-document.ts'
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

/**
 * Envelopes by the id of the secret, newest first; the vault reads them one by one, so that one damaged envelope does
 * not take the others with it. `erasing`: objects whose secrets go with them, noted before they are removed.
 */
const secretsSchema = z.object({
  secrets: z.record(z.string(), z.unknown()),
  erasing: z.array(z.string()).default([]),
})
export type Secrets = z.infer<typeof secretsSchema>

/** What is known of the certificates of servers, by the id of the connector. */
const certificatesSchema = z.object({
  seen: z.record(z.string(), seenCertificateSchema),
  changed: z.record(z.string(), changedCertificateSchema),
})
export type Certificates = z.infer<typeof certificatesSchema>
/** Accounts that need a new sign-in with OAuth2, by their id. `claims`: what it has to satisfy, JSON. */
const signInProblemsSchema = z.object({
  problems: z.record(z.string(), z.object({ error: appErrorSchema, claims: z.string().nullable() })),
})
export type SignInProblemsDocument = z.infer<typeof signInProblemsSchema>
/** Refused sign-ins by identity, see electron/auth/lock-out-protection.ts. */
const failedLogonsSchema = z.object({
  failed: z.array(
    z.object({
      user: z.string(),
      domain: z.string().nullable(),
      host: z.string(),
      count: z.number().int().nonnegative(),
      refusedAt: z.array(instantSchema),
      held: z.boolean(),
      /** Sign-ins that were sent and not answered when this was written. */
      pending: z.number().int().nonnegative(),
    }),
  ),
})
export type FailedLogons = z.infer<typeof failedLogonsSchema>

/** What happened and has not been dismissed by a person. */
const incidentsSchema = z.object({ incidents: z.array(incidentSchema) })
export type Incidents = z.infer<typeof incidentsSchema>

/** Since when problems last, and which of them were dismissed, by their id; see `services/overview`. */
const problemsSchema = z.object({
  problems: z.record(
    z.string(),
    z.object({
      since: instantSchema,
      dismissed: z.object({ fingerprint: z.string(), accountIds: z.array(z.string()) }).nullable(),
    }),
  ),
})
export type Problems = z.infer<typeof problemsSchema>

/** Ends of certificates that were told on the desktop, see electron/services/expiry-plan.ts. */
const toldExpiriesSchema = z.object({
  told: z.record(z.string(), z.object({ at: z.string(), days: z.number().int() })),
})
export type ToldExpiriesDocument = z.infer<typeof toldExpiriesSchema>

/** Settings that a person has decided against a recommendation, by their dotted names; see electron/policies. */
const ownChoicesSchema = z.object({ settings: z.array(z.string()) })
export type OwnChoices = z.infer<typeof ownChoicesSchema>

const OWN_CHOICES: DocumentDefinition<OwnChoices> = {
  version: 1,
  schema: ownChoicesSchema,
  empty: { settings: [] },
  upgrades: {},
}
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
  version: 2,
  schema: secretsSchema,
  empty: { secrets: {}, erasing: [] },
  upgrades: { 1: upgradeV1toV2 },
}

const secretsV1Schema = z.object({ secrets: z.record(z.string(), z.string()) })

/** Version 1 held the encrypted text (base64) alone. */
function upgradeV1toV2(data: unknown): Secrets {
  const { secrets } = secretsV1Schema.parse(data)
  const envelopes = Object.entries(secrets).map(([id, encrypted]) => [id, [{ version: 1, data: encrypted }]])
  return { secrets: Object.fromEntries(envelopes) as Secrets['secrets'], erasing: [] }
}
const FAILED_LOGONS: DocumentDefinition<FailedLogons> = {
  version: 1,
  schema: failedLogonsSchema,
  empty: { failed: [] },
  upgrades: {},
}

const CERTIFICATES: DocumentDefinition<Certificates> = {
  version: 1,
  schema: certificatesSchema,
  empty: { seen: {}, changed: {} },
  upgrades: {},
}

const INCIDENTS: DocumentDefinition<Incidents> = {
  version: 1,
  schema: incidentsSchema,
  empty: { incidents: [] },
  upgrades: {},
}

const SIGN_INS: DocumentDefinition<SignInProblemsDocument> = {
  version: 1,
  schema: signInProblemsSchema,
  empty: { problems: {} },
  upgrades: {},
}

const PROBLEMS: DocumentDefinition<Problems> = {
  version: 1,
  schema: problemsSchema,
  empty: { problems: {} },
  upgrades: {},
}

const TOLD_EXPIRIES: DocumentDefinition<ToldExpiriesDocument> = {
  version: 1,
  schema: toldExpiriesSchema,
  empty: { told: {} },
  upgrades: {},
}

export type Documents = {
  readonly connections: VersionedDocument<Connections>
  readonly settings: VersionedDocument<Settings>
  readonly results: VersionedDocument<Results>
  readonly syncControl: VersionedDocument<SyncControlData>
  readonly secrets: VersionedDocument<Secrets>
  readonly certificates: VersionedDocument<Certificates>
  readonly signIns: VersionedDocument<SignInProblemsDocument>
  readonly failedLogons: VersionedDocument<FailedLogons>
  readonly incidents: VersionedDocument<Incidents>
  readonly problems: VersionedDocument<Problems>
  readonly toldExpiries: VersionedDocument<ToldExpiriesDocument>
  readonly updates: UpdatesDocument
  readonly ownChoices: VersionedDocument<OwnChoices>
}

/** @param file makes the file of a document by its name */
export function openDocuments(file: (name: string) => DocumentFile): Documents {
  return {
    connections: new VersionedDocument(file('connections'), CONNECTIONS),
    settings: new VersionedDocument(file('settings'), SETTINGS),
    results: new VersionedDocument(file('results'), RESULTS),
    syncControl: new VersionedDocument(file('sync-control'), SYNC_CONTROL),
    secrets: new VersionedDocument(file('secrets'), SECRETS),
    certificates: new VersionedDocument(file('certificates'), CERTIFICATES),
    signIns: new VersionedDocument(file('sign-ins'), SIGN_INS),
    failedLogons: new VersionedDocument(file('failed-logons'), FAILED_LOGONS),
    incidents: new VersionedDocument(file('incidents'), INCIDENTS),
    problems: new VersionedDocument(file('problems'), PROBLEMS),
    toldExpiries: new VersionedDocument(file('told-expiries'), TOLD_EXPIRIES),
    updates: new VersionedDocument(file('updates'), UPDATES),
    ownChoices: new VersionedDocument(file('own-choices'), OWN_CHOICES),
  }
}

/** What the user must be told about the files, in a fixed order. */
export function documentNotices(documents: Documents): AppError[] {
  return Object.values(documents).flatMap((document) => (document.notice ? [document.notice] : []))
}

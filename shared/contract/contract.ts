/**
 * The one contract between renderer and main: a schema for what goes in and what comes out of every call, and for
 * every event. `electron/ipc` binds handlers to it, `window.api` is derived from it; there is no other way across.
 *
 * Every call answers with a `Result`. Passwords appear in inputs only, never in an output.
 */
import { z } from 'zod'
import {
  certificateSchema,
  changedCertificateSchema,
  inspectedCertificateSchema,
  seenCertificateSchema,
} from '../domain/certificate.ts'
import {
  accountImportIdSchema,
  accountImportPreviewRequestSchema,
  accountImportPreviewSchema,
  accountImportRequestSchema,
  accountImportResultSchema,
  openAccountImportSchema,
  openedAccountImportSchema,
} from '../domain/account-import.ts'
import { accessTokenSchema } from '../domain/access-token.ts'
import {
  applicationCredentialChangeSchema,
  applicationCredentialStateSchema,
} from '../domain/application-credential.ts'
import { backgroundStateSchema } from '../domain/background.ts'
import {
  configurationImportIdSchema,
  exportResultSchema,
  exportSecretsSchema,
  importResultSchema,
  importSelectionSchema,
  openedConfigurationSchema,
} from '../domain/configuration.ts'
import { confirmedServersSchema } from '../domain/new-servers.ts'
import { LONGEST_BODY, traceChangesSchema, tracedExchangeSchema } from '../domain/exchange-trace.ts'
import {
  reportFormatSchema,
  testHistorySchema,
  testOwnerSchema,
  testReferenceSchema,
  testReportOptionsSchema,
} from '../domain/test-record.ts'
import { connectorDraftSchema, connectorSchema } from '../domain/connector.ts'
import { deletionIdSchema, deletionSchema, restoredSchema } from '../domain/deletion.ts'
import {
  connectionTestIdSchema,
  connectorIdSchema,
  ewsAccountIdSchema,
  instantSchema,
} from '../domain/ids.ts'
import {
  ewsAccountDraftSchema,
  ewsAccountSchema,
  passwordChangeSchema,
  secretStateSchema,
} from '../domain/ews-account.ts'
import { logEntrySchema, logFilterSchema, logPageSchema, logPositionSchema } from '../domain/log.ts'
import { networkStateSchema, proxyTestSchema } from '../domain/network.ts'
import { logonStateSchema } from '../domain/logon.ts'
import {
  testOutcomeSchema,
  testReportSchema,
  testRequestSchema,
  testStepIdSchema,
  testStepSchema,
} from '../domain/connection-test.ts'
import { testBatchIdSchema, testBatchProgressSchema, testBatchRequestSchema } from '../domain/test-batch.ts'
import { policyStateSchema } from '../domain/policies.ts'
import { primeEmailAccountDraftSchema, primeEmailAccountSchema } from '../domain/prime.ts'
import {
  discoveryIdSchema,
  discoveryProgressSchema,
  discoveryRequestSchema,
  discoverySignInSchema,
} from '../domain/discovery.ts'
import { dataFolderStateSchema, dataFolderTargetSchema } from '../domain/data-folder.ts'
import { overviewSchema, problemSchema } from '../domain/overview.ts'
import { exportProgressSchema } from '../domain/data.ts'
import { isHelpPage, mappingTableSchema } from '../domain/help.ts'
import { languageSchema, settingsSchema } from '../domain/settings.ts'
import {
  conflictPageSchema,
  conflictQuerySchema,
  problemListSchema,
  runPageSchema,
  runQuerySchema,
  whichAccountsSchema,
} from '../domain/sync-monitor.ts'
import { problemItemSchema } from '../domain/sync-report.ts'
import { supportOptionsSchema, supportPartSchema, supportProgressSchema } from '../domain/support.ts'
import { syncScheduleSchema } from '../domain/sync-schedule.ts'
import { chosenFolderSchema } from '../domain/sync-settings.ts'
import { statisticsPeriodSchema, syncStatisticsSchema } from '../domain/sync-statistics.ts'
import { syncPlanSchema, syncProgressSchema, syncResultSchema } from '../domain/sync.ts'
import { SIGN_IN_WAYS, signInIdSchema, signInProgressSchema, signInStateSchema } from '../domain/sign-in.ts'
import { trustSchema } from '../domain/trust.ts'
import { updateStateSchema } from '../domain/updates.ts'
import { appErrorSchema } from '../errors.ts'
import type { Result } from '../result.ts'
import type { Channel, EventName } from './channels.ts'
import { dataContract } from './data-contract.ts'
import { nothing } from './nothing.ts'

const ofAccount = z.object({ accountId: ewsAccountIdSchema })
const ofBatch = z.object({ id: testBatchIdSchema })

export const testResultSchema = z.object({ at: instantSchema, outcome: testOutcomeSchema })
export type TestResult = z.infer<typeof testResultSchema>

/** A connector with what the list shows beside it. */
export const connectorEntrySchema = z.object({
  connector: connectorSchema,
  accountCount: z.number().int().nonnegative(),
  activeAccountCount: z.number().int().nonnegative(),
  /** Active accounts that do not work, see `accountTrouble`. */
  troubledAccountCount: z.number().int().nonnegative(),
  lastTest: testResultSchema.nullable(),
  /** The worst result of its active accounts' last synchronisations, and the latest time. */
  lastSync: syncResultSchema.nullable(),
  /** What its server showed when it was last looked at. */
  seenCertificate: seenCertificateSchema.nullable(),
  /** Set: its server shows another certificate than the pinned one, and all its accounts stand still. */
  changedCertificate: changedCertificateSchema.nullable(),
  /** Why none of its accounts can work, as far as the connector knows by itself. */
  standstill: appErrorSchema.nullable(),
  /** The last test of its server alone failed, and no account has shown since that it works. */
  isServerTestFailed: z.boolean(),
})
export type ConnectorEntry = z.infer<typeof connectorEntrySchema>

/** An account with what the container shows beside it. */
export const accountEntrySchema = z.object({
  account: ewsAccountSchema,
  password: secretStateSchema,
  /** Why a stored password cannot be used here. */
  passwordProblem: appErrorSchema.nullable(),
  signIn: signInStateSchema,
  logon: logonStateSchema,
  /** Why no account of its connector can work. */
  standstill: appErrorSchema.nullable(),
  lastTest: testResultSchema.nullable(),
  lastSync: syncResultSchema.nullable(),
})
export type AccountEntry = z.infer<typeof accountEntrySchema>

/** Something that happened once and is told until a person dismisses it, for example a repair of the database. */
export const incidentSchema = z.object({ at: instantSchema, error: appErrorSchema })
export type Incident = z.infer<typeof incidentSchema>

export const appStateSchema = z.object({
  version: z.string(),
  platform: z.string(),
  systemLanguage: languageSchema,
  dataFolder: z.string(),
  isDemo: z.boolean(),
  settings: settingsSchema,
  /** Whether the operating system encrypts stored passwords; `session`: they are kept in memory only. */
  secretStorage: z.enum(['system', 'session']),
  /** What went wrong at start and is still true, for example a settings file that was kept aside. */
  notices: z.array(appErrorSchema),
  incidents: z.array(incidentSchema),
  policies: policyStateSchema,
})
export type AppState = z.infer<typeof appStateSchema>

export const contract = {
  'app.state': { input: nothing, output: appStateSchema },
  /** Puts a text into the clipboard, which the sandboxed window may not touch. */
  'app.copy': { input: z.object({ text: z.string().min(1).max(LONGEST_BODY) }), output: nothing },
  'overview.get': { input: nothing, output: overviewSchema },
  /** Until the problem has another content, or befalls a further account; an incident for good. */
  'overview.dismiss': { input: problemSchema.pick({ id: true }), output: nothing },
  'overview.restore': { input: problemSchema.pick({ id: true }), output: nothing },
  'background.state': { input: nothing, output: backgroundStateSchema },
  'background.setStartAtLogin': { input: z.object({ on: z.boolean() }), output: backgroundStateSchema },
  'background.setLinks': { input: z.object({ on: z.boolean() }), output: backgroundStateSchema },
  'background.quit': { input: nothing, output: nothing },
  /** Whether the window has changes that are not saved; then whoever wants to quit is asked first. */
  'app.holdUp': { input: z.object({ isUnsaved: z.boolean() }), output: nothing },
  /** The answer to `app.onDidAskToLeave`: nothing is lost, or is wanted any more. */
  'app.leave': { input: nothing, output: nothing },
  'settings.save': { input: settingsSchema, output: settingsSchema },
  'policies.reload': { input: nothing, output: policyStateSchema },
  'network.state': { input: nothing, output: networkStateSchema },
  'network.setPassword': { input: z.object({ change: passwordChangeSchema }), output: networkStateSchema },
  /** Whether the proxy that applies answers and leads to that server. */
  'network.testProxy': { input: proxyTestSchema, output: testStepSchema },
  'dataFolder.state': { input: nothing, output: dataFolderStateSchema },
  /** Asks for a folder and looks whether it can take the data. `null`: the person closed the dialog. */
  'dataFolder.choose': { input: nothing, output: dataFolderTargetSchema.nullable() },
  /** Progress comes by `dataFolder.onDidChange`; at the end, however it ends, the application restarts. */
  'dataFolder.move': { input: dataFolderTargetSchema.pick({ folder: true }), output: nothing },
  'dataFolder.cancel': { input: nothing, output: nothing },
  /** What becomes of the copy from before the last move. */
  'dataFolder.settlePrevious': { input: z.object({ what: z.enum(['remove', 'keep']) }), output: nothing },
  /** What a package for support would hold. */
  'support.preview': { input: supportOptionsSchema, output: z.array(supportPartSchema) },
  'support.open': {
    input: z.object({ options: supportOptionsSchema, name: z.string().max(300) }),
    output: z.object({ text: z.string(), isCut: z.boolean() }),
  },
  /** Asks where, then writes; progress comes by the event. `null`: the person closed the dialog. */
  'support.save': { input: supportOptionsSchema, output: z.object({ path: z.string() }).nullable() },
  'support.cancel': { input: nothing, output: nothing },
  'logs.list': {
    input: z.object({ filter: logFilterSchema, before: logPositionSchema.nullable() }),
    output: logPageSchema,
  },
  'logs.open': { input: z.object({ position: logPositionSchema }), output: logEntrySchema },
  /** Asks where, then writes what is filtered. `null`: the person closed the dialog. */
  'logs.export': {
    input: z.object({ filter: logFilterSchema }),
    output: z.object({ path: z.string(), count: z.number().int() }).nullable(),
  },

  'connectors.list': { input: nothing, output: z.array(connectorEntrySchema) },
  'connectors.save': {
    input: z.object({
      id: connectorIdSchema.nullable(),
      draft: connectorDraftSchema,
      confirmedServers: confirmedServersSchema,
    }),
    output: connectorSchema,
  },
  'connectors.setActive': {
    input: z.object({ id: connectorIdSchema, active: z.boolean() }),
    output: connectorSchema,
  },
  /** Copies a connector without its accounts: a mailbox may be connected only once. */
  'connectors.duplicate': {
    input: z.object({ id: connectorIdSchema, name: z.string() }),
    output: connectorSchema,
  },
  /**
   * Removes a connector with its accounts and their passwords. What was imported into Prime stays. `deletions.undo`
   * brings it back for a few seconds.
   */
  'connectors.remove': { input: z.object({ id: connectorIdSchema }), output: deletionSchema },

  'accounts.list': {
    input: z.object({ connectorId: connectorIdSchema }),
    output: z.array(accountEntrySchema),
  },
  'accounts.save': {
    input: z.object({
      id: ewsAccountIdSchema.nullable(),
      draft: ewsAccountDraftSchema,
      password: passwordChangeSchema,
      confirmedServers: confirmedServersSchema,
    }),
    output: accountEntrySchema,
  },
  'accounts.setActive': {
    input: z.object({ id: ewsAccountIdSchema, active: z.boolean() }),
    output: accountEntrySchema,
  },
  /** Switches many on, or off, in one write: all or none. */
  'accounts.setAllActive': {
    input: z.object({ ids: z.array(ewsAccountIdSchema), active: z.boolean() }),
    output: nothing,
  },
  /** Ends the pause after too many refused sign-ins: one more attempt is allowed. */
  'accounts.resume': { input: z.object({ id: ewsAccountIdSchema }), output: accountEntrySchema },
  /** All or none; `deletions.undo` brings them back for a few seconds. */
  'accounts.remove': { input: z.object({ ids: z.array(ewsAccountIdSchema).min(1) }), output: deletionSchema },
  /** Single rows anew, those that are still there. */
  'accounts.entries': {
    input: z.object({ ids: z.array(ewsAccountIdSchema) }),
    output: z.array(accountEntrySchema),
  },

  'deletions.undo': { input: deletionSchema.pick({ id: true }), output: restoredSchema },
  /** Stops the time in which a deletion can be undone, or lets it run again. */
  'deletions.hold': {
    input: z.object({ id: deletionIdSchema, isHeld: z.boolean() }),
    output: deletionSchema,
  },

  'applicationCredentials.state': {
    input: z.object({ connectorId: connectorIdSchema }),
    output: applicationCredentialStateSchema,
  },
  'applicationCredentials.change': {
    input: z.object({ connectorId: connectorIdSchema, change: applicationCredentialChangeSchema }),
    output: applicationCredentialStateSchema,
  },

  /** Answers with the first state; progress comes by `signIn.onDidProgress`. */
  'signIn.start': {
    input: z.object({ accountId: ewsAccountIdSchema, way: z.enum(SIGN_IN_WAYS) }),
    output: signInProgressSchema,
  },
  'signIn.cancel': { input: z.object({ id: signInIdSchema }), output: nothing },
  /** Opens the page of the identity provider once more. */
  'signIn.open': { input: z.object({ id: signInIdSchema }), output: nothing },
  /** Puts the address or the code of a device into the clipboard. */
  'signIn.copy': { input: z.object({ id: signInIdSchema, what: z.enum(['link', 'code']) }), output: nothing },
  /** Forgets tokens and identity of an account. */
  'signIn.signOut': { input: z.object({ accountId: ewsAccountIdSchema }), output: nothing },
  /** Header and claims of an account's access token, judged; never the token itself nor its signature. */
  'signIn.accessToken': { input: ofAccount, output: accessTokenSchema },

  'primeAccounts.list': { input: nothing, output: z.array(primeEmailAccountSchema) },
  'primeAccounts.create': { input: primeEmailAccountDraftSchema, output: primeEmailAccountSchema },

  /** Asks where, then writes connectors and accounts. `null`: the person closed the dialog. */
  'configuration.export': {
    input: z.object({ secrets: exportSecretsSchema }),
    output: exportResultSchema.nullable(),
  },
  /** Asks for a file; it waits in main, and only what is in it comes back. `null`: the person closed the dialog. */
  'configuration.open': { input: nothing, output: openedConfigurationSchema.nullable() },
  'configuration.unlock': {
    input: z.object({ id: configurationImportIdSchema, passphrase: z.string().min(1).max(1_024) }),
    output: openedConfigurationSchema,
  },
  'configuration.import': {
    input: z.object({
      id: configurationImportIdSchema,
      selection: importSelectionSchema,
      confirmedServers: confirmedServersSchema,
    }),
    output: importResultSchema,
  },
  'configuration.discard': { input: z.object({ id: configurationImportIdSchema }), output: nothing },

  /** Asks for a table of accounts; it waits in main. `null`: the person closed the dialog. */
  'accountImport.open': { input: openAccountImportSchema, output: openedAccountImportSchema.nullable() },
  'accountImport.preview': {
    input: accountImportPreviewRequestSchema,
    output: accountImportPreviewSchema,
  },
  'accountImport.import': { input: accountImportRequestSchema, output: accountImportResultSchema },
  'accountImport.discard': { input: z.object({ id: accountImportIdSchema }), output: nothing },
  /** Asks where, then writes it in the language of the window. `null`: the person closed the dialog. */
  'accountImport.saveTemplate': { input: nothing, output: z.object({ path: z.string() }).nullable() },

  /** Looks at the certificate of a server; nothing is remembered, and nobody signs in. */
  'certificates.inspect': {
    input: z.object({ url: z.url({ protocol: /^https$/ }).max(2048), trust: trustSchema }),
    output: inspectedCertificateSchema,
  },
  /** The same for a saved connector; where the pinned certificate is there again, its stop ends. */
  'certificates.lookAgain': {
    input: z.object({ connectorId: connectorIdSchema }),
    output: inspectedCertificateSchema,
  },
  /** Asks for a file with certificate authorities. `null`: the person closed the dialog. */
  'certificates.openAuthorities': { input: nothing, output: z.array(certificateSchema).nullable() },
  'certificates.describe': {
    input: z.object({ authorities: trustSchema.shape.authorities }),
    /** In the same order; `null` for what is no certificate. */
    output: z.array(certificateSchema.nullable()),
  },

  /** Searches for the server of a mailbox; answers with the first state, progress comes by the event. */
  'autodiscover.start': { input: discoveryRequestSchema, output: discoveryProgressSchema },
  'autodiscover.answerHost': {
    input: z.object({ id: discoveryIdSchema, isAllowed: z.boolean() }),
    output: nothing,
  },
  /** `null`: the person does not sign in; the search goes on without. */
  'autodiscover.answerSignIn': {
    input: z.object({ id: discoveryIdSchema, signIn: discoverySignInSchema.nullable() }),
    output: nothing,
  },
  'autodiscover.cancel': { input: z.object({ id: discoveryIdSchema }), output: nothing },

  /** Answers with the first state of the report; progress comes by `connectionTests.onDidProgress`. */
  'connectionTests.start': { input: testRequestSchema, output: testReportSchema },
  'connectionTests.cancel': { input: z.object({ id: connectionTestIdSchema }), output: nothing },
  /** The requests of a step, of one of the latest tests. */
  'connectionTests.exchanges': {
    input: z.object({ id: connectionTestIdSchema, step: testStepIdSchema }),
    output: z.array(tracedExchangeSchema),
  },
  'connectionTests.history': { input: z.object({ owner: testOwnerSchema }), output: testHistorySchema },
  'connectionTests.report': { input: testReferenceSchema, output: testReportSchema },
  /** The last test of the same owner that passed before the given one. */
  'connectionTests.lastGood': { input: testReferenceSchema, output: testReportSchema.nullable() },
  /** Asks where. `null`: the dialog was closed. */
  'connectionTests.saveReport': {
    input: z.object({
      test: testReferenceSchema,
      format: reportFormatSchema,
      options: testReportOptionsSchema,
    }),
    output: z.object({ path: z.string() }).nullable(),
  },
  'connectionTests.copyReport': {
    input: z.object({ test: testReferenceSchema, options: testReportOptionsSchema }),
    output: nothing,
  },
  /** Tests many accounts; the lines of the table come by `connectionTests.onDidBatchProgress`. */
  'connectionTests.startBatch': { input: testBatchRequestSchema, output: ofBatch },
  'connectionTests.cancelBatch': { input: ofBatch, output: nothing },

  /** Starts what is active among the given accounts; `null` means all. Answers with the accounts that started. */
  'sync.start': {
    input: z.object({
      accountIds: z.array(ewsAccountIdSchema).nullable(),
      /** The person has seen that much would be deleted, and wants it. */
      allowMassDeletion: z.boolean().optional(),
    }),
    output: z.array(ewsAccountIdSchema),
  },
  'sync.cancel': { input: z.object({ accountIds: z.array(ewsAccountIdSchema).nullable() }), output: nothing },
  'sync.current': { input: nothing, output: z.array(syncProgressSchema) },
  'sync.schedule': { input: nothing, output: syncScheduleSchema },
  /** `null`: all accounts. They can still be started by a person. */
  'sync.pause': { input: z.object({ accountIds: z.array(ewsAccountIdSchema).nullable() }), output: nothing },
  'sync.resume': { input: z.object({ accountIds: z.array(ewsAccountIdSchema).nullable() }), output: nothing },
  /** What a run would do. May take as long as a run; `sync.cancel` ends it. */
  'sync.plan': { input: ofAccount, output: syncPlanSchema },
  'sync.runs': { input: runQuerySchema, output: runPageSchema },
  /** In the time zone of this computer. */
  'sync.statistics': { input: z.object({ period: statisticsPeriodSchema }), output: syncStatisticsSchema },
  'sync.problems': { input: z.object({ accountIds: whichAccountsSchema }), output: problemListSchema },
  'sync.retryProblems': {
    input: ofAccount.extend({ items: z.array(problemItemSchema).nullable() }),
    output: z.object({ count: z.number().int().nonnegative() }),
  },
  'sync.conflicts': { input: conflictQuerySchema, output: conflictPageSchema },
  'sync.restoreConflict': { input: z.object({ id: z.string() }), output: nothing },

  /**
   * What has changed among the last exchanges of an account with its server since the revision that the answer before
   * told; 0 for all. Without bodies, and only asked for while somebody looks.
   */
  'traces.list': {
    input: ofAccount.extend({ since: z.number().int().nonnegative() }),
    output: traceChangesSchema,
  },
  /** One exchange whole. */
  'traces.open': {
    input: ofAccount.extend({ number: z.number().int().positive() }),
    output: tracedExchangeSchema,
  },
  /** From now on, until the application ends. Bodies are mail. */
  'traces.keepBodies': { input: ofAccount.extend({ keeps: z.boolean() }), output: nothing },
  'traces.clear': { input: ofAccount, output: nothing },
  /** Asks where, then writes the exchanges as HAR. `null`: the person closed the dialog. */
  'traces.save': { input: ofAccount, output: z.object({ path: z.string() }).nullable() },

  /** The mail folders that could be chosen beside the six. */
  'accounts.mailFolders': { input: ofAccount, output: z.array(chosenFolderSchema) },

  ...dataContract,

  'updates.state': { input: nothing, output: updateStateSchema },
  /** Asks the server now. */
  'updates.check': { input: nothing, output: updateStateSchema },
  /** Fetches what was found; the end of the application installs it. */
  'updates.download': { input: nothing, output: updateStateSchema },
  /** What of an object is the same on both sides, and what is lost. */
  'help.mappingTables': { input: nothing, output: z.array(mappingTableSchema) },
  /** The licences of what is shipped, as the file beside the program has them. */
  'help.notices': { input: nothing, output: z.string() },
  /** Opens a page of the allow-list of the help in the browser of the system. */
  'help.openPage': { input: z.object({ url: z.string().refine(isHelpPage) }), output: nothing },
} as const satisfies Record<Channel, { input: z.ZodType; output: z.ZodType }>

export const events = {
  'app.onDidChangeState': appStateSchema,
  'overview.onDidChange': overviewSchema,
  /** Something outside of the window is about this place in it: a route. */
  'app.onDidAskForPlace': z.object({ path: z.string().startsWith('/') }),
  /** It takes longer than a moment until the application has ended. */
  'app.onDidBeginToEnd': z.null(),
  /** Somebody wants to quit while the window has unsaved changes. */
  'app.onDidAskToLeave': z.null(),
  'autodiscover.onDidProgress': discoveryProgressSchema,
  'connectionTests.onDidProgress': testReportSchema,
  'connectionTests.onDidBatchProgress': testBatchProgressSchema,
  'sync.onDidProgress': syncProgressSchema,
  /** When accounts run by themselves has changed; whoever shows it reads again. */
  'sync.onDidChangeSchedule': z.null(),
  /**
   * Connectors, accounts or their last results changed; whoever shows them reads again. With `accountIds`, only what
   * is known of these accounts did.
   */
  'connectors.onDidChange': z.object({ accountIds: z.array(ewsAccountIdSchema) }).nullable(),
  'data.onDidExportProgress': exportProgressSchema,
  'signIn.onDidProgress': signInProgressSchema,
  'dataFolder.onDidChange': dataFolderStateSchema,
  'support.onDidProgress': supportProgressSchema,
  'updates.onDidChange': updateStateSchema,
} as const satisfies Record<EventName, z.ZodType>

export type Contract = typeof contract
export type CallInput<C extends Channel> = z.input<Contract[C]['input']>
export type ParsedInput<C extends Channel> = z.output<Contract[C]['input']>
export type CallOutput<C extends Channel> = z.output<Contract[C]['output']>
export type EventPayload<E extends EventName> = z.output<(typeof events)[E]>

/** What main answers a call with. */
export type CallResult<C extends Channel> = Result<CallOutput<C>>

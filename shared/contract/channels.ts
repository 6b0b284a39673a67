/**
 * The names of all calls and events between the renderer and main, without their schemas: the sandboxed preload
 * needs only the names, and stays small without zod. `contract.ts` gives each name its schemas and does not
 * compile when one is missing or unknown.
 */

export const CHANNELS = [
  'app.state',
  'app.copy',
  'app.dismissIncident',
  'settings.save',
  'connectors.list',
  'connectors.save',
  'connectors.setActive',
  'connectors.duplicate',
  'connectors.remove',
  'accounts.list',
  'accounts.save',
  'accounts.setActive',
  'accounts.setAllActive',
  'accounts.resume',
  'accounts.remove',
  'accounts.mailFolders',
  'applicationCredentials.state',
  'applicationCredentials.change',
  'signIn.start',
  'signIn.cancel',
  'signIn.open',
  'signIn.copy',
  'signIn.signOut',
  'signIn.accessToken',
  'primeAccounts.list',
  'primeAccounts.create',
  'configuration.export',
  'configuration.open',
  'configuration.unlock',
  'configuration.import',
  'configuration.discard',
  'certificates.inspect',
  'certificates.lookAgain',
  'certificates.openAuthorities',
  'certificates.describe',
  'autodiscover.start',
  'autodiscover.answerHost',
  'autodiscover.answerSignIn',
  'autodiscover.cancel',
  'connectionTests.start',
  'connectionTests.cancel',
  'connectionTests.exchanges',
  'connectionTests.history',
  'connectionTests.report',
  'connectionTests.lastGood',
  'connectionTests.saveReport',
  'connectionTests.copyReport',
  'connectionTests.startBatch',
  'connectionTests.cancelBatch',
  'sync.start',
  'sync.cancel',
  'sync.current',
  'sync.schedule',
  'sync.pause',
  'sync.resume',
  'sync.plan',
  'sync.runs',
  'sync.problems',
  'sync.retryProblems',
  'sync.conflicts',
  'sync.restoreConflict',
  'traces.list',
  'traces.open',
  'traces.keepBodies',
  'traces.clear',
  'traces.save',
  'data.listEmails',
  'data.openEmail',
  'data.saveEmail',
  'help.mappingTables',
] as const

export type Channel = (typeof CHANNELS)[number]

/** Named like VS Code's events: what did happen. */
export const EVENTS = [
  'app.onDidChangeState',
  'autodiscover.onDidProgress',
  'connectionTests.onDidProgress',
  'connectionTests.onDidBatchProgress',
  'sync.onDidProgress',
  'sync.onDidChangeSchedule',
  'connectors.onDidChange',
  'signIn.onDidProgress',
] as const

export type EventName = (typeof EVENTS)[number]

/** The one `ipcMain` channel of calls and the one of events; the names above travel inside. */
export const CALL_CHANNEL = 'ews-konnektor:call'
export const EVENT_CHANNEL = 'ews-konnektor:event'

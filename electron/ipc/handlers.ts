/** Which service answers which call. One line per channel; the compiler misses none. */
import type { Channel } from '#shared/contract/channels.ts'
import type { CallResult, ParsedInput } from '#shared/contract/contract.ts'
import { ok } from '#shared/result.ts'
import type { Services } from '../services/services.ts'

export type Handlers = {
  readonly [C in Channel]: (input: ParsedInput<C>) => CallResult<C> | Promise<CallResult<C>>
}

export function handlersOf(services: Services): Handlers {
  const { app, connectors, accounts, connectionTests, testBatches, sync, reports, data, engine, help } =
    services
  const { accessTokens, applicationCredentials, autodiscover, certificates, configuration } = services
  const { deletions, leaving, overview, signIn, testReports, traces, network, logs, dataFolder, support } =
    services
  return {
    'app.state': () => ok(app.state()),
    'app.copy': ({ text }) => app.copy(text),
    'overview.get': async () => ok(await overview.get()),
    'overview.dismiss': ({ id }) => overview.dismiss(id),
    'overview.restore': ({ id }) => overview.restore(id),
    'background.state': () => services.background.state(),
    'background.setStartAtLogin': ({ on }) => services.background.setStartAtLogin(on),
    'background.setLinks': ({ on }) => services.background.setLinks(on),
    'background.quit': () => services.background.quit(),
    'app.holdUp': ({ isUnsaved }) => {
      leaving.set(isUnsaved)
      return ok(null)
    },
    'app.leave': () => {
      leaving.leave()
      return ok(null)
    },
    'settings.save': (settings) => app.saveSettings(settings),
    'policies.reload': () => services.policies.reload(),
    'network.state': async () => ok(await network.state()),
    'network.setPassword': ({ change }) => network.setPassword(change),
    'network.testProxy': ({ url }) => network.test(url),
    'dataFolder.state': () => ok(dataFolder.state()),
    'dataFolder.choose': () => dataFolder.choose(),
    'dataFolder.move': ({ folder }) => dataFolder.start(folder),
    'dataFolder.cancel': () => dataFolder.cancel(),
    'dataFolder.settlePrevious': ({ what }) => dataFolder.settlePrevious(what),
    'support.preview': (options) => support.preview(options),
    'support.open': ({ options, name }) => support.open(options, name),
    'support.save': (options) => support.save(options),
    'support.cancel': () => support.cancel(),
    'logs.list': ({ filter, before }) => logs.list(filter, before),
    'logs.open': ({ position }) => logs.open(position),
    'logs.export': ({ filter }) => logs.export(filter),
    'connectors.list': () => connectors.list(),
    'connectors.save': ({ id, draft, confirmedServers }) => connectors.save(id, draft, confirmedServers),
    'connectors.setActive': ({ id, active }) => connectors.setActive(id, active),
    'connectors.duplicate': ({ id, name }) => connectors.duplicate(id, name),
    'connectors.remove': ({ id }) => connectors.remove(id),
    'accounts.list': ({ connectorId }) => accounts.list(connectorId),
    'accounts.save': ({ id, draft, password, confirmedServers }) =>
      accounts.save(id, draft, password, confirmedServers),
    'accounts.setActive': ({ id, active }) => accounts.setActive(id, active),
    'accounts.setAllActive': ({ ids, active }) => accounts.setAllActive(ids, active),
    'accounts.resume': ({ id }) => accounts.resume(id),
    'accounts.remove': ({ ids }) => accounts.remove(ids),
    'accounts.entries': ({ ids }) => accounts.entries(ids),
    'deletions.undo': ({ id }) => deletions.undo(id),
    'deletions.hold': ({ id, isHeld }) => deletions.hold(id, isHeld),
    'accounts.mailFolders': ({ accountId }) => reports.mailFolders(accountId),
    'applicationCredentials.state': async ({ connectorId }) =>
      ok(await applicationCredentials.state(connectorId)),
    'applicationCredentials.change': ({ connectorId, change }) =>
      applicationCredentials.change(connectorId, change),
    'signIn.start': ({ accountId, way }) => signIn.start(accountId, way),
    'signIn.cancel': ({ id }) => signIn.cancel(id),
    'signIn.open': ({ id }) => signIn.open(id),
    'signIn.copy': ({ id, what }) => signIn.copy(id, what),
    'signIn.signOut': ({ accountId }) => signIn.signOut(accountId),
    'signIn.accessToken': ({ accountId }) => accessTokens.read(accountId),
    'primeAccounts.list': () => engine.listEmailAccounts(null),
    'primeAccounts.create': (draft) => engine.createEmailAccount(draft),
    'configuration.export': ({ secrets }) => configuration.export(secrets),
    'configuration.open': () => configuration.open(),
    'configuration.unlock': ({ id, passphrase }) => configuration.unlock(id, passphrase),
    'configuration.import': ({ id, selection, confirmedServers }) =>
      configuration.import(id, selection, confirmedServers),
    'configuration.discard': ({ id }) => configuration.discard(id),
    'accountImport.open': ({ connectorId }) => services.accountImport.open(connectorId),
    'accountImport.preview': ({ id, mapping }) => services.accountImport.preview(id, mapping),
    'accountImport.import': ({ id, mapping, rows, confirmedServers }) =>
      services.accountImport.import(id, mapping, rows, confirmedServers),
    'accountImport.discard': ({ id }) => services.accountImport.discard(id),
    'accountImport.saveTemplate': () => services.accountImport.saveTemplate(),
    'certificates.inspect': ({ url, trust }) => certificates.inspect(url, trust),
    'certificates.lookAgain': ({ connectorId }) => certificates.lookAgain(connectorId),
    'certificates.openAuthorities': () => certificates.openAuthorities(),
    'certificates.describe': ({ authorities }) => certificates.describe(authorities),
    'autodiscover.start': (request) => autodiscover.start(request),
    'autodiscover.answerHost': ({ id, isAllowed }) => autodiscover.answerHost(id, isAllowed),
    'autodiscover.answerSignIn': ({ id, signIn: given }) => autodiscover.answerSignIn(id, given),
    'autodiscover.cancel': ({ id }) => autodiscover.cancel(id),
    'connectionTests.start': (request) => connectionTests.start(request),
    'connectionTests.cancel': ({ id }) => connectionTests.cancel(id),
    'connectionTests.exchanges': ({ id, step }) => testReports.exchanges(id, step),
    'connectionTests.history': ({ owner }) => testReports.history(owner),
    'connectionTests.report': (reference) => testReports.report(reference),
    'connectionTests.lastGood': (reference) => testReports.lastGood(reference),
    'connectionTests.saveReport': (input) => testReports.save(input.test, input.format, input.options),
    'connectionTests.copyReport': (input) => testReports.copy(input.test, input.options),
    'connectionTests.startBatch': (request) => testBatches.start(request),
    'connectionTests.cancelBatch': ({ id }) => testBatches.cancel(id),
    'sync.start': ({ accountIds, allowMassDeletion }) => sync.start(accountIds, allowMassDeletion),
    'sync.cancel': ({ accountIds }) => sync.cancel(accountIds),
    'sync.current': () => ok(sync.current()),
    'sync.schedule': () => ok(sync.schedule()),
    'sync.pause': ({ accountIds }) => sync.pause(accountIds),
    'sync.resume': ({ accountIds }) => sync.resume(accountIds),
    'sync.plan': ({ accountId }) => reports.plan(accountId),
    'sync.runs': (query) => reports.runs(query),
    'sync.statistics': ({ period }) => reports.statistics(period),
    'sync.problems': ({ accountIds }) => reports.problems(accountIds),
    'sync.retryProblems': ({ accountId, items }) => reports.retryProblems(accountId, items),
    'sync.conflicts': (query) => reports.conflicts(query),
    'sync.restoreConflict': ({ id }) => reports.restoreConflict(id),
    'traces.list': ({ accountId, since }) => traces.list(accountId, since),
    'traces.open': ({ accountId, number }) => traces.open(accountId, number),
    'traces.keepBodies': ({ accountId, keeps }) => traces.keepBodies(accountId, keeps),
    'traces.clear': ({ accountId }) => traces.clear(accountId),
    'traces.save': ({ accountId }) => traces.save(accountId),
    'data.account': ({ primeEmailAccountId }) => data.account(primeEmailAccountId),
    'data.listEmails': (query) => engine.listEmails(query),
    'data.openEmail': (input) => engine.openEmail(input),
    'data.saveAttachment': ({ id, index }) => data.saveAttachment(id, index),
    'data.listOccurrences': ({ primeEmailAccountId, range }) =>
      data.listOccurrences(primeEmailAccountId, range),
    'data.listTasks': (query) => engine.listTasks(query),
    'data.openItem': ({ id }) => data.openItem(id),
    'data.createItem': ({ primeEmailAccountId, draft }) => data.createItem(primeEmailAccountId, draft),
    'data.updateItem': ({ id, expected, draft }) => data.updateItem(id, expected, draft),
    'data.deleteItem': ({ id, expected }) => data.deleteItem(id, expected),
    'data.exportItem': ({ id }) => data.exportItem(id),
    'data.exportAccount': ({ primeEmailAccountId }) => data.exportAccount(primeEmailAccountId),
    'data.cancelExport': () => {
      data.cancelExport()
      return ok(null)
    },
    'updates.state': () => ok(services.updates.state()),
    'updates.check': () => services.updates.check(),
    'updates.download': () => services.updates.download(),
    'help.mappingTables': () => help.mappingTables(),
    'help.notices': () => services.help.notices(),
    'help.openPage': ({ url }) => help.openPage(url),
  }
}

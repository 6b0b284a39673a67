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
  const { signIn, testReports, traces } = services
  return {
    'app.state': () => ok(app.state()),
    'app.copy': ({ text }) => app.copy(text),
    'app.dismissIncident': ({ at }) => app.dismissIncident(at),
    'settings.save': (settings) => app.saveSettings(settings),
    'connectors.list': () => connectors.list(),
    'connectors.save': ({ id, draft }) => connectors.save(id, draft),
    'connectors.setActive': ({ id, active }) => connectors.setActive(id, active),
    'connectors.duplicate': ({ id, name }) => connectors.duplicate(id, name),
    'connectors.remove': ({ id }) => connectors.remove(id),
    'accounts.list': ({ connectorId }) => accounts.list(connectorId),
    'accounts.save': ({ id, draft, password }) => accounts.save(id, draft, password),
    'accounts.setActive': ({ id, active }) => accounts.setActive(id, active),
    'accounts.setAllActive': ({ ids, active }) => accounts.setAllActive(ids, active),
    'accounts.resume': ({ id }) => accounts.resume(id),
    'accounts.remove': ({ id }) => accounts.remove(id),
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
    'configuration.import': ({ id, selection }) => configuration.import(id, selection),
    'configuration.discard': ({ id }) => configuration.discard(id),
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
    'sync.runs': ({ accountId }) => reports.runs(accountId),
    'sync.problems': ({ accountId }) => reports.problems(accountId),
    'sync.retryProblems': ({ accountId, items }) => reports.retryProblems(accountId, items),
    'sync.conflicts': ({ accountId }) => reports.conflicts(accountId),
    'sync.restoreConflict': ({ id }) => reports.restoreConflict(id),
    'traces.list': ({ accountId, since }) => traces.list(accountId, since),
    'traces.open': ({ accountId, number }) => traces.open(accountId, number),
    'traces.keepBodies': ({ accountId, keeps }) => traces.keepBodies(accountId, keeps),
    'traces.clear': ({ accountId }) => traces.clear(accountId),
    'traces.save': ({ accountId }) => traces.save(accountId),
    'data.listEmails': (query) => engine.listEmails(query),
    'data.openEmail': (input) => engine.openEmail(input),
    'data.saveEmail': ({ id }) => data.saveEmail(id),
    'help.mappingTables': () => help.mappingTables(),
  }
}

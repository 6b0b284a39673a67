/**
 * Which part of the help belongs to which place. A question mark names its place (`HelpButton`), and F1 opens the help of
 * the question mark that is nearest to the focus, so both always agree. In a form a field may have a heading of its own.
 */
import type { TextKey } from '../../i18n/texts.ts'
import type { ArticleId } from './articles.ts'

type HelpPlaceEntry = {
  readonly article: ArticleId
  /** `null`: the beginning of the article. */
  readonly heading: string | null
  /** What it is called on screen: the question mark is named "Help on …". */
  readonly subject: TextKey
  /** Headings of single fields, by the name of the field. */
  readonly fields?: Readonly<Record<string, string>>
}

export const HELP_PLACES = {
  overview: { article: 'start', heading: 'overview', subject: 'nav.overview' },
  connectors: { article: 'start', heading: 'terms', subject: 'connectors.title' },
  connector: { article: 'connector', heading: null, subject: 'connector.title' },
  'connector.general': {
    ...{ article: 'connector', heading: 'general', subject: 'connector.general' },
    fields: {
      name: 'name',
      active: 'active',
      url: 'url',
      domain: 'domain',
      authenticationMethod: 'method',
      windowsUser: 'windows-user',
    },
  },
  'connector.oauth2': {
    ...{ article: 'connector', heading: 'oauth2', subject: 'oauth2.title' },
    fields: { 'oauth2.signIn': 'oauth2-sign-in' },
  },
  'connector.credential': { article: 'entra', heading: 'credential', subject: 'oauth2.credential.secret' },
  'connector.certificate': { article: 'connector', heading: 'certificate', subject: 'trust.card' },
  'connector.advanced': {
    ...{ article: 'advanced', heading: null, subject: 'connector.advanced' },
    fields: {
      'sync.syncIntervalMinutes': 'interval',
      'sync.conflictPolicy': 'conflicts',
      'sync.maxFailedSyncDownAttempts': 'attempts',
      'sync.maxFailedSyncUpAttempts': 'attempts',
      maxFailedLogonAttempts: 'logon-attempts',
      'sync.continueImportOnError': 'continue-on-error',
      'sync.continueExportOnError': 'continue-on-error',
    },
  },
  accounts: { article: 'account', heading: 'one-to-one', subject: 'accounts.title' },
  account: {
    ...{ article: 'account', heading: null, subject: 'help.subject.account' },
    fields: {
      mailbox: 'mailbox',
      access: 'access',
      userName: 'sign-in',
      password: 'sign-in',
      url: 'own-url',
      'sync.receiveOnly': 'receive-only',
      limitsFirstSync: 'first-sync',
      'sync.firstSyncDays': 'first-sync',
      'sync.mailsAttendees': 'attendees',
      active: 'active',
    },
  },
  'account.folders': { article: 'account', heading: 'folders', subject: 'account.folders' },
  'account.import': { article: 'start', heading: 'many-accounts', subject: 'accountImport.title' },
  findServer: { article: 'find-server', heading: null, subject: 'find.title' },
  signIn: { article: 'account', heading: 'oauth2-sign-in', subject: 'oauth2.signIn' },
  accessToken: { article: 'connection-test', heading: 'token', subject: 'help.subject.token' },
  test: { article: 'connection-test', heading: null, subject: 'test.last' },
  'test.batch': { article: 'connection-test', heading: 'many', subject: 'help.subject.batch' },
  'test.history': { article: 'connection-test', heading: 'history', subject: 'test.history.menu' },
  'test.report': { article: 'connection-test', heading: 'report', subject: 'test.report.title' },
  trace: { article: 'connection-test', heading: 'requests', subject: 'help.subject.trace' },
  trust: { article: 'connector', heading: 'certificate', subject: 'trust.card' },
  sync: { article: 'synchronisation', heading: null, subject: 'nav.sync' },
  'sync.plan': { article: 'synchronisation', heading: 'plan', subject: 'help.subject.plan' },
  'sync.report': { article: 'synchronisation', heading: 'problems', subject: 'help.subject.report' },
  'sync.result': { article: 'synchronisation', heading: 'result', subject: 'help.subject.result' },
  'configuration.export': { article: 'backup', heading: 'export', subject: 'configuration.export.title' },
  'configuration.import': { article: 'backup', heading: 'import', subject: 'configuration.import.title' },
  data: { article: 'synchronisation', heading: 'data', subject: 'nav.data' },
  settings: { article: 'settings', heading: null, subject: 'nav.settings' },
  'settings.appearance': { article: 'settings', heading: 'appearance', subject: 'settings.appearance' },
  'settings.sync': { article: 'settings', heading: 'synchronisation', subject: 'settings.sync' },
  'settings.background': { article: 'settings', heading: 'background', subject: 'background.title' },
  'settings.network': { article: 'settings', heading: 'network', subject: 'settings.network' },
  'settings.data': { article: 'settings', heading: 'data', subject: 'settings.data' },
  'settings.log': { article: 'settings', heading: 'log', subject: 'log.title' },
  'settings.policies': { article: 'policies', heading: null, subject: 'policies.title' },
  'settings.support': { article: 'settings', heading: 'support', subject: 'support.title' },
  'settings.updates': { article: 'updates', heading: null, subject: 'updates.title' },
  'settings.about': { article: 'security', heading: 'files', subject: 'settings.about' },
  shortcuts: { article: 'keyboard', heading: null, subject: 'shortcuts.title' },
  firstSteps: { article: 'start', heading: 'first-steps', subject: 'firstSteps.title' },
} as const satisfies Record<string, HelpPlaceEntry>

export type HelpPlace = keyof typeof HELP_PLACES
export const HELP_PLACE_NAMES = Object.keys(HELP_PLACES) as HelpPlace[]

/** As a registry entry, with what is optional. */
export function helpPlaceOf(place: HelpPlace): HelpPlaceEntry {
  return HELP_PLACES[place]
}

export function isHelpPlace(text: string | undefined): text is HelpPlace {
  return text !== undefined && Object.hasOwn(HELP_PLACES, text)
}

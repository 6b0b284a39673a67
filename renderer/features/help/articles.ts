/**
 * The contents of the help: every article with its title, in the order in which one would read. The texts are Markdown
 * in `resources/help/<language>/<id>.md`, loaded one by one. The title stands here and not in the files, because the
 * contents are shown without them.
 */
import type { BothLanguages } from '#shared/domain/help.ts'

export const ARTICLE_GROUPS = ['begin', 'exchange', 'set-up', 'run', 'keep'] as const
export type ArticleGroup = (typeof ARTICLE_GROUPS)[number]

type ArticleEntry = { readonly group: ArticleGroup; readonly title: BothLanguages }

export const ARTICLES = {
  start: { group: 'begin', title: { de: 'So beginnen Sie', en: 'Getting started' } },
  'find-server': {
    group: 'begin',
    title: { de: 'Den Exchange-Server finden', en: 'Finding the Exchange server' },
  },
  'on-premises': {
    group: 'exchange',
    title: { de: 'Exchange Server vorbereiten', en: 'Preparing Exchange Server' },
  },
  entra: {
    group: 'exchange',
    title: {
      de: 'Anwendung in Microsoft Entra registrieren',
      en: 'Registering an application in Microsoft Entra',
    },
  },
  hybrid: {
    group: 'exchange',
    title: { de: 'OAuth2 mit AD FS und hybrid', en: 'OAuth2 with AD FS and hybrid' },
  },
  'exchange-online': {
    group: 'exchange',
    title: { de: 'Das Ende von EWS in Exchange Online', en: 'The end of EWS in Exchange Online' },
  },
  connector: { group: 'set-up', title: { de: 'Der Konnektor', en: 'The connector' } },
  advanced: {
    group: 'set-up',
    title: { de: 'Erweiterte Einstellungen des Konnektors', en: 'Advanced settings of the connector' },
  },
  account: { group: 'set-up', title: { de: 'Das MS EWS Konto', en: 'The MS EWS account' } },
  settings: {
    group: 'set-up',
    title: { de: 'Einstellungen des Programms', en: 'Settings of the application' },
  },
  'connection-test': { group: 'run', title: { de: 'Der Verbindungstest', en: 'The connection test' } },
  troubleshooting: { group: 'run', title: { de: 'Störungen beheben', en: 'Troubleshooting' } },
  synchronisation: { group: 'run', title: { de: 'Die Synchronisation', en: 'The synchronisation' } },
  rules: {
    group: 'run',
    title: { de: 'Was synchronisiert wird und was nicht', en: 'What is synchronised and what is not' },
  },
  fields: { group: 'run', title: { de: 'Felder im Einzelnen', en: 'Field by field' } },
  installation: {
    group: 'keep',
    title: { de: 'Installieren und entfernen', en: 'Installing and removing' },
  },
  security: {
    group: 'keep',
    title: { de: 'Sicherheit und wo die Daten liegen', en: 'Security and where the data lies' },
  },
  backup: {
    group: 'keep',
    title: {
      de: 'Sichern und auf einen anderen Rechner umziehen',
      en: 'Backup and moving to another computer',
    },
  },
  updates: {
    group: 'keep',
    title: { de: 'Updates des Programms', en: 'Updates of the application' },
  },
  policies: { group: 'keep', title: { de: 'Richtlinien', en: 'Policies' } },
  'command-line': {
    group: 'keep',
    title: { de: 'Befehlszeile', en: 'Command line' },
  },
  monitoring: { group: 'keep', title: { de: 'Überwachung', en: 'Monitoring' } },
  keyboard: { group: 'keep', title: { de: 'Tastatur', en: 'Keyboard' } },
} as const satisfies Record<string, ArticleEntry>

export type ArticleId = keyof typeof ARTICLES
export const ARTICLE_IDS = Object.keys(ARTICLES) as ArticleId[]

export function isArticleId(text: string | undefined): text is ArticleId {
  return text !== undefined && Object.hasOwn(ARTICLES, text)
}

/** Where in the help: an article, and a heading in it. `null`: the contents. */
export type HelpAddress = { readonly article: ArticleId; readonly heading: string | null } | null

/** The route that shows it on the whole screen. */
export function helpPath(address: HelpAddress): string {
  if (address === null) return '/help'
  return `/help/${address.article}${address.heading === null ? '' : `#${address.heading}`}`
}

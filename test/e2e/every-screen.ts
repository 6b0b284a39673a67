/**
 * A walk through every screen and the dialogs that hang on it, in whatever language: what is asserted of every screen
 * (looks, accessibility, translated texts, zoom) needs the list of screens only here. A new screen is one line.
 */
import path from 'node:path'
import { expect, type Locator, type Page } from '@playwright/test'
import { de } from '../../renderer/i18n/de.ts'
import { en } from '../../renderer/i18n/en.ts'
import type { ScreenTexts } from '../../renderer/i18n/de.ts'
import type { Application } from './application.ts'
import { pseudoText } from './pseudo/pseudo-text.ts'
import { answerOpenDialog, answerSaveDialog } from './steps.ts'

export type Words = (key: keyof ScreenTexts) => RegExp

/** A text of the catalogue as the whole name of something on the screen; what is filled in can be anything. */
function named(text: string): RegExp {
  const escaped = text.replace(/[.*+?^$()|[\]\\]/g, '\\$&')
  return new RegExp(`^${escaped.replace(/\{\{.*?\}\}/g, '.*')}$`)
}

export const WORDS: Readonly<Record<'de' | 'en' | 'pseudo', Words>> = {
  de: (key) => named(de[key]),
  en: (key) => named(en[key]),
  pseudo: (key) => named(pseudoText(en[key])),
}

type Visit = Pick<Application, 'electron' | 'page' | 'dataFolder'> & {
  /** Without what a test of its own shows in every language and theme. */
  readonly isShort?: boolean
  readonly word: Words
  readonly look: (name: string) => Promise<void>
}

type Screen = {
  readonly name: string
  /** Behind `#` of the address. */
  readonly path: string
  /** Something that is there when the screen has its content. */
  readonly shown?: (visit: Visit) => Locator
  /** What hangs on it: each opens, looks and closes again. */
  readonly dialogs?: (visit: Visit) => Promise<void>
  /** A test of its own shows it in every language and theme, as it does with all of the dialogs above. */
  readonly isShownElsewhere?: true
}

/** For an application with the connector "Contoso" and one account that has been synchronised. */
const SCREENS: readonly Screen[] = [
  {
    name: 'overview',
    path: '/overview',
    shown: ({ page, word }) => page.getByRole('heading', { name: word('overview.statistics.items') }),
  },
  {
    name: 'connectors',
    path: '/connectors',
    shown: ({ page }) => page.getByRole('link', { name: 'Contoso', exact: true }),
    dialogs: visitConfiguration,
  },
  { name: 'connector-new', path: '/connectors/new' },
  { name: 'sync-now', path: '/sync' },
  { name: 'sync-history', path: '/sync?tab=history' },
  { name: 'sync-problems', path: '/sync?tab=problems' },
  { name: 'sync-conflicts', path: '/sync?tab=conflicts' },
  {
    name: 'data',
    path: '/data',
    shown: emailRow,
    dialogs: async (visit) => {
      const { page, look } = visit
      await emailRow(visit).click()
      await expect(page.getByRole('article')).toBeVisible()
      await look('data-email')
      for (const kind of ['email', 'appointment', 'task'] as const) {
        await chooseFrom(visit, 'data.new', `data.new.${kind}`)
        await visitDialog(visit, `data-new-${kind}`)
      }
    },
  },
  {
    name: 'data-calendar',
    path: '/data?view=calendar',
    isShownElsewhere: true,
    shown: ({ page }) => page.getByRole('button', { name: /Contoso/ }),
  },
  {
    name: 'data-tasks',
    path: '/data?view=tasks',
    isShownElsewhere: true,
    shown: ({ page }) => page.getByRole('gridcell', { name: 'Contoso' }),
  },
  {
    name: 'settings',
    path: '/settings',
    dialogs: async (visit) => {
      const { page, word } = visit
      await page.getByRole('button', { name: word('support.make') }).click()
      await visitDialog(visit, 'support-package')
    },
  },
  { name: 'settings-log', path: '/settings/log' },
  { name: 'help', path: '/help' },
  { name: 'first-steps', path: '/first-steps', isShownElsewhere: true },
  {
    name: 'help-article',
    path: '/help/fields',
    isShownElsewhere: true,
    shown: ({ page }) => page.getByRole('article'),
  },
]

export async function visitEveryScreen(visit: Visit): Promise<void> {
  const { page, look } = visit
  for (const { name, path, shown, dialogs, isShownElsewhere } of SCREENS) {
    if (visit.isShort && isShownElsewhere) continue
    await openPath(page, path)
    if (shown) await expect(shown(visit)).toBeVisible()
    await look(name)
    if (!visit.isShort) await dialogs?.(visit)
  }
  await openPath(page, '/connectors')
  await page.getByRole('link', { name: 'Contoso', exact: true }).click()
  await visitConnector(visit)
}

async function openPath(page: Page, path: string): Promise<void> {
  const heading = page.getByRole('heading', { level: 1 })
  const before = await heading.textContent()
  const place = (address: string) => address.split('?')[0]
  const from = await page.evaluate((to) => {
    const present = location.hash.slice(1)
    location.hash = to
    return present
  }, path)
  // A screen is loaded before it takes the place of the one that is there.
  if (place(from) !== place(path)) await expect(heading).not.toHaveText(before ?? '')
  await expect(heading).toBeVisible()
  // One that tells how far something is, as in the first steps, stays.
  await expect(page.locator('[role=progressbar]:not([aria-valuenow])')).toHaveCount(0)
}

/** All of these are one e-mail, whichever is first. */
function emailRow({ page, word }: Visit): Locator {
  const grid = page.getByRole('grid', { name: word('data.emails') })
  return grid.locator('[role=row][data-id]').first().getByRole('gridcell').first()
}

async function chooseFrom({ page, word }: Visit, menu: keyof ScreenTexts, item: keyof ScreenTexts) {
  await page.getByRole('button', { name: word(menu) }).click()
  await page.getByRole('menuitem', { name: word(item) }).click()
}

/** The ways of all connectors out and in again, and the question before one is deleted. */
async function visitConfiguration(visit: Visit): Promise<void> {
  const { page, word, electron, dataFolder } = visit
  await chooseFrom(visit, 'configuration.menu', 'configuration.export')
  // Everything that it can ask for.
  await page.getByRole('switch', { name: word('configuration.export.secrets') }).check()
  await visitDialog(visit, 'configuration-export')
  const file = path.join(dataFolder, 'export.json')
  await answerSaveDialog(electron, file)
  await page.evaluate(() => window.api.configuration.export({ secrets: { kind: 'none' } }))
  await answerOpenDialog(electron, file)
  await chooseFrom(visit, 'configuration.menu', 'configuration.import')
  await visitDialog(visit, 'configuration-import')
  await page.getByRole('button', { name: word('action.deleteOf') }).click()
  await visitDialog(visit, 'connector-delete')
}

async function visitConnector(visit: Visit): Promise<void> {
  const { page, word, look } = visit
  await expect(page.getByRole('button', { name: word('accounts.add') })).toBeVisible()
  await look('connector')
  await page.getByRole('button', { name: word('accounts.add') }).click()
  await visitDialog(visit, 'account')
  if (!visit.isShort) await visitToolsOfConnector(visit)
  for (const [name, item] of [
    ['sync-plan', 'sync.menu.plan'],
    ['sync-report', 'sync.report.runs'],
  ] as const) {
    await chooseFrom(visit, 'sync.menuOf', item)
    await visitDialog(visit, name)
  }
}

async function visitToolsOfConnector(visit: Visit): Promise<void> {
  const { page, word } = visit
  await page.getByRole('button', { name: word('find.open') }).click()
  await visitDialog(visit, 'find-server')
  await page
    .getByRole('row')
    .getByRole('button', { name: word('test.startOf') })
    .click()
  await expect(page.getByRole('button', { name: word('test.again') })).toBeVisible()
  await visitDialog(visit, 'connection-test')
  await chooseFrom(visit, 'accounts.menu', 'accountImport.menu')
  await visitDialog(visit, 'account-import')
}

async function visitDialog({ page, look }: Visit, name: string): Promise<void> {
  const dialog = page.getByRole('dialog')
  await expect(dialog).toBeVisible()
  await expect(dialog.getByRole('progressbar')).toBeHidden()
  await look(name)
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
}

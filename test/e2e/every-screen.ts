/**
 * A walk through every screen and the dialogs that hang on it, in whatever language: what is asserted of every screen
 * (looks, accessibility, translated texts, zoom) needs the list of screens only here. A new screen is one line.
 */
import { expect, type Locator, type Page } from '@playwright/test'
import { de } from '../../renderer/i18n/de.ts'
import { en } from '../../renderer/i18n/en.ts'
import type { ScreenTexts } from '../../renderer/i18n/de.ts'
import { pseudoText } from './pseudo/pseudo-text.ts'

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

type Visit = { readonly page: Page; readonly word: Words; readonly look: (name: string) => Promise<void> }

type Screen = {
  readonly name: string
  /** Behind `#` of the address. */
  readonly path: string
  /** Something that is there when the screen has its content. */
  readonly shown?: (visit: Visit) => Locator
  /** What hangs on it: each opens, looks and closes again. */
  readonly dialogs?: (visit: Visit) => Promise<void>
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
  },
  { name: 'connector-new', path: '/connectors/new' },
  { name: 'sync-now', path: '/sync' },
  { name: 'sync-history', path: '/sync?tab=history' },
  { name: 'sync-problems', path: '/sync?tab=problems' },
  { name: 'sync-conflicts', path: '/sync?tab=conflicts' },
  { name: 'data', path: '/data' },
  { name: 'settings', path: '/settings' },
  { name: 'settings-log', path: '/settings/log' },
  { name: 'help', path: '/help' },
]

export async function visitEveryScreen(visit: Visit): Promise<void> {
  const { page, look } = visit
  for (const { name, path, shown, dialogs } of SCREENS) {
    await openPath(page, path)
    if (shown) await expect(shown(visit)).toBeVisible()
    await look(name)
    await dialogs?.(visit)
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
  await expect(page.getByRole('progressbar')).toHaveCount(0)
}

async function visitConnector(visit: Visit): Promise<void> {
  const { page, word, look } = visit
  await expect(page.getByRole('button', { name: word('accounts.add') })).toBeVisible()
  await look('connector')
  await page.getByRole('button', { name: word('accounts.add') }).click()
  await visitDialog(visit, 'account')
  for (const [name, item] of [
    ['sync-plan', 'sync.menu.plan'],
    ['sync-report', 'sync.report.runs'],
  ] as const) {
    await page.getByRole('button', { name: word('sync.menuOf') }).click()
    await page.getByRole('menuitem', { name: word(item) }).click()
    await visitDialog(visit, name)
  }
}

async function visitDialog({ page, look }: Visit, name: string): Promise<void> {
  const dialog = page.getByRole('dialog')
  await expect(dialog).toBeVisible()
  await expect(dialog.getByRole('progressbar')).toBeHidden()
  await look(name)
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
}

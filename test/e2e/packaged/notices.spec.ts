/** The licences of what is shipped are in the package, and can be read in the window. */
import { access, readFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { projectFolder } from '../application.ts'
import { inThisLook } from '../every-look.ts'
import { PACKAGE_FOLDER, withPackaged } from './packaged.ts'

test('the licences of all works in the package are shown and can be searched', async () => {
  await access(path.join(PACKAGE_FOLDER, 'LICENSES.chromium.html'))
  const notices = await readFile(path.join(PACKAGE_FOLDER, 'resources/THIRD-PARTY-NOTICES.txt'), 'utf8')
  for (const work of [
    /^react \d/m,
    /^electron \d/m,
    /^chromium \d/m,
    /^node \d/m,
    /^sqlite \d/m,
    /^@photostructure\/sqlite \d/m,
  ])
    expect(notices).toMatch(work)
  await withPackaged({}, async ({ page }) => {
    await page.getByRole('link', { name: 'Einstellungen' }).click()
    await page.getByRole('button', { name: 'Lizenzen …' }).click()
    const dialog = page.getByRole('dialog', { name: 'Lizenzen' })
    await expect(dialog.getByText(/^\d{3} Werke$/)).toBeVisible()
    await dialog.getByRole('searchbox', { name: 'In den Lizenzen suchen' }).fill('sanitize-html')
    await expect(dialog.getByText(/^\d Werke?$/)).toBeVisible()
    await expect(dialog.getByText(/^sanitize-html \d/)).toBeVisible()
    await inThisLook(page, 'notices')
  })
})

test('the bill of materials beside the package names the same works', async () => {
  const bill = JSON.parse(await readFile(path.join(projectFolder, 'dist/sbom.cdx.json'), 'utf8')) as {
    specVersion: string
    components: { name: string; group?: string }[]
  }
  expect(bill.specVersion).toBe('1.6')
  const names = bill.components.map(({ group, name }) => (group === undefined ? name : `${group}/${name}`))
  expect(names).toEqual(
    expect.arrayContaining(['react', '@mui/material', 'electron', 'chromium', 'node', 'sqlite']),
  )
  expect(names).not.toContain('vitest')
})

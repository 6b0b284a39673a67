/** The exchanges of an account with its server, as the administrator sees them. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test, type Page } from '@playwright/test'
import { withExchange } from '../connected.ts'
import { inEveryLook } from '../every-look.ts'
import { ANNA } from '../exchange.ts'
import { accountRow, answerSaveDialog, syncMenu, syncOutcome, synchronise } from '../steps.ts'

/** Chooses the newest request of an operation. */
async function openExchange(page: Page, operation: string): Promise<void> {
  const list = page.getByRole('grid', { name: 'Anfragen' })
  await page.getByRole('searchbox', { name: 'Anfragen suchen' }).fill(operation)
  const rows = list.getByRole('row').filter({ hasText: operation })
  await rows.first().click()
  await expect(page.getByRole('heading', { level: 3, name: operation })).toBeVisible()
}

test('an administrator reads the requests of an account: list, headers, XML, and the file for support', async () => {
  await withExchange({ content: 40, upTo: 'account' }, async ({ page, electron, dataFolder }) => {
    await synchronise(page, ANNA.mailbox)
    await syncOutcome(page, ANNA.mailbox, 'Erfolgreich')
    await accountRow(page, ANNA.mailbox).getByText('Erfolgreich').click()
    await page.getByRole('button', { name: 'Anfragen ansehen …' }).click()
    const keep = page.getByRole('switch', { name: 'Inhalte ab jetzt aufbewahren' })
    await expect(keep).not.toBeChecked()
    await openExchange(page, 'SyncFolderItems')
    await expect(
      page.getByText('Der Inhalt dieser Anfrage wurde nicht aufbewahrt', { exact: false }),
    ).toBeVisible()
    await keep.click()
    await expect(keep).toBeChecked()
    await expect(page.getByText('stehen auch in der gespeicherten Datei', { exact: false })).toBeVisible()
    await page.getByRole('button', { name: 'Leeren' }).click()
    // Not that the list is empty: the mailbox may synchronise by itself at any time.
    await expect(page.getByText('Wählen Sie eine Anfrage', { exact: false })).toBeVisible()
    await page.getByRole('searchbox', { name: 'Anfragen suchen' }).fill('')

    // The list is open while a run goes on, and grows by itself.
    await page.evaluate(async () => await window.api.sync.start({ accountIds: null }))
    await openExchange(page, 'SyncFolderItems')
    const body = page.getByRole('region', { name: 'Inhalt der Antwort auf SyncFolderItems' })
    await expect(body).toContainText('SyncFolderItemsResponse')
    await page.getByRole('button', { name: 'Alles zuklappen' }).click()
    await expect(body).not.toContainText('SyncFolderItemsResponseMessage ')
    await page.getByRole('searchbox', { name: 'Im Inhalt suchen' }).fill('syncstate')
    await expect(body.locator('mark').first()).toBeVisible()
    await expect(page.getByText(/^1 von \d+$/)).toBeVisible()
    await body.getByRole('button', { name: /^Zuklappen: .*Body$/ }).click()
    await expect(body.locator('mark')).toBeHidden()
    await page.getByRole('button', { name: 'Nächste Fundstelle' }).click()
    await expect(body.locator('mark').first()).toBeVisible()

    await page.getByRole('tab', { name: 'Kopfzeilen' }).click()
    await expect(page.getByText('client-request-id', { exact: false }).first()).toBeVisible()
    await page.getByRole('button', { name: 'Anfrage-ID kopieren', exact: true }).click()
    const copied = await electron.evaluate(({ clipboard }) => clipboard.readText())
    await expect(page.getByText(copied).first()).toBeVisible()
    expect(copied).toMatch(/^[0-9a-f-]{36}$/)

    const file = path.join(dataFolder, 'requests.har')
    await answerSaveDialog(electron, file)
    await page.getByRole('button', { name: 'Anfragen speichern (.har)' }).click()
    await expect(page.getByText(/requests\.har/)).toBeVisible()
    const har = await readFile(file, 'utf8')
    expect(har).toContain('SyncFolderItemsResponseMessage')
    expect(har).not.toContain(ANNA.password)
    await expect(page.locator('body')).not.toContainText(ANNA.password)
  })
})

test('the requests of the first run have the contents of GetItem when they are kept from before it', async () => {
  await withExchange({ content: 40, upTo: 'account' }, async ({ page, electron }) => {
    await syncMenu(page, ANNA.mailbox, 'Anfragen an den Server')
    const keep = page.getByRole('switch', { name: 'Inhalte ab jetzt aufbewahren' })
    await keep.click()
    await expect(keep).toBeChecked()
    await page.evaluate(async () => await window.api.sync.start({ accountIds: null }))
    await openExchange(page, 'GetItem')
    const body = page.getByRole('region', { name: 'Inhalt der Antwort auf GetItem' })
    await expect(body).toContainText('GetItemResponse')
    // Two megabytes, of which the beginning was kept: a tree all the same, with the messages folded.
    await expect(page.getByText('Zu lang: Aufbewahrt ist nur der Anfang.')).toBeVisible()
    await expect(body.getByRole('button', { name: /^Aufklappen: .*MimeContent$/ }).first()).toBeVisible()
    await page.getByRole('searchbox', { name: 'Im Inhalt suchen' }).fill('Mime')
    await expect(body.locator('mark').first()).toBeVisible()
    await electron.evaluate(({ BrowserWindow }) => {
      BrowserWindow.getAllWindows()[0]?.setContentSize(1024, 700)
    })
    await expect.poll(() => page.evaluate(() => window.innerHeight)).toBe(700)
    // In the smallest window a dozen lines of the body are in sight, and nothing around them scrolls.
    await expect.poll(async () => (await body.boundingBox())?.height ?? 0).toBeGreaterThan(200)
    const surplus = (): Promise<number | null> =>
      body.evaluate((element) => {
        const pane = element.closest('.MuiPaper-outlined')
        return pane ? pane.scrollHeight - pane.clientHeight : null
      })
    await expect.poll(surplus).toBe(0)
    await inEveryLook(page, 'trace')
  })
})

/** Accounts from a CSV file in the real application: the template, what becomes of each row, the import, bad files. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { expect, test, type Page } from '@playwright/test'
import { withExchange } from '../connected.ts'
import { inEveryLook } from '../every-look.ts'
import { ANNA } from '../exchange.ts'
import { filesWith } from '../search-folder.ts'
import {
  accountRow,
  answerOpenDialog,
  answerSaveDialog,
  storedEmails,
  syncOutcome,
  synchronise,
} from '../steps.ts'

let folder: string
test.beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'ews-konnektor-csv-'))
})
test.afterEach(async () => {
  await rm(folder, { recursive: true, force: true })
})

async function openImport(page: Page) {
  await page.getByRole('button', { name: 'Mehr zu den MS EWS Konten' }).click()
  await page.getByRole('menuitem', { name: 'Aus CSV importieren' }).click()
  return page.getByRole('dialog', { name: 'Konten aus einer CSV-Datei importieren' })
}

test('accounts from a table are checked row by row, imported at once with their passwords, and synchronise', async () => {
  await withExchange({ content: 3, upTo: 'connector' }, async ({ electron, page, dataFolder }) => {
    const dialog = await openImport(page)
    const template = path.join(folder, 'Vorlage.csv')
    await answerSaveDialog(electron, template)
    await dialog.getByRole('button', { name: 'Vorlage speichern' }).click()
    await expect(dialog.getByText(`Vorlage gespeichert: ${template}`)).toBeVisible()
    expect(await readFile(template, 'utf8')).toMatch(
      /^\ufeff"Exchange-Postfach";"Winoffice Prime Emailkonto";/,
    )
    await inEveryLook(page, 'account-import-file')

    // As a German Excel writes it, with a heading that nobody recognises.
    const file = path.join(folder, 'konten.csv')
    const rows = [
      'Postfach;Adresse in Prime;Inhaber;Benutzername;Kennwort;Zugriff;Telefon',
      `${ANNA.mailbox};${ANNA.primeAddress};Anna Müller;${ANNA.userName};${ANNA.password};;044`,
      '# ein Kommentar;;;;;;',
      'buchhaltung@contoso.example;buchhaltung@winoffice.example;Buchhaltung;CONTOSO\\buha;;Delegiert;',
      '=HYPERLINK(1);verkauf@winoffice.example;+Verkauf;verkauf;;;',
      'lager@contoso.example;lager@winoffice.example;Lager;lager;;Vollzugriff;',
      `${ANNA.mailbox.toUpperCase()};zweites@winoffice.example;Anna Müller;anna;;;`,
    ]
    await writeFile(file, Buffer.from(rows.join('\r\n'), 'latin1'))
    await answerOpenDialog(electron, file)
    await dialog.getByRole('button', { name: 'Datei wählen' }).click()
    await expect(dialog.getByText('Windows-1252, Trennzeichen Semikolon')).toBeVisible()
    await expect(dialog.getByText('Es fehlt die Spalte für: Winoffice Prime Emailkonto.')).toBeVisible()
    await expect(dialog.getByRole('button', { name: 'Nichts zu importieren' })).toBeDisabled()
    await inEveryLook(page, 'account-import-columns')

    await dialog.getByRole('combobox', { name: 'Winoffice Prime Emailkonto' }).click()
    await page.getByRole('option', { name: 'Adresse in Prime' }).click()
    await expect(dialog.getByText('2 können importiert werden, 3 nicht')).toBeVisible()
    await dialog.getByRole('button', { name: 'Spalten zuordnen' }).click()
    const table = dialog.getByRole('grid', { name: 'Zeilen der Datei' })
    const row = (text: string) => table.getByRole('row').filter({ hasText: text })
    await expect(row(ANNA.primeAddress)).toContainText('Anna Müller · wird angelegt')
    await expect(row(ANNA.primeAddress)).toContainText('mit Passwort')
    await expect(row('=HYPERLINK(1)')).toContainText('Exchange-Postfach: ')
    await expect(row('lager@contoso.example')).toContainText('Zugriff: «Vollzugriff» ist für diese Spalte')
    await expect(row('zweites@winoffice.example')).toContainText('steht schon in Zeile 2')
    await expect(row('lager@contoso.example').getByRole('checkbox')).toBeDisabled()
    await expect(page.getByText(ANNA.password)).toHaveCount(0)
    await inEveryLook(page, 'account-import-rows')

    await dialog.getByRole('switch', { name: 'Nur Zeilen mit Problemen' }).check()
    await expect(row('buchhaltung@contoso.example')).toBeHidden()
    await dialog.getByRole('switch', { name: 'Nur Zeilen mit Problemen' }).uncheck()
    await row('buchhaltung@contoso.example').getByRole('checkbox').uncheck()
    await expect(row('buchhaltung@contoso.example')).toContainText('Nicht ausgewählt')
    await expect(dialog.getByRole('button', { name: '1 Konto importieren' })).toBeEnabled()
    await row('buchhaltung@contoso.example').getByRole('checkbox').check()
    await dialog.getByRole('button', { name: '2 Konten importieren' }).click()

    await expect(dialog.getByRole('status')).toHaveText('Importiert')
    await expect(dialog.getByText(`Löschen Sie jetzt die Datei ${file}`)).toBeVisible()
    await expect(dialog.locator('dd')).toHaveText(['2', '2', '1', '3'])
    await inEveryLook(page, 'account-import-result')
    await dialog.getByRole('button', { name: 'Schliessen' }).click()

    await expect(accountRow(page, 'buchhaltung@contoso.example')).toBeVisible()
    // The password of the file is the one that the server knows.
    await synchronise(page, ANNA.mailbox)
    await syncOutcome(page, ANNA.mailbox, 'Erfolgreich')
    expect(await storedEmails(page)).toHaveLength(3)
    expect(await filesWith(dataFolder, ANNA.password)).toEqual([])
  })
})

test('a file that is no table of accounts is told as what it is, and the next one is taken', async () => {
  await withExchange({ content: 1, upTo: 'connector' }, async ({ electron, page }) => {
    const dialog = await openImport(page)
    const bad = [
      ['mappe.xlsx', Buffer.from([0x50, 0x4b, 3, 4, 20, 0, 6, 0]), 'ist keine CSV-Datei'],
      ['leer.csv', Buffer.alloc(0), 'ist leer'],
      ['kopf.csv', Buffer.from('Postfach;Emailkonto\r\n'), 'enthält nur Überschriften'],
      [
        'zeichen.csv',
        Buffer.from('Postfach;Emailkonto\r\n"a@b.example;c@d.example\r\n'),
        'Anführungszeichen nicht',
      ],
      ['gross.csv', Buffer.alloc(5 * 1024 * 1024 + 1, 'a'), 'ist grösser als'],
    ] as const
    for (const [name, content, text] of bad) {
      const file = path.join(folder, name)
      await writeFile(file, content)
      await answerOpenDialog(electron, file)
      await dialog.getByRole('button', { name: 'Datei wählen' }).click()
      await expect(dialog.getByRole('alert')).toContainText(text)
    }
    await inEveryLook(page, 'account-import-bad-file')
    const good = path.join(folder, 'gut.csv')
    await writeFile(
      good,
      '\ufeffMailbox,E-mail account,Owner,User name\r\na@b.example,c@d.example,"Meier, Anna",anna\r\n',
    )
    await answerOpenDialog(electron, good)
    await dialog.getByRole('button', { name: 'Datei wählen' }).click()
    await expect(dialog.getByText('UTF-8, Trennzeichen Komma')).toBeVisible()
    await dialog.getByRole('button', { name: '1 Konto importieren' }).click()
    await dialog.getByRole('button', { name: 'Schliessen' }).click()
    await expect(accountRow(page, 'a@b.example')).toContainText('Meier, Anna')

    // What is there already is not imported a second time.
    await openImport(page)
    await dialog.getByRole('button', { name: 'Datei wählen' }).click()
    await expect(dialog.getByText('0 können importiert werden, 1 nicht')).toBeVisible()
    await expect(dialog.getByRole('grid')).toContainText('a@b.example')
  })
})

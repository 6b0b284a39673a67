/** Inside a session with an unlocked key ring: a password survives a restart, encrypted by the system. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { launch, newDataFolder, removeFolder } from '../application.ts'
import { ANNA, startExchange } from '../exchange.ts'
import { filesWith } from '../search-folder.ts'
import {
  accountRow,
  createAccount,
  createConnector,
  openConnector,
  PASSWORD,
  syncOutcome,
  synchronise,
} from '../steps.ts'

const args = ['-r', path.join(import.meta.dirname, 'keep-password-store.cjs')]

test('a stored password survives a restart, and nothing readable reaches the disk', async () => {
  const server = await startExchange(5)
  const dataFolder = await newDataFolder()
  try {
    let application = await launch({ dataFolder, args })
    let { page } = application
    await createConnector(page, { name: 'Contoso', url: server.url })
    await createAccount(page, ANNA)
    await expect(page.getByText('Dieses System kann Passwörter nicht verschlüsselt ablegen.')).toBeHidden()
    await application.close()

    expect(await readFile(path.join(dataFolder, 'secrets.json'), 'utf8')).toContain('"secrets"')
    expect(await filesWith(dataFolder, PASSWORD)).toEqual([])

    application = await launch({ dataFolder, args })
    page = application.page
    await openConnector(page, 'Contoso')
    await expect(accountRow(page, ANNA.mailbox)).toBeVisible()
    await synchronise(page, ANNA.mailbox)
    await syncOutcome(page, ANNA.mailbox, 'Erfolgreich')
    expect(server.failedSignIns(ANNA.userName)).toBe(0)
    await application.close()
    expect(await filesWith(dataFolder, PASSWORD)).toEqual([])
  } finally {
    await server.stop()
    await removeFolder(dataFolder)
  }
})

test('without the key ring the stored password is reported as unreadable and kept', async () => {
  const dataFolder = await newDataFolder()
  try {
    let application = await launch({ dataFolder, args })
    await createConnector(application.page, { name: 'Contoso', url: 'https://mail.contoso.example' })
    await createAccount(application.page, ANNA)
    await application.close()
    const stored = await readFile(path.join(dataFolder, 'secrets.json'), 'utf8')

    application = await launch({ dataFolder })
    await openConnector(application.page, 'Contoso')
    await expect(accountRow(application.page, ANNA.mailbox).getByText(/nicht lesbar/i)).toBeVisible()
    await application.close()
    expect(await readFile(path.join(dataFolder, 'secrets.json'), 'utf8')).toBe(stored)
  } finally {
    await removeFolder(dataFolder)
  }
})

/**
 * The packaged application updates itself from the server of a company: what it accepts, what it refuses, and that
 * nothing is installed before its end.
 */
import { once } from 'node:events'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test, type Locator, type Page } from '@playwright/test'
import type { UpdateSettings } from '#shared/domain/updates.ts'
import { newDataFolder, removeFolder } from '../application.ts'
import { inEveryLook } from '../every-look.ts'
import { makeVersions, type InstalledVersions } from './installed-versions.ts'
import { withPackaged, type Packaged } from './packaged.ts'
import { startUpdateServer, type UpdateServer } from './update-server.ts'

let versions: InstalledVersions
let server: UpdateServer
let dataFolder: string
let file: string

test.beforeAll(async () => {
  versions = await makeVersions(['0.1.0', '0.2.0'])
})
test.afterAll(async () => {
  await versions.remove()
})
test.beforeEach(async () => {
  server = await startUpdateServer()
  dataFolder = await newDataFolder()
  file = await versions.install()
  await writeFile(path.join(dataFolder, 'company-ca.pem'), server.caCertificate)
})
test.afterEach(async () => {
  await server.stop()
  await removeFolder(dataFolder)
})

/** As a person has it who has clicked on the installed file. */
async function running(act: (application: Packaged & { card: Locator }) => Promise<void>): Promise<void> {
  const environment = { EWS_KONNEKTOR_CA_FILE: path.join(dataFolder, 'company-ca.pem') }
  await withPackaged({ program: file, dataFolder, environment }, async (application) => {
    const { page } = application
    await page.locator('nav a[href="#/settings"]').click()
    await act({ ...application, card: page.getByRole('region', { name: 'Updates', exact: true }) })
  })
}

async function set(page: Page, updates: Partial<UpdateSettings>): Promise<void> {
  const wanted = { mode: 'install-at-quit', channel: 'stable', server: server.url, ...updates } as const
  const saved = await page.evaluate(async (change) => {
    const state = await window.api.app.state()
    if (!state.ok) return false
    return (await window.api.settings.save({ ...state.value.settings, updates: change })).ok
  }, wanted)
  expect(saved).toBe(true)
}

const check = async (card: Locator): Promise<void> => {
  await card.getByRole('button', { name: 'Jetzt suchen' }).click()
}
/** Below the note that something was saved. */
const chip = (card: Locator): Locator => card.getByRole('status').last()
const log = (): string =>
  readdirSync(path.join(dataFolder, 'logs'))
    .map((name) => readFileSync(path.join(dataFolder, 'logs', name), 'utf8'))
    .join('')
const good = (): void => {
  server.publish({
    version: '0.2.0',
    content: versions.content('0.2.0'),
    key: versions.key,
    notes: 'Neu: <b>nichts</b>',
  })
}
const expectUntouched = (): void => {
  expect(readFileSync(file).equals(versions.content('0.1.0'))).toBe(true)
}

test('a good update is fetched, verified, installed when the application ends, and the new version starts', async () => {
  good()
  await running(async ({ page, card, program }) => {
    await set(page, {})
    await check(card)
    await expect(card.getByText('Version 0.2.0 ist bereit')).toBeVisible()
    await expect(card.getByText('Neu: <b>nichts</b>')).toBeVisible()
    expectUntouched()
    const ended = once(program, 'exit')
    await card.getByRole('button', { name: 'Beenden und installieren' }).click()
    await ended
  })
  expect(readFileSync(file).equals(versions.content('0.2.0'))).toBe(true)
  // Everything that ran has ended before.
  expect(log().match(/"(ended|updateInstalled)"/g)).toEqual(['"ended"', '"updateInstalled"'])
  expect(statSync(file).mode & 0o777).toBe(0o755)
  expect(readdirSync(path.dirname(file))).toEqual([path.basename(file)])
  await running(async ({ card }) => {
    await expect(card.getByText('0.2.0', { exact: true })).toBeVisible()
    await check(card)
    await expect(chip(card)).toHaveText('Aktuell')
  })
  for (const { headers } of server.requests) {
    expect(Object.keys(headers).filter((name) => name.startsWith('x-'))).toEqual([])
  }
})

type Refusal = { readonly why: string; readonly spoil: () => void; readonly says: RegExp }

const REFUSALS: readonly Refusal[] = [
  {
    why: 'a channel file that was changed after it was signed',
    spoil: () => {
      const text = server.files
        .get('latest-linux.yml')!
        .toString()
        .replace('version: 0.2.0', 'version: 0.2.1')
      server.files.set('latest-linux.yml', Buffer.from(text))
    },
    says: /Die Signatur von latest-linux\.yml stimmt nicht/,
  },
  {
    why: 'a signature by a key that is not built in',
    spoil: () => {
      server.publish({ version: '0.2.0', content: versions.content('0.2.0'), key: versions.otherKey })
    },
    says: /Die Signatur von latest-linux\.yml stimmt nicht/,
  },
  {
    why: 'no signature',
    spoil: () => server.files.delete('latest-linux.yml.sig'),
    says: /Zu latest-linux\.yml fehlt auf dem Server die Signatur/,
  },
  {
    why: 'the signed file of another channel',
    spoil: () => {
      server.publish({
        version: '0.2.0',
        content: versions.content('0.2.0'),
        key: versions.key,
        channel: 'beta',
      })
      server.files.set('latest-linux.yml', server.files.get('beta-linux.yml')!)
      server.files.set('latest-linux.yml.sig', server.files.get('beta-linux.yml.sig')!)
    },
    says: /Die Signatur von latest-linux\.yml stimmt nicht/,
  },
  {
    why: 'a program of which one byte is another one',
    spoil: () => {
      const program = Buffer.from(versions.content('0.2.0'))
      program[program.length - 1]! ^= 1
      server.files.set('ms-ews-konnektor-0.2.0-x86_64.AppImage', program)
    },
    says: /AppImage ist nicht die Datei, die der Hersteller signiert hat/,
  },
  {
    why: 'a program that is longer than the signed one',
    spoil: () => {
      const program = Buffer.concat([versions.content('0.2.0'), Buffer.from('more')])
      server.files.set('ms-ews-konnektor-0.2.0-x86_64.AppImage', program)
    },
    says: /AppImage ist nicht die Datei, die der Hersteller signiert hat/,
  },
]

test('what the makers have not signed exactly so is refused with its reason, and the end of the application installs nothing', async () => {
  await running(async ({ page, card, program }) => {
    await set(page, {})
    for (const { why, spoil, says } of REFUSALS) {
      await test.step(why, async () => {
        good()
        spoil()
        await check(card)
        await expect(card.getByRole('alert')).toContainText(says)
        await expect(card.getByText('ist bereit')).toBeHidden()
        await set(page, { channel: 'beta' })
        await set(page, {})
        await expect(card.getByRole('alert')).toBeHidden()
      })
    }
    const ended = once(program, 'exit')
    await page.evaluate(() => void window.api.background.quit())
    await ended
  })
  expectUntouched()
})

test('a download that breaks off installs nothing, is continued where it stopped, and is then installed', async () => {
  good()
  server.cutAfter(1_000_000)
  await running(async ({ page, card, program }) => {
    await set(page, {})
    await check(card)
    await expect(card.getByRole('alert')).toContainText('abgebrochen')
    await expect(chip(card)).toHaveText('Version 0.2.0 ist da')
    const ended = once(program, 'exit')
    await page.evaluate(() => void window.api.background.quit())
    await ended
  })
  expectUntouched()
  await running(async ({ card, program }) => {
    await check(card)
    await expect(chip(card)).toHaveText('Version 0.2.0 ist bereit')
    const ended = once(program, 'exit')
    await card.getByRole('button', { name: 'Beenden und installieren' }).click()
    await ended
  })
  const [first, second] = server.programRequests()
  expect(first?.headers.range).toBeUndefined()
  expect(second?.headers.range).toMatch(/^bytes=[1-9]\d*-$/)
  expect(readFileSync(file).equals(versions.content('0.2.0'))).toBe(true)
})

test('an older version is no update, and an old channel file that is put back is refused', async () => {
  const publish = (version: string, signedAt: string): void => {
    server.publish({ version, content: versions.content(version), key: versions.key, signedAt })
  }
  await running(async ({ page, card }) => {
    await set(page, {})
    publish('0.0.9', '2026-05-06T00:00:00.000Z')
    await check(card)
    await expect(chip(card)).toHaveText('Aktuell')
    publish('0.2.0', '2026-05-05T00:00:00.000Z')
    await check(card)
    await expect(card.getByRole('alert')).toContainText('latest-linux.yml ist älter als die Datei')
  })
  expect(server.programRequests()).toEqual([])
})

test('a staged roll-out of 0 % reaches nobody and says so, one of 100 % everybody', async () => {
  const publish = (stagingPercentage: number): void => {
    server.publish({
      version: '0.2.0',
      content: versions.content('0.2.0'),
      key: versions.key,
      stagingPercentage,
    })
  }
  await running(async ({ page, card }) => {
    await set(page, {})
    publish(0)
    await check(card)
    await expect(chip(card)).toHaveText('Neue Version, noch nicht für diesen Computer')
    expect(server.programRequests()).toEqual([])
    publish(100)
    await check(card)
    await expect(chip(card)).toHaveText('Version 0.2.0 ist bereit')
  })
})

test('each channel has its own versions', async () => {
  server.publish({ version: '0.1.0', content: versions.content('0.1.0'), key: versions.key })
  server.publish({
    version: '0.2.0-beta.1',
    content: versions.content('0.2.0'),
    key: versions.key,
    channel: 'beta',
  })
  await running(async ({ page, card }) => {
    await set(page, { mode: 'notify' })
    await check(card)
    await expect(chip(card)).toHaveText('Aktuell')
    await card.getByRole('combobox', { name: 'Kanal' }).click()
    await page.getByRole('option', { name: 'Beta' }).click()
    await expect(card.getByText('Gespeichert')).toBeVisible()
    await check(card)
    await expect(chip(card)).toHaveText('Version 0.2.0-beta.1 ist da')
    expect(server.programRequests()).toEqual([])
  })
})

test('turned off, the server hears nothing, not even at the start; told to look, it is asked without a click', async () => {
  good()
  await running(async ({ page, card }) => {
    await set(page, { mode: 'off' })
    await expect(chip(card)).toHaveText('Ausgeschaltet')
    await expect(card.getByRole('button', { name: 'Jetzt suchen' })).toBeHidden()
    await expect.poll(log).toMatch(/updateNotChecked.*"off"/)
    await page.evaluate(() => window.api.updates.check())
  })
  await running(async ({ page, card }) => {
    await expect.poll(() => log().match(/updateNotChecked/g)?.length).toBe(2)
    expect(server.requests).toEqual([])
    await set(page, { mode: 'notify' })
    await expect(chip(card)).toHaveText('Version 0.2.0 ist da')
    expect(server.programRequests()).toEqual([])
  })
})

test('the card of updates is usable in every look', async () => {
  good()
  await running(async ({ page, card }) => {
    await card.scrollIntoViewIfNeeded()
    await inEveryLook(page, 'updates-no-server')
    await set(page, { mode: 'notify' })
    await check(card)
    await expect(chip(card)).toHaveText('Version 0.2.0 ist da')
    await card.scrollIntoViewIfNeeded()
    await inEveryLook(page, 'updates-found')
    server.cutAfter(1_000_000)
    await card.getByRole('button', { name: 'Laden und beim Beenden installieren' }).click()
    await expect(card.getByRole('alert')).toBeVisible()
    await card.scrollIntoViewIfNeeded()
    await inEveryLook(page, 'updates-interrupted')
    await card.getByRole('button', { name: 'Laden und beim Beenden installieren' }).click()
    await expect(chip(card)).toHaveText('Version 0.2.0 ist bereit')
    await inEveryLook(page, 'updates-ready')
  })
})

/**
 * Data of strangers in the packaged application: mail that wants to run, load, send or cover something, and mail that is
 * made to exhaust its reader. A listener of our own stands for every foreign server: it must not be asked for anything.
 */
import { once } from 'node:events'
import { readFile, readdir } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { expect, test, type Page } from '@playwright/test'
import { FORBIDDEN_IN_A_MESSAGE, HTML_VECTORS } from '#test/hostile/html-vectors.ts'
import { MIME_BOMBS } from '#test/hostile/mime-bombs.ts'
import type { ExchangeServer } from '#test/exchange-server/server.ts'
import { ANNA, startExchange } from '../exchange.ts'
import { createAccount, createConnector, openData, storedEmails, syncOutcome, synchronise } from '../steps.ts'
import { withPackaged, type Packaged } from './packaged.ts'

/** A foreign server that only counts who comes, also where nothing is asked (a connection made ahead). */
async function withForeignServer(
  act: (origin: string, visits: () => number) => Promise<void>,
): Promise<void> {
  let visits = 0
  const server = createServer((socket) => {
    visits += 1
    socket.end('HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  try {
    await fetch(origin)
    expect(visits, 'the counter counts').toBe(1)
    visits = 0
    await act(origin, () => visits)
  } finally {
    server.close()
  }
}

async function withMail(
  fill: (server: ExchangeServer) => Promise<void>,
  act: (application: Packaged) => Promise<void>,
): Promise<void> {
  const server = await startExchange(0)
  try {
    await fill(server)
    await withPackaged({}, async (application) => {
      const { page } = application
      await createConnector(page, { name: 'Contoso', url: server.url })
      await createAccount(page, ANNA)
      await synchronise(page, ANNA.mailbox)
      await syncOutcome(page, ANNA.mailbox, 'Erfolgreich')
      await openData(page)
      await act(application)
    })
  } finally {
    await server.stop()
  }
}

function htmlMail(subject: string, html: string, from = 'Mallory <mallory@evil.example>'): Buffer {
  const head = [`From: ${from}`, 'To: anna.meier@contoso.example', `Subject: ${subject}`, 'MIME-Version: 1.0']
  return Buffer.from([...head, 'Content-Type: text/html; charset=utf-8', '', html].join('\r\n'), 'utf8')
}

const article = (page: Page) => page.getByRole('article')

/** Looked for, since a list holds only the rows that are seen. */
async function openMail(page: Page, subject: string): Promise<void> {
  await page.getByRole('searchbox', { name: 'Betreff oder Person suchen' }).fill(subject)
  await page.getByRole('grid', { name: 'E-Mails' }).getByText(subject, { exact: true }).click()
  await expect(article(page).getByRole('heading', { name: subject })).toBeVisible()
}

test('hostile HTML mail runs nothing, loads nothing, sends nothing and covers nothing', async () => {
  test.setTimeout(120_000)
  await withForeignServer(async (evil, visits) => {
    const groups = Array.from({ length: Math.ceil(HTML_VECTORS.length / 10) }, (_, group) =>
      HTML_VECTORS.slice(group * 10, group * 10 + 10),
    )
    const fill = async (server: ExchangeServer): Promise<void> => {
      const mailbox = server.mailbox(ANNA.mailbox)
      for (const [index, group] of groups.entries()) {
        const html = `<p>Anfang ${index}</p>${group.map(([, vector]) => `<div>${vector(evil)}</div>`).join('')}`
        await mailbox.addMessage(htmlMail(`Gruppe ${index}`, html), { folder: 'inbox' })
      }
      for (const [name, vector] of HTML_VECTORS) {
        await mailbox.addMessage(htmlMail(`Einzeln: ${name}`, `<p>Anfang</p>${vector(evil)}`), {
          folder: 'drafts',
        })
      }
    }
    await withMail(fill, async ({ page }) => {
      const requested: string[] = []
      page.on('request', (request) => requested.push(request.url()))
      await page.getByRole('navigation', { name: 'Ordner' }).getByText('Posteingang', { exact: true }).click()
      for (const index of groups.keys()) {
        await openMail(page, `Gruppe ${index}`)
        const message = article(page).frameLocator('iframe')
        await expect(message.getByText(`Anfang ${index}`)).toBeVisible()
        await expect(message.locator(FORBIDDEN_IN_A_MESSAGE)).toHaveCount(0)
        await expectNothingCovered(page)
      }
      // Each by itself, as the parser of the browser takes what the sanitiser has left.
      const wrong = await page.evaluate(async (forbidden) => {
        const found: string[] = []
        const accounts = await window.api.primeAccounts.list()
        if (!accounts.ok) throw new Error(accounts.error.code)
        for (const { id } of accounts.value) {
          const list = await window.api.data.listEmails({ primeEmailAccountId: id, offset: 0, limit: 500 })
          if (!list.ok) throw new Error(list.error.code)
          for (const email of list.value.emails) {
            const opened = await window.api.data.openEmail({ id: email.id })
            if (!opened.ok || opened.value.body.kind !== 'html') found.push(`${email.subject}: not shown`)
            else {
              const { html } = opened.value.body
              const parsed = new DOMParser().parseFromString(html, 'text/html')
              const left = [...parsed.querySelectorAll(forbidden), ...parsed.querySelectorAll('head > *')]
              const handlers = [...parsed.querySelectorAll('*')].flatMap((element) =>
                element.getAttributeNames().filter((name) => name.startsWith('on')),
              )
              if (left.length + handlers.length > 0) found.push(`${email.subject}: ${html}`)
            }
          }
        }
        return found
      }, FORBIDDEN_IN_A_MESSAGE)
      expect(wrong).toEqual([])
      expect((await storedEmails(page)).length).toBe(groups.length + HTML_VECTORS.length)
      for (const frame of page.frames()) {
        // A frame that runs no scripts cannot be asked; that it has none is proved by its sandbox.
        if (frame === page.mainFrame()) expect(await frame.evaluate(() => 'injected' in window)).toBe(false)
      }
      await expect(article(page).locator('iframe')).toHaveAttribute('sandbox', '')
      expect(requested.filter((url) => !/^(app:\/\/bundle\/|data:|about:srcdoc)/.test(url))).toEqual([])
      expect(visits()).toBe(0)
    })
    expect(visits()).toBe(0)
  })
})

/** The navigation is where it was, can be reached by the pointer, and the message ends where its frame ends. */
async function expectNothingCovered(page: Page): Promise<void> {
  const link = page.getByRole('link', { name: 'Konnektoren' })
  await link.click({ trial: true })
  const escaped = await page.evaluate(() => {
    const frame = document.querySelector('article iframe')?.getBoundingClientRect()
    return frame === undefined || frame.right > innerWidth + 1 || frame.bottom > innerHeight + 1
  })
  expect(escaped).toBe(false)
}

test('what people are called disguises neither their address nor the subject', async () => {
  const encoded = (text: string) => `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`
  const fill = async (server: ExchangeServer): Promise<void> => {
    const mailbox = server.mailbox(ANNA.mailbox)
    const from = `${encoded('\u202Echef@contoso.example\u200B')} <mallory@evil.example>`
    await mailbox.addMessage(htmlMail(encoded('Zahlung\u202E\u2066 ok'), '<p>x</p>', from), {
      folder: 'inbox',
    })
  }
  await withMail(fill, async ({ page }) => {
    const grid = page.getByRole('grid', { name: 'E-Mails' })
    await expect(grid.getByText('chef@contoso.example <mallory@evil.example>', { exact: true })).toBeVisible()
    await openMail(page, 'Zahlung ok')
    await expect(
      article(page).locator('bdi', { hasText: /^chef@contoso\.example <mallory@evil\.example>$/ }),
    ).toBeVisible()
    expect(await article(page).innerText()).not.toMatch(/[\u200B\u202A-\u202E\u2066-\u2069]/)
  })
})

/** Some of each kind; all of them, and the largest, are tried without a server (`hostile-mail.test.ts`). */
const TRIED = [
  '10,000 attachments',
  '10,000 parts in quoted-printable',
  '1,000 messages in each other',
  '20,000 recipients',
  'HTML with 1,000,000 open elements',
  'HTML with 100,000 tables in each other',
  'HTML with 100,000 blanks in an address',
  'a character set that runs on',
]

test('mail that is made to exhaust its reader leaves window and synchronisation alive', async () => {
  test.setTimeout(180_000)
  const bombs = MIME_BOMBS.filter(({ name }) => TRIED.includes(name)).map(({ mime }) => ({ mime: mime() }))
  expect(bombs.length).toBe(TRIED.length)
  const fill = async (server: ExchangeServer): Promise<void> => {
    const mailbox = server.mailbox(ANNA.mailbox)
    for (const { mime } of bombs) await mailbox.addMessage(mime, { folder: 'inbox' })
  }
  await withMail(fill, async ({ page, program }) => {
    const before = await processIds(program.pid)
    const stored = await storedEmails(page)
    expect(stored.length).toBe(bombs.length)
    // The test server cannot take apart all of them; what it has no subject for is opened last.
    for (const { subject } of stored.filter((email) => email.subject !== '')) {
      await openMail(page, subject)
      await expect(article(page).getByRole('progressbar')).toHaveCount(0)
    }
    await openMail(page, 'HTML with 1,000,000 open elements')
    await expect(article(page).getByText(/ungewöhnlich tief verschachtelt/)).toBeVisible()
    await openMail(page, '20,000 recipients')
    await expect(article(page).getByText(/und 19\D?950 weitere Personen/)).toBeVisible()
    // All processes of before are there: none died and was started again. A sandboxed frame has one of its own.
    const after = await processIds(program.pid)
    expect(after).toEqual(expect.arrayContaining(before))
    const peaks = await Promise.all(after.map(peakMegabytes))
    expect(Math.max(...peaks), `${peaks.join(', ')} MB`).toBeLessThan(1_000)
    await page.getByRole('link', { name: 'Konnektoren' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Konnektoren' })).toBeVisible()
  })
})

/** The program and all that it has started, from the system. */
async function processIds(root: number | undefined): Promise<number[]> {
  const all = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number)
  const parents = new Map<number, number>()
  for (const id of all) {
    const status = await readFile(`/proc/${id}/status`, 'utf8').catch(() => '')
    parents.set(id, Number(/^PPid:\s+(\d+)/m.exec(status)?.[1] ?? 0))
  }
  const isOurs = (id: number): boolean => id === root || (parents.has(id) && isOurs(parents.get(id) ?? 0))
  return all.filter(isOurs).sort((one, other) => one - other)
}

async function peakMegabytes(id: number): Promise<number> {
  const status = await readFile(`/proc/${id}/status`, 'utf8')
  return Math.round(Number(/^VmHWM:\s+(\d+)/m.exec(status)?.[1] ?? 0) / 1024)
}

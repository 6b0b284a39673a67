/** The screen "Daten": mail, calendar and tasks of an account, and objects that are created there for a test. */
import { readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test, type Locator, type Page } from '@playwright/test'
import { addAppointment, addTask } from '#test/exchange-server/content/arrange.ts'
import type { ExchangeServer } from '#test/exchange-server/server.ts'
import { runCli } from '#test/integration/cli/run-cli.ts'
import { withApplication, withExchange } from '../connected.ts'
import { inEveryLook, picture } from '../every-look.ts'
import { ANNA } from '../exchange.ts'
import { answerOpenDialog, answerSaveDialog, menuItem, openData, syncOutcome, synchronise } from '../steps.ts'

test.setTimeout(240_000)

/** A day of the present month that every month has. */
const MONTH = new Date().toISOString().slice(0, 7)
const dayOf = (number: number): string => `${MONTH}-${String(number).padStart(2, '0')}`

const tab = (page: Page, name: string): Locator => page.getByRole('tab', { name: new RegExp(`^${name}`) })
const emails = (page: Page): Locator => page.getByRole('grid', { name: 'E-Mails' })
const rows = (page: Page): Locator => emails(page).locator('[role="row"][data-id]')
const folder = (page: Page, name: string): Locator =>
  page.getByRole('navigation', { name: 'Ordner' }).getByRole('button', { name: new RegExp(`^${name}`) })
const event = (page: Page, name: string | RegExp): Locator =>
  page.getByRole('region', { name: /^Kalender/ }).getByRole('button', { name })

const subjects = (server: ExchangeServer, name: string): string[] =>
  server
    .mailbox(ANNA.mailbox)
    .items(name)
    .map(({ subject }) => subject)

async function newObject(page: Page, kind: string): Promise<void> {
  await page.getByRole('button', { name: 'Testobjekt anlegen' }).click()
  await menuItem(page, kind).click()
}

/** Waits for the offer that follows a change, and takes it. */
async function synchroniseNow(page: Page): Promise<void> {
  const offer = page.getByRole('status').filter({ hasText: 'Noch nicht in Exchange' })
  await offer.getByRole('button', { name: 'Jetzt synchronisieren' }).click()
  await expect(offer).toBeHidden({ timeout: 45_000 })
}

async function inSmallWindow(page: Page, name: string): Promise<void> {
  await page.setViewportSize({ width: 1024, height: 700 })
  await picture(page, name)
  await page.setViewportSize({ width: 1280, height: 800 })
}

test('without an account the way to the connectors is shown; without objects what will appear', async () => {
  await withApplication(async ({ page }) => {
    await openData(page)
    await expect(page.getByText('Noch kein Winoffice Prime Emailkonto')).toBeVisible()
    await inEveryLook(page, 'data-no-account')
    await page.getByRole('link', { name: 'Zu den Konnektoren' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Konnektoren' })).toBeVisible()
  })
})

test('mail lies in its folders, is found by subject and person, and saved with a harmless name', async () => {
  await withExchange({ content: 30, upTo: 'account' }, async ({ page, electron, server, dataFolder }) => {
    const mailbox = server.mailbox(ANNA.mailbox)
    await openData(page)
    await expect(page.getByText('Noch nichts synchronisiert')).toBeVisible()
    await inEveryLook(page, 'data-nothing')

    await mailbox.addMessage(Buffer.from(HOSTILE_MAIL), { folder: 'inbox', isRead: false })
    await mailbox.addMessage(
      { subject: 'Übersicht Lager', text: 'T' },
      { folder: 'junkemail', isRead: false },
    )
    await page.getByRole('button', { name: 'Jetzt synchronisieren' }).first().click()
    await expect(tab(page, 'E-Mails')).toHaveText('E-Mails (32)', { timeout: 45_000 })

    await folder(page, 'Spam').click()
    await expect(rows(page)).toHaveCount(1)
    await expect(folder(page, 'Spam')).toContainText('1 ungelesen')
    await folder(page, 'Entwürfe').click()
    await expect(page.getByText('Dieser Ordner enthält keine E-Mails.')).toBeVisible()
    await folder(page, 'Alle Ordner').click()

    const search = page.getByRole('searchbox', { name: 'Betreff oder Person suchen' })
    await search.fill('übersicht')
    await expect(rows(page)).toHaveCount(1)
    await expect(rows(page)).toContainText('Übersicht Lager')
    await search.fill('beat.keller rechnung')
    await expect(rows(page)).toHaveCount(1)
    await search.fill('gibt es nicht')
    await expect(page.getByText('Nichts gefunden')).toBeVisible()
    await search.fill('')
    await expect(page.getByText('1–32 von 32')).toBeVisible()

    const dates = () => rows(page).first().innerText()
    const newest = await dates()
    await page.getByRole('combobox', { name: 'Reihenfolge' }).click()
    await page.getByRole('option', { name: 'Älteste zuerst' }).click()
    await expect.poll(dates).not.toBe(newest)
    await inEveryLook(page, 'data-mail')

    await search.fill('rechnung beat')
    await expect(rows(page)).toHaveCount(1)
    await rows(page).first().getByRole('gridcell').first().click()
    await page.keyboard.press('Enter')
    const pane = page.getByRole('article', { name: 'Rechnung Dezember' })
    await expect(pane).toBeVisible()
    await expect(pane.getByTestId('item-place')).toContainText('In Exchange, zuletzt abgeglichen')
    await inEveryLook(page, 'data-email')
    await inSmallWindow(page, 'data-email-small')

    const suggested = await saveDialogThatTells(electron, dataFolder)
    await pane.getByRole('button', { name: /^Speichern: \.\.\/\.\.\/Rechnungfdp\.exe · / }).click()
    await expect(page.getByText('Gespeichert unter')).toBeVisible()
    expect(await suggested()).toBe('_.._Rechnungfdp.exe')
    expect(await readFile(path.join(dataFolder, '_.._Rechnungfdp.exe'), 'utf8')).toBe('harmlos')
    await pane.getByRole('button', { name: 'Als .eml speichern' }).click()
    await expect.poll(suggested).toBe('Rechnung Dezember.eml')
    await expect.poll(() => textOf(path.join(dataFolder, 'Rechnung Dezember.eml'))).toBe(HOSTILE_MAIL)
    await pane.getByRole('button', { name: 'E-Mail schliessen' }).click()
    await expect(pane).toBeHidden()

    await answerOpenDialog(electron, dataFolder)
    await page.getByRole('button', { name: 'Mehr zum Emailkonto' }).click()
    await menuItem(page, 'Alles exportieren \\(.eml, .ics\\)').click()
    await expect(page.getByText(/^32 Dateien gespeichert in /)).toBeVisible({ timeout: 30_000 })
    const exported = path.join(dataFolder, ANNA.primeAddress)
    expect((await readdir(exported)).sort()).toEqual(['inbox', 'junk'])
    expect(await readdir(path.join(exported, 'junk'))).toEqual(['Übersicht Lager.eml'])
  })
})

test('month and week show appointments, a series with its exception, meetings and absences', async () => {
  await withExchange({ content: 1, upTo: 'account' }, async ({ page, electron, server, dataFolder }) => {
    const mailbox = server.mailbox(ANNA.mailbox)
    const zone = { timeZone: 'W. Europe Standard Time' }
    await addAppointment(mailbox, {
      ...{ subject: 'Messe', start: `${dayOf(10)}T00:00:00`, end: `${dayOf(12)}T00:00:00`, isAllDay: true },
      ...zone,
    })
    await addAppointment(mailbox, {
      ...{ subject: 'Werkvertrag', start: `${dayOf(12)}T14:00:00`, end: `${dayOf(12)}T15:00:00`, ...zone },
      ...{ attendees: ['beat.keller@contoso.example'], location: 'Sitzungszimmer' },
    })
    await addTask(mailbox, {
      subject: 'Inventar',
      dueDate: dayOf(3),
      status: 'InProgress',
      percentComplete: 40,
    })
    await addTask(mailbox, { subject: 'Abgelegt', status: 'Completed', percentComplete: 100 })
    const record = path.join(dataFolder, 'series.json')
    await writeFile(record, JSON.stringify(SERIES))
    const made = await runCli([
      ...['prime', 'create', 'appointment', '--account', ANNA.primeAddress, '--record', record],
      ...['--data', dataFolder],
    ])
    expect(made).toMatchObject({ code: 0, errors: '' })
    const absence = ['--subject', 'Ferien', '--start', dayOf(20), '--all-day', '--data', dataFolder]
    await runCli(['prime', 'create', 'absence', '--account', ANNA.primeAddress, ...absence])
    await synchronise(page, ANNA.mailbox)
    await syncOutcome(page, ANNA.mailbox, 'Erfolgreich')

    await openData(page)
    await tab(page, 'Kalender').click()
    await expect(event(page, /^Messe \(Ganztägig\)$/)).toBeVisible({ timeout: 20_000 })
    await expect(event(page, /Werkvertrag \(bis .*Sitzungszimmer, Besprechung\)$/)).toBeVisible()
    await expect(event(page, /^08:00 Tagesrapport \(bis 08:15, Serie\)$/)).toHaveCount(3)
    await expect(
      event(page, /^15:00 Tagesrapport verschoben \(.*, Serie, dieses Vorkommen ist geändert\)$/),
    ).toHaveCount(1)
    await expect(event(page, 'Ferien (Ganztägig, Abwesenheit, wird nie exportiert)')).toBeVisible()
    await expect(page.getByText('Zeiten in der Zone von Winoffice Prime')).toBeVisible()
    await inEveryLook(page, 'data-month')
    await inSmallWindow(page, 'data-month-small')

    // By the keyboard alone: to the event, its detail, and back.
    await event(page, /Werkvertrag/).focus()
    await page.keyboard.press('Enter')
    const detail = page.getByRole('dialog', { name: 'Werkvertrag' })
    await expect(detail.getByRole('list', { name: 'Teilnehmer' })).toContainText('keine Antwort')
    await expect(detail.getByTestId('item-place')).toHaveAttribute('data-state', 'synchronised')
    await inEveryLook(page, 'data-meeting')
    await page.keyboard.press('Escape')
    await expect(detail).toBeHidden()

    await event(page, /Tagesrapport verschoben/).click()
    const changed = page.getByRole('dialog', { name: 'Tagesrapport verschoben' })
    await expect(changed).toContainText('täglich, 5-mal · 1 geändertes Vorkommen · 1 gelöschtes Vorkommen')
    await expect(changed).toContainText('Serie, dieses Vorkommen ist geändert')
    await inEveryLook(page, 'data-occurrence')
    const suggested = await saveDialogThatTells(electron, dataFolder)
    await changed.getByRole('button', { name: 'Als .ics speichern' }).click()
    await expect.poll(suggested).toBe('Tagesrapport.ics')
    const ics = () => textOf(path.join(dataFolder, 'Tagesrapport.ics'))
    await expect.poll(ics).toContain('RRULE:FREQ=DAILY')
    expect(await ics()).toContain('SUMMARY:Tagesrapport verschoben')
    await changed.getByRole('button', { name: 'Schliessen' }).click()

    await page.getByRole('button', { name: 'Woche', exact: true }).click()
    await inEveryLook(page, 'data-week')
    await inSmallWindow(page, 'data-week-small')
    await page.getByRole('button', { name: 'Monat', exact: true }).click()
    await page.getByRole('button', { name: 'Vor', exact: true }).click()
    await expect(event(page, /^Messe/)).toBeHidden()
    await page.getByRole('button', { name: 'Heute' }).click()
    await event(page, /^Ferien/).click()
    const kept = page.getByRole('dialog', { name: 'Ferien' })
    await expect(kept).toContainText('Abwesenheiten aus Winoffice Prime werden nie exportiert')
    await page.keyboard.press('Escape')

    await tab(page, 'Aufgaben').click()
    const tasks = page.getByRole('grid', { name: 'Aufgaben' })
    await expect(tasks.locator('[role="row"][data-id]')).toHaveCount(2)
    await expect(tasks.getByRole('row', { name: /Inventar in Bearbeitung 40 %/ })).toBeVisible()
    await inEveryLook(page, 'data-tasks')
    await tasks.getByRole('gridcell', { name: 'Inventar' }).click()
    await expect(page.getByRole('dialog', { name: 'Inventar' })).toContainText('40 %')

    // Other screens lead to an object by its id alone.
    const messe = await page.evaluate(
      async (range) => {
        const accounts = await window.api.primeAccounts.list()
        const account = accounts.ok ? accounts.value[0] : undefined
        if (!account) return null
        const found = await window.api.data.listOccurrences({ primeEmailAccountId: account.id, range })
        const item = found.ok ? found.value.find(({ subject }) => subject === 'Messe') : undefined
        return `#/data?account=${account.id}&item=${item?.itemId ?? ''}`
      },
      { from: `${dayOf(1)}T00:00:00.000Z`, to: `${dayOf(28)}T00:00:00.000Z` },
    )
    await page.evaluate((hash) => {
      location.hash = hash ?? ''
    }, messe)
    await expect(page.getByRole('dialog', { name: 'Messe' })).toBeVisible({ timeout: 20_000 })
    await page.keyboard.press('Escape')
    await expect(tab(page, 'Kalender')).toHaveAttribute('aria-selected', 'true')
  })
})

test('what an administrator creates, changes and deletes arrives in the mailbox', async () => {
  await withExchange({ content: 3, upTo: 'account' }, async ({ page, server }) => {
    await synchronise(page, ANNA.mailbox)
    await syncOutcome(page, ANNA.mailbox, 'Erfolgreich')
    await openData(page)

    await newObject(page, 'Termin')
    const form = page.getByRole('dialog', { name: 'Neuer Termin' })
    await form.getByRole('button', { name: 'Speichern' }).click()
    await expect(form.getByRole('textbox', { name: 'Betreff' })).toBeFocused()
    await form.getByRole('textbox', { name: 'Betreff' }).fill('Probetermin')
    await form.getByLabel('Beginn am').fill(dayOf(18))
    await form.getByLabel('Ende am').fill(dayOf(18))
    await form.getByLabel('Beginn um').fill('10:00')
    await form.getByLabel('Ende um').fill('09:00')
    await form.getByRole('button', { name: 'Speichern' }).click()
    await expect(form.getByText('Das Ende liegt vor dem Beginn.')).toBeVisible()
    await inEveryLook(page, 'data-new-appointment')
    await form.getByLabel('Ende um').fill('11:00')
    await form.getByRole('button', { name: 'Speichern' }).click()
    await expect(form).toBeHidden()
    await expect(event(page, /^10:00 Probetermin \(bis 11:00/)).toBeVisible({ timeout: 20_000 })
    await inEveryLook(page, 'data-created')
    expect(subjects(server, 'calendar')).toEqual([])
    await synchroniseNow(page)
    expect(subjects(server, 'calendar')).toEqual(['Probetermin'])

    await event(page, /Probetermin/).click()
    const detail = page.getByRole('dialog', { name: 'Probetermin', exact: true })
    await expect(detail.getByTestId('item-place')).toHaveAttribute('data-state', 'synchronised')
    await detail.getByRole('button', { name: 'Bearbeiten' }).click()
    const change = page.getByRole('dialog', { name: '«Probetermin» bearbeiten' })
    await change.getByRole('textbox', { name: 'Betreff' }).fill('Probetermin neu')
    await change.getByRole('textbox', { name: 'Ort' }).fill('Zürich')
    await change.getByRole('button', { name: 'Speichern' }).click()
    await expect(change).toBeHidden()
    const renamed = page.getByRole('dialog', { name: 'Probetermin neu' })
    await expect(renamed.getByTestId('item-place')).toHaveAttribute('data-state', 'waiting')
    await renamed.getByRole('button', { name: 'Jetzt synchronisieren' }).click()
    await expect(renamed.getByTestId('item-place')).toHaveAttribute('data-state', 'synchronised', {
      timeout: 45_000,
    })
    expect(subjects(server, 'calendar')).toEqual(['Probetermin neu'])

    await renamed.getByRole('button', { name: 'Löschen' }).click()
    const question = page.getByRole('dialog', { name: '«Probetermin neu» löschen?' })
    await inEveryLook(page, 'data-delete')
    await question.getByRole('button', { name: 'Löschen' }).click()
    await expect(renamed).toBeHidden()
    await synchroniseNow(page)
    expect(subjects(server, 'calendar')).toEqual([])
    expect(subjects(server, 'deleteditems')).toContain('Probetermin neu')

    await newObject(page, 'Besprechung')
    const meeting = page.getByRole('dialog', { name: 'Neue Besprechung' })
    await expect(meeting.getByText('Niemand bekommt eine E-Mail')).toBeVisible()
    await meeting.getByRole('textbox', { name: 'Betreff' }).fill('Probesitzung')
    await meeting.getByRole('textbox', { name: 'Teilnehmer' }).fill('beat.keller@contoso.example')
    await meeting.getByRole('combobox', { name: 'Wiederholung' }).click()
    await page.getByRole('option', { name: 'Wöchentlich' }).click()
    await inEveryLook(page, 'data-new-meeting')
    await meeting.getByRole('button', { name: 'Speichern' }).click()
    await expect(meeting).toBeHidden()

    await newObject(page, 'E-Mail-Entwurf')
    const draft = page.getByRole('dialog', { name: 'Neuer E-Mail-Entwurf' })
    await draft.getByRole('textbox', { name: 'Betreff' }).fill('Probeentwurf')
    await draft.getByRole('textbox', { name: 'An' }).fill('Beat Keller <beat.keller@contoso.example>')
    await draft.getByRole('textbox', { name: 'Text' }).fill('Guten Tag')
    await inEveryLook(page, 'data-new-email')
    await draft.getByRole('button', { name: 'Speichern' }).click()
    await expect(draft).toBeHidden()

    await newObject(page, 'Aufgabe')
    const task = page.getByRole('dialog', { name: 'Neue Aufgabe' })
    await task.getByRole('textbox', { name: 'Betreff' }).fill('Probeaufgabe')
    await task.getByLabel('Fällig').fill(dayOf(25))
    await inEveryLook(page, 'data-new-task')
    await task.getByRole('button', { name: 'Speichern' }).click()
    await expect(task).toBeHidden()
    await synchroniseNow(page)
    expect(subjects(server, 'calendar')).toEqual(['Probesitzung'])
    expect(subjects(server, 'drafts')).toEqual(['Probeentwurf'])
    expect(subjects(server, 'tasks')).toEqual(['Probeaufgabe'])
    // Nobody was written to.
    expect(subjects(server, 'sentitems')).toEqual([])

    await newObject(page, 'Abwesenheit')
    const absence = page.getByRole('dialog', { name: 'Neue Abwesenheit' })
    await expect(absence.getByText('werden nie nach Exchange exportiert')).toBeVisible()
    await absence.getByRole('textbox', { name: 'Betreff' }).fill('Probeabwesenheit')
    await absence.getByRole('button', { name: 'Speichern' }).click()
    await expect(page.getByText('«Probeabwesenheit» ist in Winoffice Prime gespeichert.')).toBeVisible()
  })
})

test('what is typed for an object is asked about on every way out; F1 and Ctrl+S work in its form', async () => {
  await withExchange({ content: 1, upTo: 'account' }, async ({ page, electron }) => {
    const question = page.getByRole('dialog', { name: 'Änderungen speichern?' })
    const quit = () =>
      electron.evaluate(({ app }) => {
        app.quit()
      })
    // As the system hands it over, which nobody can do here.
    const followLink = () =>
      electron.evaluate(({ app }) => {
        app.emit('open-url', { preventDefault: () => undefined }, 'ews-konnektor://overview')
      })
    // A window that goes into the background keeps what was typed, and asks nothing.
    await page.evaluate(() =>
      window.api.settings.save({ language: 'de', theme: 'light', background: { closeToTray: false } }),
    )
    await openData(page)
    await newObject(page, 'Termin')
    const form = page.getByRole('dialog', { name: 'Neuer Termin' })
    const subject = form.getByRole('textbox', { name: 'Betreff' })
    await subject.fill('Probetermin')
    const discard = page.getByRole('dialog', { name: 'Änderungen verwerfen?' })
    for (const leave of ['Escape', 'Abbrechen'] as const) {
      if (leave === 'Escape') await page.keyboard.press('Escape')
      else await form.getByRole('button', { name: leave }).click()
      await discard.getByRole('button', { name: 'Abbrechen' }).click()
      await expect(discard).toBeHidden()
    }
    for (const leave of [quit, followLink]) {
      await leave()
      await expect(question).toBeVisible()
      await page.keyboard.press('Escape')
      await expect(question).toBeHidden()
      await expect(subject).toHaveValue('Probetermin')
    }

    // What cannot be saved keeps the person here; what can leads on, and not to the new object.
    const end = form.getByLabel('Ende am')
    const day = await end.inputValue()
    await end.fill('2020-01-01')
    await followLink()
    await question.getByRole('button', { name: 'Speichern' }).click()
    await expect(question).toBeHidden()
    await expect(form.getByText('Das Ende liegt vor dem Beginn.')).toBeVisible()
    await end.fill(day)
    await followLink()
    await expect(question).toBeVisible()
    // Another one takes the place of the first.
    await followLink()
    await question.getByRole('button', { name: 'Speichern' }).click()
    await expect(page.getByRole('heading', { level: 1, name: 'Übersicht' })).toBeVisible()

    await openData(page)
    await expect(tab(page, 'Kalender')).toHaveText('Kalender (1)')
    await newObject(page, 'Aufgabe')
    const task = page.getByRole('dialog', { name: 'Neue Aufgabe' })
    await page.keyboard.press('F1')
    await expect(page.getByRole('heading', { name: 'Daten ansehen' })).toBeVisible()
    await page.keyboard.press('Escape')
    await task.getByRole('textbox', { name: 'Betreff' }).fill('Probeaufgabe')
    await page.keyboard.press('Control+S')
    await expect(task).toBeHidden()
    await page.getByRole('gridcell', { name: 'Probeaufgabe' }).click()
    const detail = page.getByRole('dialog', { name: 'Probeaufgabe', exact: true })
    await detail.getByRole('button', { name: 'Hilfe zu Daten' }).click()
    await expect(page.getByRole('heading', { name: 'Daten ansehen' })).toBeVisible()
    await page.keyboard.press('Escape')

    await detail.getByRole('button', { name: 'Bearbeiten' }).click()
    const change = page.getByRole('dialog', { name: '«Probeaufgabe» bearbeiten' })
    await change.getByRole('textbox', { name: 'Betreff' }).fill('Vergebens')
    // Once the form asks, it has noticed the change; nobody types and quits within the same moment.
    await page.keyboard.press('Escape')
    await discard.getByRole('button', { name: 'Abbrechen' }).click()
    await expect(discard).toBeHidden()
    const ended = electron.waitForEvent('close')
    await quit()
    await question.getByRole('button', { name: 'Verwerfen' }).click()
    await ended
  })
})

/** Of a file that is being written. */
function textOf(file: string): Promise<string> {
  return readFile(file, 'utf8').catch(() => '')
}

/** The save dialog takes whatever name is suggested, in a folder. @returns what was suggested last */
async function saveDialogThatTells(
  electron: Parameters<typeof answerSaveDialog>[0],
  into: string,
): Promise<() => Promise<string>> {
  await electron.evaluate(({ dialog }, target) => {
    dialog.showSaveDialog = (...given: unknown[]) => {
      const options = given.at(-1) as { defaultPath: string }
      const name = options.defaultPath.split('/').at(-1) ?? ''
      Object.assign(globalThis, { suggestedName: name })
      return Promise.resolve({ canceled: false, filePath: `${target}/${name}` })
    }
  }, into)
  return () =>
    electron.evaluate(() => (globalThis as unknown as { suggestedName?: string }).suggestedName ?? '')
}

/** The attachment calls itself "../../Rechnung‮fdp.exe", with a mark that shows it as "…exe.pdf". */
const HOSTILE_NAME = Buffer.from('../../Rechnung\u202Efdp.exe').toString('base64')
const HOSTILE_MAIL = [
  'From: Beat Keller <beat.keller@contoso.example>',
  'To: anna.meier@contoso.example',
  'Subject: Rechnung Dezember',
  'Date: Mon, 02 Nov 2026 09:00:00 +0100',
  'Message-ID: <rechnung@contoso.example>',
  'MIME-Version: 1.0',
  'Content-Type: multipart/mixed; boundary="grenze"',
  '',
  '--grenze',
  'Content-Type: text/plain; charset=utf-8',
  '',
  'Die Rechnung liegt bei.',
  '--grenze',
  `Content-Type: application/pdf; name="=?utf-8?B?${HOSTILE_NAME}?="`,
  `Content-Disposition: attachment; filename="=?utf-8?B?${HOSTILE_NAME}?="`,
  'Content-Transfer-Encoding: base64',
  '',
  Buffer.from('harmlos').toString('base64'),
  '--grenze--',
  '',
].join('\r\n')

const DETAILS = {
  ...{ text: '', location: '', freeBusy: 'busy', sensitivity: 'normal', importance: 'normal' },
  ...{ categories: [], reminderMinutes: null },
}
const timed = (day: number, from: string, to: string) => ({
  ...{ kind: 'timed', timeZone: 'Etc/UTC' },
  ...{ start: `${dayOf(day)}T${from}:00.000Z`, end: `${dayOf(day)}T${to}:00.000Z` },
})

/** Five days, of which one is changed and one deleted. */
const SERIES = {
  ...{ kind: 'appointment', uid: null, meeting: null, subject: 'Tagesrapport', ...DETAILS },
  times: timed(4, '08:00', '08:15'),
  series: {
    recurrence: {
      pattern: { kind: 'daily', interval: 1 },
      range: { kind: 'numbered', start: dayOf(4), count: 5 },
    },
    exceptions: [
      {
        original: `${dayOf(6)}T08:00:00.000Z`,
        details: { subject: 'Tagesrapport verschoben', ...DETAILS, times: timed(6, '15:00', '15:30') },
      },
    ],
    deleted: [`${dayOf(7)}T08:00:00.000Z`],
  },
}

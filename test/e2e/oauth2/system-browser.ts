/**
 * The browser of the system, played by a real Chromium from Debian. The application opens addresses as always; they are
 * written down for the test.
 */
import { existsSync } from 'node:fs'
import { chromium, expect, test, type Browser, type Page } from '@playwright/test'
import { openedAddresses } from '../opened-addresses.ts'

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser'].find((file) => existsSync(file))

export const CHROMIUM_MISSING = 'there is no Chromium; on Debian "apt-get install chromium" adds it'

export type SystemBrowser = {
  /** For the application under test. */
  readonly environment: Readonly<Record<string, string>>
  /** Waits until the application has opened as many addresses. @returns all of them */
  opened(count: number): Promise<readonly string[]>
  /** Shows an address in a fresh profile. */
  show(url: string): Promise<Page>
  close(): Promise<void>
}

export async function systemBrowser(): Promise<SystemBrowser> {
  test.skip(CHROMIUM === undefined, CHROMIUM_MISSING)
  const opened = await openedAddresses()
  let browser: Browser | undefined
  return {
    environment: opened.environment,
    opened: async (count) => {
      await expect.poll(async () => (await opened.addresses()).length).toBeGreaterThanOrEqual(count)
      return await opened.addresses()
    },
    show: async (url) => {
      browser ??= await chromium.launch({
        ...(CHROMIUM === undefined ? {} : { executablePath: CHROMIUM }),
        args: ['--no-sandbox'], // as root Chromium does not start otherwise
      })
      // The identity provider of the test has a private certificate; what the application accepts is not affected.
      const context = await browser.newContext({ ignoreHTTPSErrors: true })
      const page = await context.newPage()
      await page.goto(url)
      return page
    },
    close: async () => {
      await browser?.close()
      await opened.close()
    },
  }
}

/** Chooses a user on the page of the identity provider. */
export async function signInAs(page: Page, username: string): Promise<void> {
  await page.getByRole('radio', { name: new RegExp(username.replaceAll('.', '\\.')) }).check()
  await page.getByRole('button', { name: 'Sign in' }).click()
}

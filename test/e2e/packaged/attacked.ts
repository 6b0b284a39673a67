/**
 * The packaged application under attack: one start for all tests that only try what must not succeed, with a server
 * outside that counts who comes, and the browser of the system replaced by a program that writes addresses down.
 */
import { createServer, type Server } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { test as base, expect, type Page } from '@playwright/test'
import { newDataFolder, removeFolder } from '../application.ts'
import { openedAddresses, type OpenedAddresses } from '../opened-addresses.ts'
import { withPackaged, type Packaged } from './packaged.ts'

export type Outside = {
  readonly url: string
  /** Everything that connected, with the first line of what it asked for where it asked. */
  readonly visits: string[]
}

export type Attacked = Packaged & { readonly outside: Outside; readonly browser: OpenedAddresses }

/** Without a device nobody is asked whether it may be used. */
const FAKE_CAMERA = '--use-fake-device-for-media-stream'

export const test = base.extend<object, { attacked: Attacked }>({
  attacked: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads from the pattern what the fixture needs
    async ({}, use) => {
      const browser = await openedAddresses()
      // What an attack may switch on, as the start with the system, stays in there.
      const config = await newDataFolder()
      const { server, outside } = await openOutside()
      try {
        await withPackaged(
          { args: [FAKE_CAMERA], environment: { ...browser.environment, XDG_CONFIG_HOME: config } },
          async (packaged) => {
            await use({ ...packaged, outside, browser })
            // Unsaved changes that an attack made up would hold up the end.
            await packaged.page.evaluate(() => window.api.app.holdUp({ isUnsaved: false }))
          },
        )
      } finally {
        server.closeAllConnections()
        server.close()
        await browser.close()
        await removeFolder(config)
      }
    },
    { scope: 'worker' },
  ],
})

async function openOutside(): Promise<{ server: Server; outside: Outside }> {
  const visits: string[] = []
  const server = createServer((request, response) => {
    visits.push(`${request.method ?? ''} ${request.url ?? ''}`)
    response.writeHead(200, { 'content-type': 'text/html', 'access-control-allow-origin': '*' })
    response.end('<h1>outside</h1><script>window.outside = true</script>')
  })
  server.on('connection', (_socket: Socket) => visits.push('connection'))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { server, outside: { url: `http://127.0.0.1:${port}`, visits } }
}

/**
 * Nothing tells that something did not happen. What a page starts is under way after a few answers of main and
 * drawings of the window, and seen when it was not prevented.
 */
export async function letItHappen(page: Page): Promise<void> {
  // The window may just be coming back to its page.
  await expect(async () => {
    await page.evaluate(async () => {
      for (let round = 0; round < 30; round += 1) {
        await window.api.sync.current()
        await fetch('app://bundle/index.html', { cache: 'no-store' })
        await new Promise((resolve) => requestAnimationFrame(resolve))
      }
    })
  }).toPass()
}

/** The window is where it was, draws, and main answers. */
export async function expectUnharmed({ page, browser, outside }: Attacked): Promise<void> {
  await letItHappen(page)
  // Asked so, because Playwright waits for navigations that never come before it looks for elements.
  await expect.poll(() => page.url()).toMatch(/^app:\/\/bundle\/index\.html/)
  await expect.poll(() => page.evaluate(() => document.querySelector('h1') !== null)).toBe(true)
  expect(await page.evaluate(() => window.api.app.state())).toMatchObject({ ok: true })
  expect(page.context().pages()).toHaveLength(1)
  expect(await browser.addresses()).toEqual([])
  expect(outside.visits).toEqual([])
}

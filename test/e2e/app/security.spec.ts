/** The window cannot be made to do what it should not. */
import { expect, test } from '@playwright/test'
import { withApplication, withExchange } from '../connected.ts'
import { ANNA } from '../exchange.ts'
import { openData, syncOutcome, synchronise } from '../steps.ts'

test('the renderer is sandboxed, isolated, and under a strict policy with a nonce', async () => {
  await withApplication(async ({ page, electron }) => {
    const seen = await page.evaluate(async () => {
      const response = await fetch('app://bundle/index.html')
      const outside = await fetch('app://bundle/..%2fmain/index.js').then(
        (answer) => answer.status,
        () => 0,
      )
      return {
        origin: location.href,
        policy: response.headers.get('content-security-policy') ?? '',
        outside,
        require: typeof Reflect.get(globalThis, 'require'),
        process: typeof Reflect.get(globalThis, 'process'),
        api: Object.keys(window.api).sort(),
      }
    })
    expect(seen.origin).toMatch(/^app:\/\/bundle\//)
    expect(seen.policy).toContain("default-src 'none'")
    expect(seen.policy).toMatch(/style-src 'self' 'nonce-[\w+/=]{20,}'/)
    expect(seen.policy).not.toContain('unsafe')
    expect(seen.outside).toBe(404)
    expect(seen.require).toBe('undefined')
    expect(seen.process).toBe('undefined')
    expect(seen.api).not.toContain('invoke')
    const preferences = await electron.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents
      return (
        contents as unknown as { getLastWebPreferences(): Record<string, unknown> }
      ).getLastWebPreferences()
    })
    expect(preferences).toMatchObject({ sandbox: true, contextIsolation: true, nodeIntegration: false })
  })
})

test('navigation, new windows, permissions and inline scripts are denied', async () => {
  await withApplication(async ({ page, electron }) => {
    const start = page.url()
    const results = await page.evaluate(async () => {
      const opened = window.open('https://example.com/') !== null
      const script = document.createElement('script')
      script.textContent = 'window.injected = true'
      document.body.append(script)
      const permission = await navigator.permissions
        .query({ name: 'geolocation' })
        .then((status) => status.state)
        .catch(() => 'denied')
      location.href = 'https://example.com/'
      return { opened, injected: 'injected' in window, permission }
    })
    expect(results).toEqual({ opened: false, injected: false, permission: 'denied' })
    // Asked in main: Playwright itself waits for the navigation that never comes.
    const windows = await electron.evaluate(async ({ BrowserWindow }) =>
      Promise.all(
        BrowserWindow.getAllWindows().map(async ({ webContents }) => ({
          address: webContents.getURL(),
          heading: (await webContents.executeJavaScript('document.querySelector("h1") !== null')) as boolean,
        })),
      ),
    )
    expect(windows).toEqual([{ address: start, heading: true }])
  })
})

test('wrong payloads are answered with a typed error, never with undefined', async () => {
  await withApplication(async ({ page }) => {
    const answers = await page.evaluate(async () => {
      const api = window.api as unknown as Record<
        string,
        Record<string, (input?: unknown) => Promise<unknown>>
      >
      const call = (group: string, member: string, input: unknown) => api[group]?.[member]?.(input)
      return [
        await call('connectors', 'remove', { id: 'no-uuid' }),
        await call('connectors', 'remove', null),
        await call('sync', 'start', { accountIds: 'all' }),
        await call('data', 'listEmails', { offset: -1 }),
        await call('connectors', 'save', { id: null, draft: { name: 'x'.repeat(200_000) } }),
      ]
    })
    for (const answer of answers) {
      expect(answer).toMatchObject({ ok: false, error: { code: expect.stringMatching(/^(ipc|input)\./) } })
    }
  })
})

test('hostile HTML mail is shown without scripts, forms, links and remote content', async () => {
  const mime = [
    'From: Mallory <mallory@contoso.example>',
    'To: anna.meier@contoso.example',
    'Subject: Hostile',
    'MIME-Version: 1.0',
    'Content-Type: text/html; charset=utf-8',
    '',
    '<p>Harmless text</p><script>parent.injected = 1</script><img src="https://evil.example/track.png">',
    '<img src=x onerror="parent.injected = 1"><form action="https://evil.example"><input name=a></form>',
    '<a href="javascript:parent.injected=1">link</a><iframe src="https://evil.example"></iframe>',
    '<div style="background:url(https://evil.example/b.png)">styled</div>',
  ].join('\r\n')
  await withExchange({ content: 0, upTo: 'account' }, async ({ page, server }) => {
    await server.mailbox(ANNA.mailbox).addMessage(Buffer.from(mime), { folder: 'inbox' })
    const requested: string[] = []
    page.on('request', (request) => requested.push(request.url()))
    await synchronise(page, ANNA.mailbox)
    await syncOutcome(page, ANNA.mailbox, 'Erfolgreich')
    await openData(page)
    await page.getByRole('grid', { name: 'E-Mails' }).getByText('Hostile').click()
    const frame = page.getByRole('article').frameLocator('iframe')
    await expect(frame.getByText('Harmless text')).toBeVisible()
    await expect(
      frame.locator('script, form, input, iframe, a[href], [onerror], [style*="url"]'),
    ).toHaveCount(0)
    await expect(page.getByText(/nicht geladen|entfernt/)).toBeVisible()
    expect(await page.evaluate(() => 'injected' in window)).toBe(false)
    expect(requested.filter((url) => url.includes('evil.example'))).toEqual([])
  })
})

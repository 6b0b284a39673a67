/**
 * The checklist of Electron's security documentation (https://www.electronjs.org/docs/latest/tutorial/security), one
 * test an item, by what the packaged application does.
 *
 * The options of a window cannot be asked for, because the fuses forbid the debugger of main; those that Electron hands
 * to the renderer stand on its command line, the others are seen by their effect.
 */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { extractFile } from '@electron/asar'
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { expect, type Page } from '@playwright/test'
import { CHANNELS, EVENTS } from '#shared/contract/channels.ts'
import { SUBSTITUTE_VERSION } from '#resources/setup/electron-substitute.ts'
import { projectFolder } from '../application.ts'
import { expectUnharmed, letItHappen, test } from './attacked.ts'
import { PACKAGE_FOLDER, PROGRAM } from './packaged.ts'
import { rendererOf } from './processes.ts'

async function rendererArguments(main: number | undefined): Promise<string> {
  const renderer = await rendererOf(main ?? 0)
  return renderer?.commandLine ?? ''
}

/** Runs `act` on a page whose own policy is off, so that what lies behind it is seen; and puts everything back. */
async function withoutPolicy(page: Page, act: () => Promise<void>): Promise<void> {
  const session = await page.context().newCDPSession(page)
  await session.send('Page.setBypassCSP', { enabled: true })
  try {
    await page.reload()
    await act()
  } finally {
    await session.send('Page.setBypassCSP', { enabled: false })
    await page.reload()
    await session.detach()
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  }
}

test('1. Only load secure content', async ({ attacked }) => {
  const { page, outside } = attacked
  const loaded: string[] = []
  page.on('request', (request) => loaded.push(request.url()))
  await page.reload()
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  expect(loaded.length).toBeGreaterThan(3)
  expect(loaded.filter((address) => !/^(app:\/\/bundle\/|data:)/.test(address))).toEqual([])
  const tried = await page.evaluate(async (url) => {
    const image = new Image()
    const drawn = new Promise((resolve) => {
      image.onload = () => {
        resolve('loaded')
      }
      image.onerror = () => {
        resolve('refused')
      }
    })
    image.src = `${url}/image.png`
    return [await fetch(url).catch(() => 'refused'), await drawn]
  }, outside.url)
  expect(tried).toEqual(['refused', 'refused'])
  await expectUnharmed(attacked)
})

test('2. Disable the Node.js integration in all renderers that display remote content', async ({
  attacked,
}) => {
  const seen = await attacked.page.evaluate(() => {
    const names = ['require', 'process', 'module', 'Buffer', 'global', '__dirname', 'electron']
    const frame = document.createElement('iframe')
    document.body.append(frame)
    const inFrame = frame.contentWindow ?? {}
    const found = names.filter((name) => name in window || name in inFrame)
    frame.remove()
    return found
  })
  expect(seen).toEqual([])
})

test('3. Enable context isolation in all renderers', async ({ attacked }) => {
  const { page } = attacked
  const seen = await page.evaluate(async () => {
    // Whoever shared a world with the page would walk into these.
    const caught: string[] = []
    const push = Object.getOwnPropertyDescriptor(Array.prototype, 'push') ?? {}
    Object.defineProperty(Array.prototype, 'push', {
      configurable: true,
      value: function (this: unknown[], ...given: unknown[]) {
        caught[caught.length] = String(given[0])
        this[this.length] = given[0]
      },
    })
    const isFrozen = Object.values(window.api).every((group) => Object.isFrozen(group))
    const answer = await window.api.app.state()
    const stop = window.api.app.onDidChangeState(() => undefined)
    stop()
    Object.defineProperty(Array.prototype, 'push', push)
    const replaced = Reflect.set(window, 'api', {})
    const isOfThePage = window.api.app.state.constructor === Function && answer.constructor === Object
    return { caught, isFrozen, isOfThePage, replaced, isAnswered: answer.ok }
  })
  expect(seen).toEqual({ caught: [], isFrozen: true, isOfThePage: true, replaced: false, isAnswered: true })
})

test('4. Enable process sandboxing', async ({ attacked }) => {
  // The tests start as root, where Chromium demands to do without; the window asks for it nevertheless.
  expect(await rendererArguments(attacked.program.pid)).toContain('--enable-sandbox')
})

test('5. Use ses.setPermissionRequestHandler() in all sessions that load remote content', async ({
  attacked,
}) => {
  const { page } = attacked
  const asked = await page.evaluate(async () => {
    const refused = (promise: Promise<unknown>) =>
      promise.then(
        () => 'granted',
        (error: unknown) => (error instanceof Error ? error.name : String(error)),
      )
    const place = new Promise((_resolve, reject) => {
      navigator.geolocation.getCurrentPosition(_resolve, ({ code }) => {
        reject(new Error(String(code)))
      })
    })
    return {
      place: await refused(place),
      camera: await refused(navigator.mediaDevices.getUserMedia({ video: true, audio: true })),
      notification: await Notification.requestPermission(),
    }
  })
  expect(asked).toEqual({ place: 'Error', camera: 'NotAllowedError', notification: 'denied' })
})

test('6. Do not disable webSecurity', async ({ attacked }) => {
  const { page, outside } = attacked
  await withoutPolicy(page, async () => {
    const seen = await page.evaluate(async (url) => {
      const frame = document.createElement('iframe')
      frame.src = 'data:text/html,<title>other</title>'
      document.body.append(frame)
      await new Promise((resolve) => (frame.onload = resolve))
      let isReadable: boolean
      try {
        isReadable = (frame.contentWindow?.document ?? null) !== null
      } catch {
        isReadable = false
      }
      frame.remove()
      // It answers to everybody; asked with a foreign header it would have to say so first, and does not.
      const answer = await fetch(url, { headers: { 'x-foreign': '1' } }).catch(() => 'refused')
      return { isReadable, answer }
    }, outside.url)
    expect(seen).toEqual({ isReadable: false, answer: 'refused' })
  })
  outside.visits.length = 0
})

test("7. Define a Content-Security-Policy and use restrictive rules (i.e. script-src 'self')", async ({
  attacked,
}) => {
  const { page } = attacked
  const seen = await page.evaluate(async () => {
    const policies = await Promise.all(
      [0, 1].map(async () => (await fetch('app://bundle/index.html')).headers.get('content-security-policy')),
    )
    const script = document.createElement('script')
    script.textContent = 'window.injected = true'
    document.body.append(script)
    script.remove()
    const evaluated = ['eval', 'Function'].filter((name) => {
      try {
        return (Reflect.get(window, name) as (code: string) => unknown)('1') !== undefined
      } catch {
        return false
      }
    })
    return { policies, evaluated, isInjected: 'injected' in window }
  })
  const [first = '', second] = seen.policies
  expect(first).toContain("default-src 'none'")
  expect(first).toContain("script-src 'self';")
  expect(first).toMatch(/style-src 'self' 'nonce-[\w+/=]{20,}'/)
  expect(first).not.toContain('unsafe')
  expect(second).not.toBe(first)
  expect([seen.evaluated, seen.isInjected]).toEqual([[], false])
})

test('8. Do not enable allowRunningInsecureContent', async ({ attacked }) => {
  const { page } = attacked
  const session = await page.context().newCDPSession(page)
  await session.send('Network.enable')
  const failed = new Promise<string | undefined>((resolve) => {
    session.on('Network.loadingFailed', ({ blockedReason, errorText }) => {
      resolve(blockedReason ?? errorText)
    })
  })
  await page.evaluate(() => {
    const script = document.createElement('script')
    script.src = 'http://insecure.example/script.js'
    document.body.append(script)
    script.remove()
  })
  // Chromium speaks of mixed content in pages of https alone; the policy keeps out what comes from anywhere else.
  expect(await failed).toBe('csp')
  await session.detach()
  const main = extractFile(path.join(PACKAGE_FOLDER, 'resources/app.asar'), 'out/main/index.js').toString()
  expect(main).not.toContain('allowRunningInsecureContent')
})

test('9. Do not enable experimental features', async ({ attacked }) => {
  const line = await rendererArguments(attacked.program.pid)
  expect(line).toContain('--type=renderer')
  expect(line).not.toContain('--enable-experimental-web-platform-features')
})

test('10. Do not use enableBlinkFeatures', async ({ attacked }) => {
  const line = await rendererArguments(attacked.program.pid)
  expect(line).toContain('--type=renderer')
  expect(line).not.toContain('--enable-blink-features')
})

test('11. <webview>: Do not use allowpopups', async ({ attacked }) => {
  await tryWebview(attacked.page, attacked.outside.url)
  await expectUnharmed(attacked)
})

test('12. <webview>: Verify options and params', async ({ attacked }) => {
  // There is none whose options could be verified.
  expect(await tryWebview(attacked.page, 'app://bundle/index.html')).toEqual({ isKnown: false, frames: 0 })
  await expectUnharmed(attacked)
})

async function tryWebview(page: Page, address: string) {
  return await page.evaluate((src) => {
    const view = document.createElement('webview')
    for (const [name, value] of Object.entries({
      ...{ src, allowpopups: '', nodeintegration: '', disablewebsecurity: '' },
      ...{ preload: 'file:///tmp/preload.js', webpreferences: 'sandbox=no,contextIsolation=no' },
    })) {
      view.setAttribute(name, value)
    }
    document.body.append(view)
    const seen = { isKnown: 'loadURL' in view, frames: window.frames.length }
    view.remove()
    return seen
  }, address)
}

test('13. Disable or limit navigation', async ({ attacked }) => {
  const { page, outside } = attacked
  const targets = [
    ...[
      'app://bundle/nothing.html',
      'about:srcdoc',
      outside.url,
      'https://example.com/',
      'file:///etc/passwd',
      'about:blank',
      'chrome://gpu',
    ],
    ...[
      'data:text/html,<h1>data</h1>',
      'javascript:window.harmed=true',
      'app://other/index.html',
      'devtools://x',
    ],
    ...[
      'mailto:a@b.example',
      'ms-msdt:/id',
      'search-ms:query=x',
      'vscode://x',
      'view-source:app://bundle/index.html',
    ],
  ]
  for (const target of targets) {
    const attempt = page.evaluate((address) => {
      const link = document.createElement('a')
      link.href = address
      document.body.append(link)
      link.click()
      link.remove()
      const form = document.createElement('form')
      form.action = address
      document.body.append(form)
      form.submit()
      form.remove()
      setTimeout(() => {
        location.href = address
      })
    }, target)
    // An `about:` page takes this one away until it comes back.
    await attempt.catch((error: unknown) => {
      if (!target.startsWith('about:')) throw error
    })
    await letItHappen(page)
  }
  expect(await page.evaluate(() => 'harmed' in window)).toBe(false)
  await expectUnharmed(attacked)
})

test('14. Disable or limit creation of new windows', async ({ attacked }) => {
  const { page, outside } = attacked
  const opened = await page.evaluate((url) => {
    const link = document.createElement('a')
    Object.assign(link, { href: url, target: '_blank' })
    document.body.append(link)
    link.click()
    link.remove()
    const targets = [
      url,
      'app://bundle/index.html',
      'about:blank',
      '',
      'data:text/html,x',
      'mailto:a@b.example',
    ]
    return targets.map((target) => window.open(target, '_blank', 'nodeIntegration=yes,sandbox=no') === null)
  }, outside.url)
  expect(opened).toEqual(opened.map(() => true))
  await expectUnharmed(attacked)
})

test('15. Do not use shell.openExternal with untrusted content', async ({ attacked }) => {
  const { page, browser } = attacked
  const hostile = [
    ...['http://learn.microsoft.com/', 'https://learn.microsoft.com.evil.example/', 'https://evil.example/'],
    ...['https://learn.microsoft.com@evil.example/', 'https://user:secret@learn.microsoft.com/'],
    ...[
      'https://learn.microsoft.com:8443/',
      'file:///etc/passwd',
      'javascript:alert(1)',
      'ms-msdt:/id PCWDiagnostic',
    ],
    ...[
      'search-ms:query=x',
      'mailto:a@b.example',
      'smb://evil.example/share',
      '\\\\evil.example\\share',
      'calc.exe',
    ],
    ...['https:\\\\evil.example', 'https://learn.microsoft.com\\@evil.example/', '--help', '', ' '],
  ]
  const answers = await page.evaluate(
    (urls) => Promise.all(urls.map((url) => window.api.help.openPage({ url }))),
    hostile,
  )
  for (const answer of answers) expect(answer).toMatchObject({ ok: false })
  expect(await browser.addresses()).toEqual([])
})

test('16. Use a current version of Electron', async ({ attacked }) => {
  const { devDependencies } = JSON.parse(
    await readFile(path.join(projectFolder, 'package.json'), 'utf8'),
  ) as { devDependencies: { electron: string } }
  // Exactly one version, of a line that gets updates: what is released is packed with it.
  expect(devDependencies.electron).toMatch(/^(4[5-9]|[5-9]\d)\.\d+\.\d+$/)
  // Where it cannot be fetched, the tests run on a substitute, which no release contains; they say on which.
  const state = await attacked.page.evaluate(() => window.api.app.state())
  const running = /Electron ([\d.]+)/.exec(state.ok ? state.value.platform : '')?.[1]
  expect([devDependencies.electron, SUBSTITUTE_VERSION]).toContain(running)
  const description = `${devDependencies.electron} is released, ${running ?? ''} was tested`
  test.info().annotations.push({ type: 'Electron', description })
})

test('17. Validate the sender of all IPC messages', async ({ attacked }) => {
  // A frame gets no bridge at all; test/e2e/app/raw-calls.spec.ts gives it one, and main refuses.
  const bridges = await attacked.page.evaluate(async () => {
    const found: string[] = []
    const sources = [
      '',
      'about:blank',
      'app://bundle/index.html',
      'data:text/html,x',
      URL.createObjectURL(new Blob(['x'])),
    ]
    for (const source of sources) {
      const frame = document.createElement('iframe')
      frame.src = source
      document.body.append(frame)
      await new Promise((resolve) => setTimeout(resolve))
      try {
        if (frame.contentWindow && 'api' in frame.contentWindow) found.push(source)
      } catch {
        // Of another origin: out of reach.
      }
      frame.remove()
    }
    return found
  })
  expect(bridges).toEqual([])
})

test('18. Avoid usage of the file:// protocol and prefer usage of custom protocols', async ({ attacked }) => {
  const { page } = attacked
  expect(page.url()).toMatch(/^app:\/\/bundle\//)
  await withoutPolicy(page, async () => {
    const read = await page.evaluate(() => fetch('file:///etc/hostname').catch(() => 'refused'))
    expect(read).toBe('refused')
  })
})

test('19. Check which fuses you can change', async () => {
  // All of them: fuses.spec.ts proves their effect. A fuse that a new Electron brings is decided about here.
  const {
    version: _version,
    resetAdHocDarwinSignature: _signature,
    ...wire
  } = await getCurrentFuseWire(PROGRAM)
  const decided = Object.keys(FuseV1Options).filter((name) => /^\d+$/.test(name))
  expect(Object.keys(wire).filter((fuse) => !decided.includes(fuse))).toEqual([])
})

test('20. Do not expose Electron APIs to untrusted web content', async ({ attacked }) => {
  const { page } = attacked
  const seen = await page.evaluate(async () => {
    const members = Object.entries(window.api).flatMap(([group, all]) =>
      Object.keys(all).map((member) => `${group}.${member}`),
    )
    const heard: unknown[][] = []
    const listen = window.api.app.onDidChangeState as (listener: (...given: unknown[]) => void) => () => void
    const stop = listen((...given) => heard.push(given))
    const state = await window.api.app.state()
    if (state.ok) await window.api.settings.save(state.value.settings)
    stop()
    return {
      members,
      heard: heard.map((given) => given.map((one) => Object.keys(one as object).includes('sender'))),
    }
  })
  expect(seen.members.toSorted()).toEqual([...CHANNELS, ...EVENTS].toSorted())
  expect(seen.heard).toEqual([[false]])
})

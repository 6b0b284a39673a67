/** What a page that was taken over tries beyond calls: files, devices, the network, the keyboard, other programs. */
import { expect } from '@playwright/test'
import { expectUnharmed, letItHappen, test } from './attacked.ts'

test('nothing is downloaded: no link, no blob, no data', async ({ attacked }) => {
  const { page, outside } = attacked
  const downloads: string[] = []
  const session = await page.context().newCDPSession(page)
  session.on('Page.downloadWillBegin', ({ url }) => downloads.push(url))
  session.on('Page.downloadProgress', ({ state }) => downloads.push(state))
  await session.send('Page.enable')
  await page.evaluate((url) => {
    const blob = URL.createObjectURL(new Blob(['content'], { type: 'application/octet-stream' }))
    for (const href of [
      `${url}/file.exe`,
      blob,
      'data:application/octet-stream,x',
      'app://bundle/index.html',
    ]) {
      const link = document.createElement('a')
      Object.assign(link, { href, download: 'file.exe' })
      document.body.append(link)
      link.click()
      link.remove()
    }
  }, outside.url)
  await letItHappen(page)
  expect(downloads.filter((state) => state === 'completed' || state === 'inProgress')).toEqual([])
  await session.detach()
  await expectUnharmed(attacked)
})

test('files, links and pages that are dropped on the window do nothing', async ({ attacked }) => {
  const { page, outside } = attacked
  const session = await page.context().newCDPSession(page)
  const items = [
    { mimeType: 'text/uri-list', data: outside.url },
    { mimeType: 'text/uri-list', data: 'file:///etc/passwd' },
    {
      mimeType: 'text/html',
      data: '<img src=x onerror="window.dropped=1"><script>window.dropped=1</script>',
    },
  ]
  for (const item of items) {
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
      const data = { items: [item], files: ['/etc/hostname'], dragOperationsMask: 19 }
      await session.send('Input.dispatchDragEvent', { type, x: 500, y: 300, data })
    }
  }
  expect(await page.evaluate(() => 'dropped' in window)).toBe(false)
  await session.detach()
  await expectUnharmed(attacked)
})

test('every permission is denied, asked for or looked at', async ({ attacked }) => {
  const seen = await attacked.page.evaluate(async () => {
    const names = [
      ...['geolocation', 'notifications', 'camera', 'microphone', 'midi', 'persistent-storage', 'push'],
      ...['clipboard-read', 'clipboard-write', 'screen-wake-lock', 'idle-detection', 'local-fonts'],
      ...[
        'window-management',
        'storage-access',
        'background-sync',
        'display-capture',
        'accelerometer',
        'nfc',
      ],
    ]
    const states: Record<string, string> = {}
    for (const name of names) {
      const asked = navigator.permissions.query({ name: name as PermissionName })
      states[name] = await asked.then(({ state }) => state).catch((error: unknown) => (error as Error).name)
    }
    const attempts: Record<string, () => unknown> = {
      clipboard: () => navigator.clipboard.readText(),
      screen: () => navigator.mediaDevices.getDisplayMedia({ video: true }),
      camera: () => navigator.mediaDevices.getUserMedia({ video: true }),
      microphone: () => navigator.mediaDevices.getUserMedia({ audio: true }),
      midi: () => navigator.requestMIDIAccess({ sysex: true }),
      storage: async () => (await navigator.storage.persist()) || Promise.reject(new Error('not kept')),
      pointer: async () => {
        const locked = document.body.requestPointerLock() as unknown
        await locked
        if (document.pointerLockElement === null) throw new Error('not locked')
      },
      fullscreen: () => document.documentElement.requestFullscreen(),
      ...Object.fromEntries(
        ['hid', 'usb', 'serial', 'bluetooth'].map((kind) => [
          kind,
          async () => {
            const devices = Reflect.get(navigator, kind) as Record<
              string,
              ((o: object) => Promise<unknown>) | undefined
            >
            const ask = devices.requestDevice ?? devices.requestPort
            const given = await ask?.call(devices, { filters: [], acceptAllDevices: true })
            if (Array.isArray(given) && given.length === 0) throw new Error('none')
          },
        ]),
      ),
      files: async () => {
        const pick = Reflect.get(window, 'showOpenFilePicker') as (() => Promise<unknown>) | undefined
        if (!pick) throw new Error('not there')
        await pick()
      },
      fonts: async () => {
        const query = Reflect.get(window, 'queryLocalFonts') as () => Promise<unknown[]>
        if ((await query()).length === 0) throw new Error('none')
      },
    }
    const granted: string[] = []
    for (const [name, attempt] of Object.entries(attempts)) {
      // Some are not even answered.
      const patience = new Promise((_resolve, reject) => setTimeout(reject, 1_000, new Error('no answer')))
      const given = Promise.resolve().then(attempt)
      await Promise.race([given, patience]).then(
        () => granted.push(name),
        () => undefined,
      )
    }
    return { granted, states }
  })
  expect(seen.granted).toEqual([])
  for (const [name, state] of Object.entries(seen.states)) expect(state, name).not.toBe('granted')
  await expectUnharmed(attacked)
})

test('no way of the page leads onto the network', async ({ attacked }) => {
  const { page, outside } = attacked
  await page.evaluate(async (url) => {
    const socket = url.replace('http', 'ws')
    const attempts: (() => unknown)[] = [
      () => fetch(url, { mode: 'no-cors' }),
      () => navigator.sendBeacon(url, 'x'),
      () => new WebSocket(socket),
      () => new EventSource(url),
      () => {
        const request = new XMLHttpRequest()
        request.open('GET', url)
        request.send()
      },
      () => import(/* @vite-ignore */ `${url}/module.js`),
      () => new Worker(`${url}/worker.js`),
      () => new Worker(URL.createObjectURL(new Blob([`fetch(${JSON.stringify(url)})`]))),
      () => new SharedWorker(URL.createObjectURL(new Blob([`fetch(${JSON.stringify(url)})`]))),
      () => navigator.serviceWorker.register('app://bundle/assets/none.js'),
      () => new FontFace('x', `url(${url}/font.woff2)`).load(),
      () => {
        document.body.style.setProperty('background-image', `url(${url}/style.png)`)
      },
      () => new Audio(`${url}/audio.mp3`).play(),
    ]
    for (const attempt of attempts) {
      await Promise.resolve()
        .then(attempt)
        .catch(() => undefined)
    }
    const tags: [string, Record<string, string>][] = [
      ['img', { src: `${url}/i.png` }],
      ['iframe', { src: url }],
      ['object', { data: url }],
      ['embed', { src: url }],
      ['video', { src: url, autoplay: '' }],
      ['script', { src: `${url}/s.js` }],
      ['link', { rel: 'stylesheet', href: `${url}/s.css` }],
      ...[
        'prefetch',
        'preload',
        'prerender',
        'preconnect',
        'dns-prefetch',
        'modulepreload',
        'icon',
        'manifest',
      ].map((rel): [string, Record<string, string>] => [
        'link',
        { rel, href: `${url}/${rel}`, as: 'script' },
      ]),
      ['a', { ping: url, href: '#/overview' }],
    ]
    const added = tags.map(([name, attributes]) => {
      const element = document.createElement(name)
      for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value)
      document.head.append(element)
      if (name === 'a') element.click()
      return element
    })
    const peer = new RTCPeerConnection({ iceServers: [{ urls: `stun:${new URL(url).host}` }] })
    peer.createDataChannel('x')
    await peer.setLocalDescription(await peer.createOffer())
    await new Promise((resolve) => setTimeout(resolve, 500))
    peer.close()
    for (const element of added) element.remove()
    document.body.style.removeProperty('background-image')
  }, outside.url)
  await expectUnharmed(attacked)
})

test('the keyboard opens no tools of Chromium, and neither reloads nor zooms the page away', async ({
  attacked,
}) => {
  const { page } = attacked
  await page.evaluate(() => Object.assign(window, { stayed: true }))
  for (const keys of [
    'Control+Shift+I',
    'Control+Shift+J',
    'F12',
    'Control+R',
    'Control+Shift+R',
    'Control+U',
  ])
    await page.keyboard.press(keys)
  await letItHappen(page)
  expect(await page.evaluate(() => 'stayed' in window)).toBe(true)
  await expectUnharmed(attacked)
})

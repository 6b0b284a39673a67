/** `app://bundle` serves the files of the window, and nothing else, whatever is asked for. */
import { expect, type Page } from '@playwright/test'
import { expectUnharmed, test } from './attacked.ts'

type Served = { address: string; status: number; headers: Record<string, string>; text: string }

async function ask(page: Page, addresses: readonly string[], init: RequestInit = {}): Promise<Served[]> {
  return await page.evaluate(
    async ([list, options]) => {
      const served: Served[] = []
      for (const address of list) {
        try {
          const answer = await fetch(address, options)
          const headers = Object.fromEntries(answer.headers.entries())
          served.push({ address, status: answer.status, headers, text: (await answer.text()).slice(0, 200) })
        } catch {
          served.push({ address, status: 0, headers: {}, text: '' })
        }
      }
      return served
    },
    [addresses, init] as const,
  )
}

const UP = [
  '..',
  '%2e%2e',
  '%2E.',
  '.%2e',
  '..%00',
  '..;',
  '%252e%252e',
  '%c0%ae%c0%ae',
  '．．',
  '..%ff',
  '....',
]
const SLASHES = ['/', '%2f', '%5c', '\\', '%252f', '//', '%c0%af']

test('no spelling of a path leads out of the folder', async ({ attacked }) => {
  const { page } = attacked
  const addresses = UP.flatMap((up) =>
    SLASHES.flatMap((slash) => [
      `app://bundle/${up}${slash}main/index.js`,
      `app://bundle/assets/${up}${slash}${up}${slash}main${slash}index.js`,
      `app://bundle/${Array.from({ length: 12 }, () => up).join(slash)}${slash}etc${slash}passwd`,
    ]),
  )
  const absolute = [
    ...[
      '/etc/passwd',
      '%2fetc%2fpasswd',
      '/file:///etc/passwd',
      '/C:/Windows/win.ini',
      '/C:%5cWindows%5cwin.ini',
    ],
    ...[
      '//evil.example/x.js',
      '/proc/self/environ',
      '/~/.bashrc',
      '/index.html%00.png',
      `/${'a'.repeat(50_000)}.js`,
    ],
    ...[
      '',
      '/',
      '/assets',
      '/assets/',
      '/.',
      '/../package.json',
      '/../main/index.js',
      '/../preload/index.cjs',
    ],
  ].map((path) => `app://bundle/${path}`)
  const served = await ask(page, [...addresses, ...absolute])
  expect(served.filter(({ status }) => status !== 404 && status !== 0)).toEqual([])
  expect(served.filter(({ text }) => text !== '')).toEqual([])
  await expectUnharmed(attacked)
})

test('no other host or scheme is served', async ({ attacked }) => {
  const served = await ask(attacked.page, [
    // A port or a user before the host is none of this scheme: Chromium leaves it out before it asks.
    ...['app://other/index.html', 'app://user:secret@other/index.html', 'app://bundle@other:80/index.html'],
    ...['app://bundle.evil.example/index.html', 'app:///index.html', 'app://BUNDLE@evil/index.html'],
    ...['file:///etc/hostname', 'blob:app://bundle/x', 'filesystem:app://bundle/x', 'chrome://version/'],
  ])
  expect(served.filter(({ status }) => status === 200)).toEqual([])
  await expectUnharmed(attacked)
})

test('only reading is answered, a file always whole, with its type and the headers that protect it', async ({
  attacked,
}) => {
  const { page } = attacked
  for (const method of ['POST', 'PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS']) {
    const [refused] = await ask(page, ['app://bundle/index.html'], { method })
    expect([method, refused?.status, refused?.text]).toEqual([method, 405, ''])
  }
  const script = await page.evaluate(() => document.querySelector('script')?.src ?? '')
  const answers = await ask(page, ['app://bundle/index.html', script, 'app://bundle/none.js'], {
    headers: { range: 'bytes=0-3' },
  })
  expect(answers.map(({ status, headers }) => [status, headers['content-type']])).toEqual([
    [200, 'text/html; charset=utf-8'],
    [200, 'text/javascript; charset=utf-8'],
    [404, 'text/plain; charset=utf-8'],
  ])
  for (const { headers } of answers) {
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    })
    expect(headers['content-security-policy']).toContain("default-src 'none'")
  }
})

/**
 * `app://bundle/…`: the renderer's files, and nothing else, over a scheme of our own instead of `file://`. Every
 * document gets a strict Content-Security-Policy with a fresh nonce for the styles that Emotion inserts.
 */
import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { protocol, type Session } from 'electron'
import { containedRealFile } from './contained-file.ts'
import { contentSecurityPolicy } from './content-security-policy.ts'

const SCHEME = 'app'
const HOST = 'bundle'
export const APP_ORIGIN = `${SCHEME}://${HOST}`
export const APP_START = `${APP_ORIGIN}/index.html`

/** Replaced in `index.html` when it is served. */
const NONCE_PLACEHOLDER = '__CSP_NONCE__'

/** What a build of the renderer consists of. */
const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
}

/** On every answer, those that refuse included. */
const COMMON_HEADERS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
} as const

/** Once, and before the application is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ])
}

export function serveApp(session: Session, rendererFolder: string): void {
  session.protocol.handle(SCHEME, async (request) => {
    if (request.method !== 'GET') return refusal(405)
    const { host, pathname } = new URL(request.url)
    if (host !== HOST) return refusal(404)
    const type = CONTENT_TYPES[path.extname(pathname)]
    const file = await containedRealFile(rendererFolder, pathname)
    const content = type === undefined || file === null ? null : await readFile(file).catch(() => null)
    if (type === undefined || content === null) return refusal(404)
    return type.startsWith('text/html') ? page(content, type) : answer(new Uint8Array(content), 200, type)
  })
}

function page(content: Buffer, type: string): Response {
  const nonce = randomBytes(16).toString('base64')
  const text = content.toString('utf8').replaceAll(NONCE_PLACEHOLDER, nonce)
  return answer(text, 200, type, {
    policy: contentSecurityPolicy(nonce),
    headers: { 'cache-control': 'no-store' },
  })
}

function refusal(status: 404 | 405): Response {
  return answer('', status, 'text/plain; charset=utf-8')
}

/** What is no page of ours may, shown as one, load and do nothing. */
const NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox"

function answer(
  body: string | Uint8Array<ArrayBuffer>,
  status: number,
  type: string,
  { policy = NOTHING, headers = {} }: { policy?: string; headers?: Record<string, string> } = {},
): Response {
  return new Response(body, {
    status,
    headers: { ...COMMON_HEADERS, 'content-type': type, 'content-security-policy': policy, ...headers },
  })
}

/**
 * `app://bundle/…`: the renderer's files, and nothing else, over a scheme of our own instead of `file://`. Every
 * document gets a strict Content-Security-Policy with a fresh nonce for the styles that Emotion inserts.
 */
import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { protocol, type Session } from 'electron'
import { containedFile } from './contained-file.ts'
import { contentSecurityPolicy } from './content-security-policy.ts'

const SCHEME = 'app'
const HOST = 'bundle'
export const APP_ORIGIN = `${SCHEME}://${HOST}`
export const APP_START = `${APP_ORIGIN}/index.html`

/** Replaced in `index.html` when it is served. */
const NONCE_PLACEHOLDER = '__CSP_NONCE__'

/** Once, and before the application is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ])
}

export function serveApp(session: Session, rendererFolder: string): void {
  session.protocol.handle(SCHEME, async (request) => {
    const url = new URL(request.url)
    const file = containedFile(rendererFolder, url.pathname)
    if (url.host !== HOST || file === null) return notFound()
    return path.extname(file) === '.html' ? await page(file) : await asset(file)
  })
}

async function page(file: string): Promise<Response> {
  const nonce = randomBytes(16).toString('base64')
  return await respond(file, (content) => ({
    body: content.toString('utf8').replaceAll(NONCE_PLACEHOLDER, nonce),
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': contentSecurityPolicy(nonce),
      'cache-control': 'no-store',
    },
  }))
}

/** What a build of the renderer consists of. */
const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
}

async function asset(file: string): Promise<Response> {
  const type = CONTENT_TYPES[path.extname(file)]
  if (type === undefined) return notFound()
  return await respond(file, (content) => ({
    body: new Uint8Array(content),
    headers: { 'content-type': type },
  }))
}

async function respond(
  file: string,
  answer: (content: Buffer) => { body: string | Uint8Array<ArrayBuffer>; headers: Record<string, string> },
): Promise<Response> {
  let content: Buffer
  try {
    content = await readFile(file)
  } catch {
    return notFound()
  }
  const { body, headers } = answer(content)
  return new Response(body, { headers: { ...headers, 'x-content-type-options': 'nosniff' } })
}

function notFound(): Response {
  return new Response('Not found', { status: 404 })
}

/**
 * The way through a proxy, a setting of the application: as the system says, none, by a PAC script, or one server.
 *
 * The password of the server is a secret of the vault (`PROXY_SECRET`) and never part of this value. This machine
 * itself is never reached through a proxy.
 */
import { z } from 'zod'
import { failure, ok, type Result } from '../result.ts'
import { fieldError, code } from './validation.ts'

export const proxySchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('system') }),
  z.object({ kind: z.literal('none') }),
  z.object({
    kind: z.literal('pac'),
    url: z.url({ protocol: /^(https?|file)$/, error: code('url.invalid') }),
  }),
  z.object({
    kind: z.literal('server'),
    host: z.string().regex(/^[^\s/:@]+$|^\[[0-9a-f:.]+\]$/i, code('field.invalid')),
    port: z.number().int().min(1).max(65_535),
    /** Empty: the proxy asks for no sign-in. */
    userName: z.string(),
  }),
])
export type Proxy = z.infer<typeof proxySchema>

export const SYSTEM_PROXY: Proxy = { kind: 'system' }

/** The name of the proxy's password in the vault. */
export const PROXY_SECRET = 'proxy'

const DEFAULT_PORT = 8080 // what most proxies listen on, and what Windows fills in

/**
 * As it is said in an environment variable or an option: `system`, `none`, `pac:https://company.com/proxy.pac` or
 * `[http://][user@]host[:port]`. A password in it is refused: it would be visible to every user of the machine.
 */
export function parseProxy(text: string): Result<Proxy> {
  const trimmed = text.trim()
  if (trimmed === 'system' || trimmed === 'none') return ok({ kind: trimmed })
  if (trimmed.startsWith('pac:')) return checked({ kind: 'pac', url: trimmed.slice('pac:'.length) })
  const address = trimmed.includes('://') ? trimmed : `http://${trimmed}`
  if (!URL.canParse(address)) return failure(fieldError('proxy', 'field.invalid'))
  const { protocol, hostname, port, username, password, pathname } = new URL(address)
  if (password !== '') return failure(fieldError('proxy', 'url.has-credentials'))
  if (protocol !== 'http:' || pathname !== '/') return failure(fieldError('proxy', 'field.invalid'))
  // `URL` drops the port that belongs to the scheme.
  const usual = address.endsWith(':80') ? 80 : DEFAULT_PORT
  return checked({
    kind: 'server',
    host: hostname,
    port: port === '' ? usual : Number(port),
    userName: decodeURIComponent(username),
  })
}

function checked(proxy: Proxy): Result<Proxy> {
  const parsed = proxySchema.safeParse(proxy)
  return parsed.success ? ok(parsed.data) : failure(fieldError('proxy', 'field.invalid'))
}

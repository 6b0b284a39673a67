/**
 * Cookies as a layer over any transport: Exchange's load balancers bind a client to a back end with them
 * (`X-BackEndCookie`, `exchangecookie`), and without them each call may meet another, colder server.
 *
 * Deliberately small: in memory, one jar per client, bound to the exact host and port that set the cookie.
 * `Domain` is ignored (a cookie never leaves its host) and `Path` too (a client has one path). Rejected: a
 * library for browsers' rules (public suffixes, third parties), none of which apply here.
 */
import type { Transport } from './transport.ts'

const MAXIMUM_COOKIES = 50 // per host, as RFC 6265, section 6.1 asks of browsers; a server cannot fill memory

type Cookie = { readonly value: string; readonly expiresAt: number }

export class CookieJar {
  readonly #hosts = new Map<string, Map<string, Cookie>>()

  /** Takes in what a server set; an expired cookie deletes. */
  store(url: string, setCookies: readonly string[], now = Date.now()): void {
    const { host } = new URL(url)
    const cookies = this.#hosts.get(host) ?? new Map<string, Cookie>()
    this.#hosts.set(host, cookies)
    for (const line of setCookies) {
      const [pair = '', ...attributes] = line.split(';')
      const equals = pair.indexOf('=')
      if (equals <= 0) continue
      const name = pair.slice(0, equals).trim()
      const expiresAt = expiry(attributes, now)
      cookies.delete(name)
      if (expiresAt > now) cookies.set(name, { value: pair.slice(equals + 1).trim(), expiresAt })
      const oldest = cookies.keys().next()
      if (cookies.size > MAXIMUM_COOKIES && !oldest.done) cookies.delete(oldest.value)
    }
  }

  /** The value of the `Cookie` header, or `null` when there is nothing to send. */
  header(url: string, now = Date.now()): string | null {
    const cookies = [...(this.#hosts.get(new URL(url).host) ?? [])].filter(
      ([, { expiresAt }]) => expiresAt > now,
    )
    return cookies.length === 0 ? null : cookies.map(([name, { value }]) => `${name}=${value}`).join('; ')
  }
}

/** Sends back what the server sets, for the life of the returned transport. */
export function withCookies(inner: Transport): Transport {
  const jar = new CookieJar()
  return {
    send: async (request) => {
      const cookie = jar.header(request.url)
      const headers = cookie === null ? request.headers : { ...request.headers, Cookie: cookie }
      const sent = await inner.send({ ...request, headers })
      if (sent.ok) jar.store(request.url, sent.value.setCookies)
      return sent
    },
    close: () => inner.close(),
  }
}

/** Milliseconds since 1970; infinite for a cookie of the session. `Max-Age` wins (RFC 6265, section 5.3). */
function expiry(attributes: readonly string[], now: number): number {
  const value = (name: string): string | undefined =>
    attributes
      .map((attribute) => attribute.trim())
      .find((attribute) => attribute.toLowerCase().startsWith(`${name}=`))
      ?.slice(name.length + 1)
  const maxAge = value('max-age')
  if (maxAge !== undefined && /^-?\d+$/.test(maxAge)) return now + Number(maxAge) * 1000
  const expires = Date.parse(value('expires') ?? '')
  return Number.isNaN(expires) ? Number.POSITIVE_INFINITY : expires
}

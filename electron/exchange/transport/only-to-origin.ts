/**
 * Binds a transport to one server. What asks for a request may be the process that parses hostile mail; it must not be
 * able to have a password sent somewhere else.
 */
import { appError } from '#shared/errors.ts'
import { failure } from '#shared/result.ts'
import type { Transport } from './transport.ts'

/** @throws when `url` is no address */
export function onlyToOrigin(inner: Transport, url: string): Transport {
  const { origin } = new URL(url)
  return {
    send: async (request) =>
      URL.canParse(request.url) && new URL(request.url).origin === origin
        ? await inner.send(request)
        : failure(appError('http.redirect', { target: request.url.slice(0, 300) })),
    close: () => inner.close(),
  }
}

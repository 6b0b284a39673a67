/**
 * The name of the host becomes addresses, with the resolver that connections use too (`getaddrinfo`:
 * hosts file, DNS, and whatever the system has beside them). Asking DNS directly could find what a connection
 * does not, and the other way round. An address in the URL passes as it is; through a proxy nothing is looked up here.
 */
import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import type { Detail } from '#shared/domain/connection-test.ts'
import { isLoopback } from '#shared/domain/exchange-url.ts'
import { appError, type AppError } from '#shared/errors.ts'
import { networkError } from '../exchange/transport/network-errors.ts'
import { nameOf } from './proxy.ts'
import { type Step, hostOf, portOf } from './step.ts'

const TIMEOUT = 15_000 // ms; the resolver of the system gives up after 5 s per server

export const nameResolution: Step = {
  id: 'name-resolution',
  timeout: TIMEOUT,
  needsAccount: false,
  run: async ({ url }, findings) => {
    const host = hostOf(url)
    const hostDetail = { name: 'host', value: host } as const
    if (findings.proxy !== null) {
      const params = { proxy: nameOf(findings.proxy) }
      return { state: 'passed', verdict: { name: 'through-proxy', params }, details: [hostDetail] }
    }
    try {
      const found = await lookup(host, { all: true, verbatim: true })
      findings.addresses = found.map(({ address, family }) => ({ address, family: family === 6 ? 6 : 4 }))
    } catch (cause) {
      return { state: 'failed', error: lookupError(cause, url), details: [hostDetail, ...reasonOf(cause)] }
    }
    const { addresses } = findings
    const details: Detail[] = [
      hostDetail,
      ...addresses.map(
        ({ address, family }) => ({ name: 'address', value: `${address} (IPv${family})` }) as const,
      ),
    ]
    const [first] = addresses
    if (!first) return { state: 'failed', error: appError('network.host-not-found', { host }), details }
    if (isHere(first.address) && isIP(host) === 0 && !isLoopback(host)) {
      const params = { host, address: first.address }
      return { state: 'warning', verdict: { name: 'name-is-this-machine', params }, details }
    }
    const params = { host, count: addresses.length }
    return { state: 'passed', verdict: { name: 'addresses-found', params }, details }
  },
}

/** A server for names that does not answer is another cause than a name that does not exist. */
export function lookupError(cause: unknown, url: URL): AppError {
  const host = hostOf(url)
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : null
  if (code === 'EAI_AGAIN') return appError('network.dns-unavailable', { host })
  return networkError(cause, {
    ...{ host, port: portOf(url) },
    timeouts: { connect: TIMEOUT, firstByte: TIMEOUT, idle: TIMEOUT },
  })
}

/** Also the address that filters of DNS give for what they do not want. */
function isHere(address: string): boolean {
  return address.startsWith('127.') || ['::1', '::', '0.0.0.0'].includes(address)
}

/** What the system said, for those who search for it. */
export function reasonOf(cause: unknown): { readonly name: 'reason'; readonly value: string }[] {
  const causes: unknown[] = cause instanceof AggregateError ? cause.errors : [cause]
  return causes.map((each) => {
    const code = typeof each === 'object' && each !== null && 'code' in each ? each.code : undefined
    const message = each instanceof Error ? each.message : String(each)
    const named = typeof code === 'string' && !message.includes(code) ? `${code}: ${message}` : message
    return { name: 'reason', value: named.slice(0, 500) }
  })
}

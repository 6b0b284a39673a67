/**
 * Step 1: the name of the host becomes addresses, with the resolver that connections use too (`getaddrinfo`:
 * hosts file, DNS, and whatever the system has beside them). Asking DNS directly could find what a connection
 * does not, and the other way round. An address in the URL passes as it is.
 */
import { lookup } from 'node:dns/promises'
import { appError } from '#shared/errors.ts'
import { networkError } from '../exchange/transport/network-errors.ts'
import { type Step, hostOf, portOf } from './step.ts'

const TIMEOUT = 10_000 // ms; the resolver of the system gives up after 5 s per server

export const nameResolution: Step = {
  id: 'name-resolution',
  timeout: TIMEOUT,
  needsAccount: false,
  run: async ({ url }, findings) => {
    const host = hostOf(url)
    const hostDetail = { name: 'host', value: host } as const
    try {
      const found = await lookup(host, { all: true, verbatim: true })
      findings.addresses = found.map(({ address, family }) => ({ address, family: family === 6 ? 6 : 4 }))
    } catch (cause) {
      const timeouts = { connect: TIMEOUT, firstByte: TIMEOUT, idle: TIMEOUT }
      const error = networkError(cause, { host, port: portOf(url), timeouts })
      return { state: 'failed', error, details: [hostDetail, ...reasonOf(cause)] }
    }
    const { addresses } = findings
    const details = [
      hostDetail,
      ...addresses.map(({ address }) => ({ name: 'address', value: address }) as const),
    ]
    if (addresses.length === 0) {
      return { state: 'failed', error: appError('network.host-not-found', { host }), details }
    }
    const params = { host, count: addresses.length }
    return { state: 'passed', verdict: { name: 'addresses-found', params }, details }
  },
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

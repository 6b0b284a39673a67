/** The DNS record `_autodiscover._tcp.DOMAIN` (RFC 2782) behind a small port, so that tests can give records. */
import { Resolver } from 'node:dns/promises'
import { type AppError, appError } from '#shared/errors.ts'
import { type Result, failure, ok } from '#shared/result.ts'
import { networkError } from '../transport/network-errors.ts'
import { hostOf } from './site.ts'

export type SrvRecord = {
  readonly name: string
  readonly port: number
  readonly priority: number
  readonly weight: number
}

/** @returns the records as they came; `sync.cancelled` when it was broken off */
export type SrvLookup = (name: string, signal: AbortSignal) => Promise<Result<readonly SrvRecord[]>>

const MAXIMUM_HOSTS = 3 // an organisation has one or two; more would only be more places for a password

/** A name server that is silent is asked twice, for 6 s in all; by itself the library would wait for more than a minute. */
const PATIENCE = { timeout: 2_000, tries: 2 }

/** The lookup of this machine. */
export const lookUpSrv: SrvLookup = async (name, signal) => {
  if (signal.aborted) return failure(appError('sync.cancelled'))
  const resolver = new Resolver(PATIENCE)
  const cancel = (): void => {
    resolver.cancel()
  }
  signal.addEventListener('abort', cancel, { once: true })
  try {
    return ok(await resolver.resolveSrv(name))
  } catch (cause) {
    return failure(dnsError(cause, name))
  } finally {
    signal.removeEventListener('abort', cancel)
  }
}

/**
 * Hosts in the order in which they are to be asked, each once: priority, then weight. RFC 2782 wants a draw among
 * equal priorities, which spreads load; here the same search should find the same answer twice.
 */
export function hostsOf(records: readonly SrvRecord[]): string[] {
  const hosts = [...records]
    .sort((one, other) => one.priority - other.priority || other.weight - one.weight)
    // A lone dot says that there is no such service. What is no name of a host could become another one in a URL.
    .filter(({ name }) => /^[a-z0-9_-][a-z0-9_.-]*$/i.test(name))
    .map(({ name, port }) => hostOf(`${name.replace(/\.$/, '')}:${port}`))
    .filter((host) => host !== null)
  return [...new Set(hosts)].slice(0, MAXIMUM_HOSTS)
}

function dnsError(cause: unknown, name: string): AppError {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
  // No record and no name are the same here; c-ares has further codes for no answer.
  if (code === 'ECANCELLED') return appError('sync.cancelled')
  if (code === 'ENODATA') return appError('network.host-not-found', { host: name })
  const timeouts = { connect: 0, firstByte: 0, idle: 0 }
  if (code === 'ETIMEOUT' || code === 'ECONNREFUSED' || code === 'ESERVFAIL' || code === 'EREFUSED') {
    return appError('network.failed', { host: name, reason: code })
  }
  return networkError(cause, { host: name, port: 53, timeouts })
}

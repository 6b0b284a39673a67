/**
 * The budget of a mailbox as Exchange's throttling policy gives it: how many requests it may have in work at once, and how many
 * of them may synchronise. Off unless a test asks for it; `EXCHANGE_LIMITS` are the limits that are seen on real servers.
 *
 * A request counts from its first byte read to the last byte of its answer, delays of other interceptors included. It is
 * charged to the mailbox that signed in, or for an application to the one that X-AnchorMailbox names. Rejected: budgets of
 * time, which Exchange has too: a test could not say beforehand when they are used up.
 */
import type { InterceptedRequest, Interceptor } from '../http/interception.ts'
import { faultAnswer } from '../misbehaviour/answers.ts'
import { exceededConnectionCount, serverBusy } from '../misbehaviour/throttling.ts'
import type { ServerVersion } from '../soap/envelope.ts'

export type ThrottlingPolicy = {
  /** More requests at once get ErrorExceededConnectionCount. Default: any number. */
  readonly maximumConnections?: number
  /** More SyncFolderItems and SyncFolderHierarchy at once get ErrorServerBusy. Default: any number. */
  readonly maximumSyncCalls?: number
  /** More subscriptions of one mailbox get ErrorExceededSubscriptionCount. Default: 20. */
  readonly maximumSubscriptions?: number
  /** What ErrorServerBusy asks a client to wait. Default: 1 s, so that no test waits long. */
  readonly backOffMilliseconds?: number
}

/** EWSMaxConcurrency of Exchange 2013 and later, the calls that it synchronises at once, EWSMaxSubscriptions. */
export const EXCHANGE_LIMITS = {
  maximumConnections: 27,
  maximumSyncCalls: 5,
  maximumSubscriptions: 20,
} as const satisfies ThrottlingPolicy

const isSyncCall = ({ operation }: InterceptedRequest): boolean =>
  operation === 'SyncFolderItems' || operation === 'SyncFolderHierarchy'

/** Counts what is in work, per mailbox. */
class Load {
  readonly #counts = new Map<string, number>()

  /** Takes a place until the request has ended; false when all are taken. */
  take(mailbox: string, limit: number, ended: AbortSignal): boolean {
    const count = this.#counts.get(mailbox) ?? 0
    if (count >= limit) return false
    this.#counts.set(mailbox, count + 1)
    ended.addEventListener('abort', () => {
      this.#counts.set(mailbox, (this.#counts.get(mailbox) ?? 1) - 1)
    })
    return true
  }
}

export function throttle(policy: ThrottlingPolicy, version: ServerVersion): Interceptor {
  const {
    maximumConnections = Number.POSITIVE_INFINITY,
    maximumSyncCalls = Number.POSITIVE_INFINITY,
    backOffMilliseconds: milliseconds,
  } = policy
  const connections = new Load()
  const syncCalls = new Load()
  return (request) => {
    const anchor = request.headers['x-anchormailbox']
    const mailbox = (request.mailbox ?? (typeof anchor === 'string' ? anchor : undefined))?.toLowerCase()
    if (!request.signedIn || mailbox === undefined || request.ended.aborted) return 'pass'
    if (!connections.take(mailbox, maximumConnections, request.ended)) {
      return faultAnswer(version, exceededConnectionCount)
    }
    if (isSyncCall(request) && !syncCalls.take(mailbox, maximumSyncCalls, request.ended)) {
      return faultAnswer(version, serverBusy(milliseconds === undefined ? {} : { milliseconds }))
    }
    return 'pass'
  }
}

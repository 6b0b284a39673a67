/** How patient the notifications are; all in milliseconds where nothing else is said. */
export type NotificationTiming = {
  /** Minutes for which one connection is asked for: below the 30 after which the server ends it by itself. */
  readonly connectionMinutes: number
  /** Silence after which a connection counts as dead. */
  readonly silence: number
  /** Wait after the first failure in a row; doubles from then on. */
  readonly firstWait: number
  readonly longestWait: number
  /** Failures in a row after which the mailboxes are polled until a connection stands again. */
  readonly failuresBeforePolling: number
  /** Wait before a refused subscription is tried again. */
  readonly afterRefusal: number
  /** Time that saying goodbye to the server may take. */
  readonly unsubscribe: number
}

export const NOTIFICATION_TIMING: NotificationTiming = {
  connectionMinutes: 28,
  silence: 135_000, // three heartbeats of Exchange, which come every 45 s
  firstWait: 1_000,
  longestWait: 300_000,
  failuresBeforePolling: 3,
  afterRefusal: 600_000,
  unsubscribe: 2_000,
}

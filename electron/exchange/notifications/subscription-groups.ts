/**
 * Which mailboxes share a connection for notifications.
 *
 * One identity may hold few connections open, but each can carry many subscriptions, if their mailboxes lie on the
 * same servers: Exchange tells by the grouping information of Autodiscover which do. The first mailbox of a group by
 * name is its anchor: all requests of the group go to the server of that one (Microsoft: "Maintain affinity between a
 * group of subscriptions and the Mailbox server"). Sorted, so that a restart makes the same groups.
 */

export const MAX_SUBSCRIPTIONS_PER_CONNECTION = 200 // Microsoft, same page; more are refused

export type GroupedMailbox = {
  /** Primary SMTP address. */
  readonly mailbox: string
  /** `GroupingInformation` of Autodiscover; mailboxes without one share no connection. */
  readonly grouping: string | null
}

export type SubscriptionGroup<M extends GroupedMailbox> = {
  /** Primary SMTP address of the mailbox to whose server all requests go. */
  readonly anchor: string
  readonly mailboxes: readonly [M, ...M[]]
}

/** @param mailboxes those of one identity on one server */
export function subscriptionGroups<M extends GroupedMailbox>(
  mailboxes: readonly M[],
  most = MAX_SUBSCRIPTIONS_PER_CONNECTION,
): SubscriptionGroup<M>[] {
  const sorted = mailboxes.toSorted((one, other) => (one.mailbox < other.mailbox ? -1 : 1))
  const open = new Map<string, M[]>()
  const groups: M[][] = []
  for (const mailbox of sorted) {
    const key = mailbox.grouping ?? ''
    const group = mailbox.grouping === null ? undefined : open.get(key)
    if (group !== undefined && group.length < most) {
      group.push(mailbox)
      continue
    }
    const started = [mailbox]
    groups.push(started)
    if (mailbox.grouping !== null) open.set(key, started)
  }
  return groups.flatMap(([first, ...rest]) =>
    first === undefined ? [] : [{ anchor: first.mailbox, mailboxes: [first, ...rest] }],
  )
}

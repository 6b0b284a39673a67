import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { subscriptionGroups } from '#electron/exchange/notifications/subscription-groups.ts'

const mailbox = (name: string, grouping: string | null = 'rack') => ({
  mailbox: `${name}@x.example`,
  grouping,
})

describe('groups of subscriptions', () => {
  it('hold mailboxes of the same servers, with the first by name as anchor', () => {
    expect(subscriptionGroups([mailbox('c'), mailbox('a'), mailbox('b', 'other')])).toEqual([
      { anchor: 'a@x.example', mailboxes: [mailbox('a'), mailbox('c')] },
      { anchor: 'b@x.example', mailboxes: [mailbox('b', 'other')] },
    ])
  })

  it('are single where the server does not tell which mailboxes lie together', () => {
    expect(subscriptionGroups([mailbox('a', null), mailbox('b', null)])).toHaveLength(2)
  })

  it('hold every mailbox once, no more than a connection carries, and are the same in any order', () => {
    const any = fc.uniqueArray(
      fc.record({ mailbox: fc.emailAddress(), grouping: fc.constantFrom('a', 'b', null) }),
      { selector: (entry) => entry.mailbox },
    )
    fc.assert(
      fc.property(any, fc.integer({ min: 1, max: 5 }), (mailboxes, most) => {
        const groups = subscriptionGroups(mailboxes, most)
        const grouped = groups.flatMap((group) => group.mailboxes)
        expect(grouped.toSorted((one, other) => (one.mailbox < other.mailbox ? -1 : 1))).toEqual(
          mailboxes.toSorted((one, other) => (one.mailbox < other.mailbox ? -1 : 1)),
        )
        for (const group of groups) {
          expect(group.mailboxes.length).toBeLessThanOrEqual(most)
          expect(new Set(group.mailboxes.map(({ grouping }) => grouping)).size).toBe(1)
          expect(group.anchor).toBe(group.mailboxes[0].mailbox)
        }
        expect(subscriptionGroups(mailboxes.toReversed(), most)).toEqual(groups)
      }),
    )
  })
})

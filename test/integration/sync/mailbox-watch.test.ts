/** Changes in watched mailboxes are noticed as they happen. */
import { afterEach, expect, it } from 'vitest'
import { MailboxWatch, type WatchedAccount } from '#electron/sync/mailbox-watch.ts'
import type { EwsAccountId } from '#shared/domain/ids.ts'
import { appError } from '#shared/errors.ts'
import { failure, ok } from '#shared/result.ts'
import { eventually } from '#test/eventually.ts'
import { startExchangeServer } from '#test/exchange-server/server.ts'
import { signedIn } from '#test/integration/node-transport.ts'

const ANNA = 'anna@contoso.example'
const BEAT = 'beat@contoso.example'
const idOf = (mailbox: string) =>
  `00000000-0000-4000-8000-00000000000${mailbox === ANNA ? 1 : 2}` as EwsAccountId

const ends: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

async function watching() {
  const server = await startExchangeServer({
    mailboxes: [ANNA, BEAT].map((address) => ({ address, password: 'x' })),
    heartbeatMilliseconds: 100,
    validate: 'requests-and-responses',
  })
  ends.push(() => server.stop())
  const changed: EwsAccountId[] = []
  const modes = new Map<EwsAccountId, string>()
  const opened: EwsAccountId[] = []
  const watch = new MailboxWatch({
    transportFor: async (id) => {
      opened.push(id)
      const userName = id === idOf(ANNA) ? ANNA : BEAT
      return ok(await signedIn(server.url, { userName, password: 'x' }))
    },
    onDidChange: (id) => changed.push(id),
    onDidChangeMode: (id, mode) => modes.set(id, mode),
    timing: { firstWait: 10, unsubscribe: 500 },
  })
  ends.push(() => watch.close())
  const account = (mailbox: string): WatchedAccount => ({
    ...{ accountId: idOf(mailbox), mailbox, access: 'own', url: server.url, userName: mailbox },
    syncedKinds: ['emails', 'calendar', 'tasks'],
  })
  return { server, watch, changed, modes, opened, account }
}

it('a new message is told for its mailbox alone', async () => {
  const { server, watch, changed, modes, account } = await watching()
  watch.watch([account(ANNA), account(BEAT)])
  await eventually(() => {
    expect([modes.get(idOf(ANNA)), modes.get(idOf(BEAT))]).toEqual(['streaming', 'streaming'])
  })
  changed.length = 0
  await server.mailbox(BEAT).addMessage({ subject: 'Neu' })
  await eventually(() => {
    expect(new Set(changed)).toEqual(new Set([idOf(BEAT)]))
  })
})

it('a mailbox that is no longer watched is asked again, and the others go on undisturbed', async () => {
  const { server, watch, changed, modes, opened, account } = await watching()
  watch.watch([account(ANNA), account(BEAT)])
  await eventually(() => {
    expect([...modes.values()]).toEqual(['streaming', 'streaming'])
  })
  watch.watch([account(ANNA)])
  expect(modes.get(idOf(BEAT))).toBe('polling')
  changed.length = 0
  await server.mailbox(BEAT).addMessage({ subject: 'Neu' })
  await server.mailbox(ANNA).addMessage({ subject: 'Neu' })
  await eventually(() => {
    expect(changed).toContain(idOf(ANNA))
  })
  expect(changed).not.toContain(idOf(BEAT))
  expect(opened.sort()).toEqual([idOf(ANNA), idOf(BEAT)])
})

it('without a way to the server nothing is watched, and closing ends', async () => {
  const modes: string[] = []
  const watch = new MailboxWatch({
    transportFor: () => Promise.resolve(failure(appError('secret.not-stored'))),
    onDidChange: () => undefined,
    onDidChangeMode: (_id, mode) => modes.push(mode),
  })
  const url = 'https://mail.firma.ch/EWS/Exchange.asmx'
  watch.watch([
    { accountId: idOf(ANNA), mailbox: ANNA, access: 'own', url, userName: ANNA, syncedKinds: ['emails'] },
  ])
  await watch.close()
  expect(modes).toEqual([])
})

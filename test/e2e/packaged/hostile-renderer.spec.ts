/** A page that was taken over calls everything that the bridge offers, with everything that it can send. */
import { expect } from '@playwright/test'
import { CHANNELS } from '#shared/contract/channels.ts'
import { CHANNEL_KEYS, sentOf, wrongOf } from '../hostile-channels.ts'
import { callHostile, type HostileAnswer } from '../hostile-payloads.ts'
import { expectUnharmed, test } from './attacked.ts'

test('every call answers every wrong payload with a result of the contract, and the application lives on', async ({
  attacked,
}) => {
  test.setTimeout(180_000)
  const { page, program } = attacked
  const answers = await page.evaluate<HostileAnswer[]>(`(async () => {
    const call = (channel, payload) => {
      const [group, member] = channel.split('.')
      return window.api[group][member](payload)
    }
    return await (${callHostile.toString()})(${JSON.stringify(CHANNEL_KEYS)}, call)
  })()`)
  expect(new Set(answers.map(({ channel }) => channel)).size).toBe(CHANNELS.length)
  const sent = sentOf(answers)
  expect(sent.length).toBeGreaterThan(CHANNELS.length * 20)
  expect(wrongOf(sent)).toEqual([])
  // Too much, or of a kind that the contract does not know, reaches no schema.
  for (const { payload, answer } of sent.filter(({ payload: name }) =>
    /^(ten megabytes|huge list|deep object)$/.test(name),
  ))
    expect(answer, payload).toMatchObject({ ok: false, error: { code: 'ipc.invalid-payload' } })
  expect(program.exitCode).toBeNull()
  await expectUnharmed(attacked)
})

test('ids that nobody gave out lead to nothing, whoever is asked for them', async ({ attacked }) => {
  const id = '00000000-0000-4000-8000-0000000000ff'
  const answers = await attacked.page.evaluate(async (foreign) => {
    const { accounts, connectors, traces, signIn, configuration, sync } = window.api
    return [
      await accounts.resume({ id: foreign }),
      await connectors.remove({ id: foreign }),
      await traces.save({ accountId: foreign }),
      await signIn.accessToken({ accountId: foreign }),
      await configuration.unlock({ id: foreign, passphrase: 'x' }),
      await sync.plan({ accountId: foreign }),
    ]
  }, id)
  for (const answer of answers) expect(answer).toMatchObject({ ok: false })
})

test('main answers others while ten megabytes are refused', async ({ attacked }) => {
  const slowest = await attacked.page.evaluate(async () => {
    const payload = 'x'.repeat(10_000_000)
    const flood = Promise.all(Array.from({ length: 10 }, () => window.api.app.copy({ text: payload })))
    const start = performance.now()
    await window.api.sync.current()
    const waited = performance.now() - start
    await flood
    return waited
  })
  // Generous for a loaded machine; without a limit a list of this size alone is parsed for longer.
  expect(slowest).toBeLessThan(5_000)
})

import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { OpenTransport } from '#electron/exchange/transport/open-transport.ts'
import type { EwsAccountId } from '#shared/domain/ids.ts'
import { ok } from '#shared/result.ts'
import { chunks } from '#test/unit/exchange/support/answers.ts'
import { type UnderTest, aConnectorWith, servicesUnderTest, valueOf } from './services-under-test.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'trace-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true })
})

/** Answers everything with the same short body. */
const openTransport: OpenTransport = async () =>
  ok({
    send: async () =>
      ok({
        status: 200,
        headers: { 'content-type': 'text/xml', 'set-cookie': 'session=geheim' },
        challenges: [],
        setCookies: [],
        body: chunks('<Answer/>'),
        requestId: 'id-1',
      }),
    close: async () => undefined,
  })

/** What a run of the engine does: one request with the transport of its account. */
async function ask(services: UnderTest, accountId: EwsAccountId) {
  const transport = valueOf(await services.spy.callbacks!.transportFor(accountId))
  const answer = valueOf(
    await transport.send({
      operation: 'GetFolder',
      method: 'POST',
      url: 'https://mail.firma.ch/EWS/Exchange.asmx',
      headers: { Authorization: 'Basic Z2VoZWlt' },
      body: '<Envelope/>',
      signal: new AbortController().signal,
    }),
  )
  for await (const _chunk of answer.body);
}

describe('the exchanges of an account with its server', () => {
  it('are saved as HAR under the name of the mailbox, without a secret', async () => {
    const names: string[] = []
    const file = join(folder, 'trace.har')
    const services = servicesUnderTest({
      openTransport,
      askSavePath: async (name) => {
        names.push(name)
        return file
      },
    })
    const { accounts } = await aConnectorWith(services, 2)
    const [one, other] = accounts
    await ask(services, one!.id)
    await ask(services, one!.id)
    expect(valueOf(await services.traces.save(one!.id))).toEqual({ path: file })
    expect(names).toEqual(['person1@firma.ch.har'])
    const text = await readFile(file, 'utf8')
    const har = JSON.parse(text) as { log: { entries: { _operation: string }[] } }
    expect(har.log.entries.map(({ _operation }) => _operation)).toEqual(['GetFolder', 'GetFolder'])
    expect(text).not.toMatch(/geheim|Z2VoZWlt/)
    expect(await services.traces.save(other!.id)).toMatchObject({
      error: { code: 'trace.empty' },
    })
  })

  it('are not written when the dialog is closed, and a full disk is told', async () => {
    let path: string | null = null
    const services = servicesUnderTest({ openTransport, askSavePath: async () => path })
    const { accounts } = await aConnectorWith(services, 1)
    const { id } = accounts[0]!
    await ask(services, id)
    expect(await services.traces.save(id)).toEqual(ok(null))
    path = join(folder, 'missing', 'trace.har')
    expect(await services.traces.save(id)).toMatchObject({ error: { code: 'export.write-failed' } })
  })

  it('go with the account', async () => {
    const services = servicesUnderTest({ openTransport, askSavePath: async () => join(folder, 'trace.har') })
    const { accounts } = await aConnectorWith(services, 1)
    const { id } = accounts[0]!
    await ask(services, id)
    valueOf(await services.accounts.remove([id]))
    expect(await services.traces.save(id)).toMatchObject({ error: { code: 'account.not-found' } })
  })

  it('are listed without bodies, and then only what has changed since', async () => {
    const services = servicesUnderTest({ openTransport })
    const { id } = (await aConnectorWith(services, 1)).accounts[0]!
    valueOf(services.traces.keepBodies(id, true))
    await ask(services, id)
    await ask(services, id)
    const all = valueOf(services.traces.list(id, 0))
    expect(all).toMatchObject({ keepsBodies: true, first: 1, changed: [{ number: 1 }, { number: 2 }] })
    expect(JSON.stringify(all)).not.toMatch(/Answer|Envelope|content-type/)
    expect(valueOf(services.traces.list(id, all.revision)).changed).toEqual([])
    await ask(services, id)
    const later = valueOf(services.traces.list(id, all.revision))
    expect(later.changed.map(({ number }) => number)).toEqual([3])
    expect(valueOf(services.traces.open(id, 3))).toMatchObject({
      requestBody: '<Envelope/>',
      responseBody: '<Answer/>',
      responseHeaders: { 'set-cookie': '[redacted]' },
    })
  })

  it('have no bodies unless somebody wished for them before', async () => {
    const services = servicesUnderTest({ openTransport })
    const { accounts } = await aConnectorWith(services, 2)
    const [one, other] = accounts
    valueOf(services.traces.keepBodies(one!.id, true))
    await ask(services, other!.id)
    expect(valueOf(services.traces.open(other!.id, 1))).toMatchObject({
      requestBody: null,
      responseBody: null,
    })
    valueOf(services.traces.keepBodies(one!.id, false))
    await ask(services, one!.id)
    expect(valueOf(services.traces.open(one!.id, 1))).toMatchObject({ requestBody: null, responseBody: null })
  })

  it('lose their bodies when the time of the settings is over, and no more are kept', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    try {
      const services = servicesUnderTest({ openTransport })
      services.app.saveSettings({ ...services.documents.settings.get(), traceBodyHours: 2 })
      const { id } = (await aConnectorWith(services, 1)).accounts[0]!
      valueOf(services.traces.keepBodies(id, true))
      await ask(services, id)
      vi.advanceTimersByTime(2 * 3_600_000 - 1)
      expect(valueOf(services.traces.open(id, 1)).responseBody).toBe('<Answer/>')
      vi.advanceTimersByTime(1)
      await ask(services, id)
      for (const number of [1, 2]) {
        expect(valueOf(services.traces.open(id, number))).toMatchObject({
          status: 200,
          requestBody: null,
          responseBody: null,
        })
      }
      expect(valueOf(services.traces.list(id, 0)).keepsBodies).toBe(false)
    } finally {
      vi.useRealTimers()
    }
  })

  it('can be cleared; whoever looks is told, and what is gone is said to be', async () => {
    const services = servicesUnderTest({ openTransport })
    const { id } = (await aConnectorWith(services, 1)).accounts[0]!
    await ask(services, id)
    const { revision } = valueOf(services.traces.list(id, 0))
    valueOf(services.traces.clear(id))
    const cleared = valueOf(services.traces.list(id, revision))
    expect(cleared).toMatchObject({ first: 2, changed: [] })
    expect(cleared.revision).not.toBe(revision)
    expect(services.traces.open(id, 1)).toMatchObject({ error: { code: 'trace.gone' } })
    expect(await services.traces.save(id)).toMatchObject({ error: { code: 'trace.empty' } })
  })

  it('belong to accounts that exist', () => {
    const { traces } = servicesUnderTest({ openTransport })
    const stranger = randomUUID() as EwsAccountId
    for (const answer of [
      traces.list(stranger, 0),
      traces.open(stranger, 1),
      traces.keepBodies(stranger, true),
      traces.clear(stranger),
    ]) {
      expect(answer).toMatchObject({ error: { code: 'account.not-found' } })
    }
  })
})

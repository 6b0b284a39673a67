import { mkdtempSync, rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { OpenTransport } from '#electron/exchange/transport/open-transport.ts'
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
async function ask(services: UnderTest, accountId: Parameters<UnderTest['accounts']['saveTrace']>[0]) {
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
    expect(valueOf(await services.accounts.saveTrace(one!.id))).toEqual({ path: file })
    expect(names).toEqual(['person1@firma.ch.har'])
    const text = await readFile(file, 'utf8')
    const har = JSON.parse(text) as { log: { entries: { _operation: string }[] } }
    expect(har.log.entries.map(({ _operation }) => _operation)).toEqual(['GetFolder', 'GetFolder'])
    expect(text).not.toMatch(/geheim|Z2VoZWlt/)
    expect(await services.accounts.saveTrace(other!.id)).toMatchObject({
      error: { code: 'trace.empty' },
    })
  })

  it('are not written when the dialog is closed, and a full disk is told', async () => {
    let path: string | null = null
    const services = servicesUnderTest({ openTransport, askSavePath: async () => path })
    const { accounts } = await aConnectorWith(services, 1)
    const { id } = accounts[0]!
    await ask(services, id)
    expect(await services.accounts.saveTrace(id)).toEqual(ok(null))
    path = join(folder, 'missing', 'trace.har')
    expect(await services.accounts.saveTrace(id)).toMatchObject({ error: { code: 'export.write-failed' } })
  })

  it('go with the account', async () => {
    const services = servicesUnderTest({ openTransport, askSavePath: async () => join(folder, 'trace.har') })
    const { accounts } = await aConnectorWith(services, 1)
    const { id } = accounts[0]!
    await ask(services, id)
    valueOf(await services.accounts.remove(id))
    expect(await services.accounts.saveTrace(id)).toMatchObject({ error: { code: 'account.not-found' } })
    expect(await services.traces.save(id, 'x.har')).toMatchObject({ error: { code: 'trace.empty' } })
  })
})

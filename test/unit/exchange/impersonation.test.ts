import { describe, expect, it } from 'vitest'
import { build } from '#electron/exchange/operations/get-folder.ts'
import { withImpersonation } from '#electron/exchange/transport/impersonation.ts'
import type { Transport, TransportRequest } from '#electron/exchange/transport/transport.ts'
import { appError } from '#shared/errors.ts'
import { failure } from '#shared/result.ts'
import { validateEnvelope } from '#test/exchange-server/schema-validation.ts'
import { sharedFolder } from '#test/exchange-server/shared-folder.ts'
import { chunks } from './support/answers.ts'

const ENVELOPE = build({
  folder: { kind: 'distinguished', name: 'inbox', mailbox: 'bücher@contoso.example' },
  properties: 'id',
})

async function sentBody(
  body: TransportRequest['body'],
): Promise<{ text: string; byteLength: number } | null> {
  let sent: TransportRequest['body'] = null
  const inner: Transport = {
    send: async (request) => {
      sent = request.body
      return failure(appError('sync.cancelled'))
    },
    close: async () => undefined,
  }
  await withImpersonation(inner, 'änna&co@contoso.example').send({
    operation: 'GetFolder',
    method: 'POST',
    url: 'https://mail.contoso.example/EWS/Exchange.asmx',
    headers: {},
    body,
    signal: new AbortController().signal,
  })
  const left = sent as TransportRequest['body']
  if (left === null) return null
  if (typeof left === 'string') return { text: left, byteLength: Buffer.byteLength(left) }
  const parts: Uint8Array[] = []
  for await (const chunk of left.chunks()) parts.push(chunk)
  return { text: Buffer.concat(parts).toString('utf8'), byteLength: left.byteLength }
}

describe('impersonation', () => {
  it('names the owner of the mailbox in the header of every envelope', async () => {
    const sent = await sentBody(ENVELOPE)
    expect(sent?.text).toContain('<t:PrimarySmtpAddress>änna&amp;co@contoso.example</t:PrimarySmtpAddress>')
    if (sharedFolder() !== undefined) expect(validateEnvelope(sent!.text)).toEqual([])
  })

  it.each([1, 7, 150, 10_000])('adds the same to a body that streams in chunks of %i bytes', async (size) => {
    const long = ENVELOPE.replace('</soap:Body>', `<!-- ${'ö'.repeat(9_000)} --></soap:Body>`)
    const streamed = { byteLength: Buffer.byteLength(long), chunks: () => chunks(long, size) }
    const sent = await sentBody(streamed)
    expect(sent?.text).toBe((await sentBody(long))?.text)
    expect(sent?.byteLength).toBe(Buffer.byteLength(sent!.text))
  })

  it('leaves requests without a body alone, and refuses what is no envelope', async () => {
    expect(await sentBody(null)).toBeNull()
    await expect(sentBody('<Autodiscover/>')).rejects.toThrow('no SOAP header')
  })
})

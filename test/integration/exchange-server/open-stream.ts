/** A streaming connection as it comes, chunk by chunk. */
import { request } from 'node:http'
import { envelope } from '#test/exchange-server/raw-client.ts'

export type Stream = {
  /** Waits for the next chunk; undefined at the end. */
  readonly nextChunk: () => Promise<string | undefined>
  readonly close: () => void
}

export async function openStream(
  url: string,
  { user, password }: { readonly user: string; readonly password: string },
  subscriptionId: string,
): Promise<Stream> {
  const body = envelope(
    `<GetStreamingEvents><SubscriptionIds><t:SubscriptionId>${subscriptionId}</t:SubscriptionId></SubscriptionIds>` +
      '<ConnectionTimeout>1</ConnectionTimeout></GetStreamingEvents>',
  )
  const outgoing = request(url, {
    method: 'POST',
    auth: `${user}:${password}`,
    headers: { 'Content-Type': 'text/xml', 'Content-Length': Buffer.byteLength(body) },
  })
  // Node gives each chunk in an event of its own; reading the response as an iterator would join them.
  const chunks: string[] = []
  let hasEnded = false
  let wake: () => void = () => undefined
  await new Promise<void>((resolve, reject) => {
    outgoing.on('error', reject)
    outgoing.once('response', (response) => {
      response.on('data', (chunk: Buffer) => {
        chunks.push(chunk.toString('latin1'))
        wake()
      })
      response.once('close', () => {
        hasEnded = true
        wake()
      })
      resolve()
    })
    outgoing.end(body)
  })
  return {
    nextChunk: async () => {
      while (chunks.length === 0 && !hasEnded) await new Promise<void>((resolve) => (wake = resolve))
      return chunks.shift()
    },
    close: () => outgoing.destroy(),
  }
}

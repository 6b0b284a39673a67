/** What main asks the host of the benchmark to do, and what it answers. */
import { z } from 'zod'
import type { Transport } from '#electron/exchange/transport/transport.ts'

export const PLAN = {
  answers: 20,
  answerBytes: 10_000_000, // as large as a batch of GetItem with MIME becomes
  atOnce: 4, // connections
}

export const orderSchema = z.object({ way: z.enum(['through main', 'in the host']), url: z.string() })
export const doneSchema = z.object({ milliseconds: z.number(), error: z.string().nullable() })

/** Reads all answers to their ends and does nothing with them. @returns milliseconds */
export async function download(transport: Transport, url: string): Promise<number> {
  const started = performance.now()
  const waiting = Array.from({ length: PLAN.answers }, (_, index) => index).values()
  await Promise.all(
    Array.from({ length: PLAN.atOnce }, async () => {
      for (const _answer of waiting) await readOne(transport, url)
    }),
  )
  return performance.now() - started
}

async function readOne(transport: Transport, url: string): Promise<void> {
  const sent = await transport.send({
    operation: 'GetItem',
    method: 'POST',
    url: `${url}${PLAN.answerBytes}`,
    headers: {},
    body: '<GetItem/>',
    signal: new AbortController().signal,
  })
  if (!sent.ok) throw new Error(sent.error.code)
  let bytes = 0
  for await (const chunk of sent.value.body) bytes += chunk.length
  if (bytes !== PLAN.answerBytes) throw new Error(`${bytes} bytes instead of ${PLAN.answerBytes}`)
}

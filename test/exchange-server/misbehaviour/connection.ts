/** What happens to connections: lost before, while and after the server worked, slow, or silent. */
import { setTimeout as wait } from 'node:timers/promises'
import type { InterceptedRequest, ReadyAnswer } from '../http/interception.ts'
import { ConnectionLost } from '../http/send-reply.ts'
import { alterAnswer, wholeBody } from './answers.ts'
import { type Misbehaviour, stateless } from './misbehaviour.ts'

const SLOW_FIRST_BYTE = 2_000 // ms
const DRIBBLE_PAUSE = 20 // ms
const DRIBBLE_BYTES = 64
const LARGE_BATCH_BYTES = 700_000 // about what worked with a real server

export const CONNECTION = {
  'drop-before-effect': {
    description: 'the connection closes before the server did anything',
    layer: 'http',
    answers: 'broken',
    start: stateless(() => ({ kind: 'drop-connection' })),
  },
  'drop-after-effect': {
    description: 'the server did what was asked, then the connection closes without an answer',
    layer: 'http',
    answers: 'broken',
    start: stateless(() => ({ kind: 'alter', answer: () => 'drop-connection' })),
  },
  'drop-in-answer': {
    description: 'the server did what was asked; the connection closes after half of the body',
    layer: 'http',
    answers: 'broken',
    start: stateless(() =>
      alterAnswer(async (answer) => {
        const body = await wholeBody(answer.body)
        return withLength(answer, body.length, brokenOff(body.subarray(0, Math.floor(body.length / 2))))
      }),
    ),
  },
  'no-answer': {
    description: 'the server does nothing and never answers',
    layer: 'http',
    answers: 'broken',
    start: stateless(() => ({ kind: 'hang' })),
  },
  'lost-answer': {
    description: 'the server did what was asked, but the answer never comes',
    layer: 'http',
    answers: 'broken',
    start: stateless(() => ({ kind: 'alter', answer: () => 'hang' })),
  },
  'slow-first-byte': {
    description: 'nothing comes for a while (milliseconds, 2000), then the ordinary answer',
    layer: 'http',
    answers: 'valid',
    start: stateless(({ ended }, { settings }) =>
      alterAnswer(async (answer) => {
        await pause(settings.milliseconds ?? SLOW_FIRST_BYTE, ended)
        return { ...answer }
      }),
    ),
  },
  'slow-body': {
    description: 'the body dribbles: pieces of some bytes (size, 64) with pauses (milliseconds, 20)',
    layer: 'http',
    answers: 'valid',
    start: stateless((request, { settings }) =>
      alterAnswer((answer) => ({
        ...answer,
        body: dribble(
          answer.body,
          request,
          settings.size ?? DRIBBLE_BYTES,
          settings.milliseconds ?? DRIBBLE_PAUSE,
        ),
      })),
    ),
  },
  'large-request-closes-connection': {
    description: 'the connection closes without an answer when the request is large (size, 700000 bytes)',
    layer: 'http',
    answers: 'broken',
    start: stateless(({ body }, { settings }) =>
      Buffer.byteLength(body) > (settings.size ?? LARGE_BATCH_BYTES) ? { kind: 'drop-connection' } : 'pass',
    ),
  },
} as const satisfies Record<string, Misbehaviour>

async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await wait(milliseconds, undefined, { signal }).catch(() => undefined)
}

function withLength(answer: ReadyAnswer, length: number, body: ReadyAnswer['body']): ReadyAnswer {
  return { ...answer, headers: { ...answer.headers, 'Content-Length': String(length) }, body }
}

async function* brokenOff(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
  await wait(10) // so that the first half is on its way
  throw new ConnectionLost()
}

async function* dribble(
  body: ReadyAnswer['body'],
  { ended }: InterceptedRequest,
  size: number,
  milliseconds: number,
): AsyncGenerator<Uint8Array> {
  const parts = typeof body === 'string' || body instanceof Uint8Array ? [body] : body
  for await (const part of parts) {
    const bytes = Buffer.from(part)
    for (let start = 0; start < bytes.length && !ended.aborted; start += size) {
      yield bytes.subarray(start, start + size)
      await pause(milliseconds, ended)
    }
  }
}

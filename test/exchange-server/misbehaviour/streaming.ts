/** What streaming connections do besides one envelope per chunk, which is how this server streams by itself. */
import type { AnswerBody } from '../http/interception.ts'
import { alterAnswer } from './answers.ts'
import { type Misbehaviour, stateless } from './misbehaviour.ts'

const PIECE_BYTES = 7 // smaller than any element, and not a divisor of anything
const STREAMS = ['GetStreamingEvents']

const STATUS = /<m:ConnectionStatus>OK<\/m:ConnectionStatus>/

export const STREAMING = {
  'stream-in-pieces': {
    description: 'an envelope comes in several chunks (size, 7 bytes), cut within characters',
    layer: 'exchange',
    operations: STREAMS,
    answers: 'valid',
    start: stateless((_request, { settings: { size = PIECE_BYTES } }) =>
      alterParts((parts) => cut(parts, size)),
    ),
  },
  'stream-joined': {
    description: 'the first two envelopes come in one chunk',
    layer: 'exchange',
    operations: STREAMS,
    answers: 'valid',
    start: stateless(() => alterParts(joinFirst)),
  },
  'stream-closes-twice': {
    description: 'the connection ends at once, and two envelopes say Closed',
    layer: 'exchange',
    operations: STREAMS,
    answers: 'valid',
    start: stateless(() => alterParts(closeTwice)),
  },
  'stream-breaks': {
    description: 'the connection ends after the first envelope without a word',
    layer: 'exchange',
    operations: STREAMS,
    answers: 'valid',
    start: stateless(() => alterParts(onlyFirst)),
  },
} as const satisfies Record<string, Misbehaviour>

const alterParts = (change: (parts: AsyncIterable<Buffer>) => AsyncGenerator<Buffer>) =>
  alterAnswer((answer) => ({ ...answer, body: change(partsOf(answer.body)) }))

async function* partsOf(body: AnswerBody): AsyncGenerator<Buffer> {
  if (typeof body === 'string' || body instanceof Uint8Array) yield Buffer.from(body)
  else for await (const part of body) yield Buffer.from(part)
}

async function* cut(parts: AsyncIterable<Buffer>, size: number): AsyncGenerator<Buffer> {
  for await (const part of parts) {
    for (let start = 0; start < part.length; start += size) yield part.subarray(start, start + size)
  }
}

async function* joinFirst(parts: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let first: Buffer | undefined
  let isJoined = false
  for await (const part of parts) {
    if (isJoined) yield part
    else if (first === undefined) first = part
    else {
      yield Buffer.concat([first, part])
      isJoined = true
    }
  }
  if (!isJoined && first !== undefined) yield first
}

async function* onlyFirst(parts: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  for await (const part of parts) {
    yield part
    return
  }
}

async function* closeTwice(parts: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  for await (const part of onlyFirst(parts)) {
    yield part
    const closed = part.toString('utf8').replace(STATUS, '<m:ConnectionStatus>Closed</m:ConnectionStatus>')
    yield Buffer.from(closed)
    yield Buffer.from(closed)
  }
}

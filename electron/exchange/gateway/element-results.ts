/**
 * From the response messages of a batch to one result per element, in the order of the request.
 *
 * A message names no element: only its place tells to which one it belongs. So where the counts differ nothing is
 * attributed by guessing. A busy server may answer one message for a whole batch, which then holds for every
 * element; otherwise every element gets an error that says so, and what was created is found by its client id.
 */
import type { AppError } from '#shared/errors.ts'
import { type Result, failure, ok } from '#shared/result.ts'
import { malformedResponse } from '../errors.ts'
import { type ContentReader, type ResponseContext, readResponse } from '../soap/response-reader.ts'
import type { ElementResults } from './exchange-gateway.ts'

export async function readElements<T>(
  body: AsyncIterable<Uint8Array>,
  content: ContentReader<T>,
  context: ResponseContext,
  expected: number,
): Promise<Result<ElementResults<T>>> {
  const messages: Result<T>[] = []
  const read = await readResponse(body, content, context, (message) => {
    messages.push(message)
  })
  if (!read.ok) return read
  if (messages.length === expected) return ok(messages)
  const [first] = messages
  const error =
    messages.length === 1 && first?.ok === false ? first.error : wrongCount(messages.length, expected)
  return ok(Array.from({ length: expected }, () => failure(error)))
}

function wrongCount(count: number, expected: number): AppError {
  return malformedResponse(`${count} response messages for ${expected} elements`)
}

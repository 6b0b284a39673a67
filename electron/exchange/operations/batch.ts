/**
 * Reads the answer to a batch: one response message per id, each handed on as it is read.
 *
 * Which answer belongs to which id is decided by the id in it, not by its place: a server that leaves out a message
 * would otherwise give every later one to the wrong id, and a deletion could follow from that. Failures carry no id,
 * so they are given out at the end, to the ids that are left; when that cannot be done without guessing, those ids
 * get an error that says the answer is incomplete.
 */
import type { AppError } from '#shared/errors.ts'
import { type Result, failure, ok } from '#shared/result.ts'
import type { ExchangeOperation } from '../call.ts'
import { malformedResponse } from '../errors.ts'
import type { BatchElement } from '../message.ts'
import { type ContentReader, type ResponseContext, readResponse } from '../soap/response-reader.ts'

/** An element as it was read: the id is known even if the rest is of no use. */
export type ReadElement<Id, T> = {
  readonly id: Id
  /** Waits for what belongs to it and still is on its way to the disk. */
  complete(): Promise<Result<T>>
  /** Gives back what it holds; called when its taker has settled, or nobody wants it. */
  discard(): Promise<void>
}

/** Reading goes on when it has settled. */
export type TakeElement<Id, T> = (element: BatchElement<Id, T>) => Promise<void> | void

export type Batch<Id extends string, T> = {
  readonly name: string
  /** Each once, at least one. */
  readonly ids: readonly Id[]
  readonly build: (missing: readonly Id[]) => string
  readonly newReader: () => ContentReader<ReadElement<Id, T>>
  readonly onElement: TakeElement<Id, T>
}

/**
 * A repetition asks only for what is still missing: what was handed on stays handed on. Elements that the server did
 * not give because it is busy are missing too.
 */
export function batchOperation<Id extends string, T>(batch: Batch<Id, T>): ExchangeOperation<void> {
  const missing = new Set(batch.ids)
  return {
    name: batch.name,
    effect: 'read',
    get body() {
      return batch.build([...missing])
    },
    folder: null,
    parse: async (body, context) => {
      const busy: AppError[] = []
      const read = await readBatch(body, [...missing], batch.newReader(), context, async (element) => {
        if (!element.result.ok && element.result.error.category === 'throttled') {
          busy.push(element.result.error)
          return
        }
        missing.delete(element.id)
        await batch.onElement(element)
      })
      if (missing.size === 0) return ok(undefined) // even if the answer broke off behind the last one
      return busy[0] === undefined ? read : failure(busy[0])
    },
  }
}

/**
 * @param ids as they were asked for, each once
 * @returns success when every id got its element; otherwise why the answer as a whole failed
 */
export async function readBatch<Id extends string, T>(
  body: AsyncIterable<Uint8Array>,
  ids: readonly Id[],
  reader: ContentReader<ReadElement<Id, T>>,
  context: ResponseContext,
  onElement: TakeElement<Id, T>,
): Promise<Result<void>> {
  const left = new Set(ids)
  const unnamed: AppError[] = []
  const read = await readResponse(body, reader, context, async (message) => {
    if (message.ok && left.delete(message.value.id)) {
      const { id } = message.value
      try {
        await onElement({ id, result: await message.value.complete() })
      } finally {
        await message.value.discard()
      }
      return
    }
    if (message.ok) await message.value.discard()
    // More failures than ids fit nobody; a server that never stops must not fill the memory with them.
    if (unnamed.length > ids.length) return
    unnamed.push(message.ok ? malformedResponse('an element that was not asked for') : message.error)
  })
  if (!read.ok) return read
  const errors = errorsOfTheRest(left.size, unnamed)
  let index = 0
  for (const id of left) {
    await onElement({ id, result: failure(errors[index++] ?? malformedResponse('no response message')) })
  }
  return ok(undefined)
}

/** One error per id that is left, in their order. */
function errorsOfTheRest(count: number, unnamed: readonly AppError[]): readonly AppError[] {
  if (unnamed.length === count) return unnamed
  // A busy server may answer one message for a whole batch; what asks for a pause holds for all of them.
  const [first] = unnamed
  const forAll = first?.retry === 'later' && unnamed.every(({ code }) => code === first.code)
  return Array.from({ length: count }, () =>
    forAll ? first : malformedResponse('a response message is missing'),
  )
}

/**
 * GetItem: items with their MIME content, in batches (MS-OXWSCORE 3.1.4.4).
 *
 * Items are handed on as they are read, and reading waits until they are taken. Which answer belongs to which id
 * is decided by the id in it, not by its place: a server that leaves out a message would otherwise give every
 * later one to the wrong id, and a deletion could follow from that. Failures carry no id, so they are given out
 * at the end, to the ids that are left; when that cannot be done without guessing, those ids get an error that
 * says the answer is incomplete.
 */
import type { AppError } from '#shared/errors.ts'
import { type Result, failure, ok } from '#shared/result.ts'
import type { ExchangeOperation } from '../call.ts'
import { malformedResponse } from '../errors.ts'
import type { ExchangeItemId, GetItemElement } from '../exchange-client.ts'
import { escapeXml, soapEnvelope } from '../soap/envelope.ts'
import { type ResponseContext, readResponse } from '../soap/response-reader.ts'
import { ItemReader } from './item-reader.ts'

/** What `FetchedItem` needs; a failure on one item (a property it cannot have) is data of that item. */
const PROPERTIES = [
  'item:ItemClass',
  'item:Subject',
  'item:Categories',
  'item:Importance',
  'item:DateTimeSent',
  'item:DateTimeReceived',
  'item:HasAttachments',
  'message:From',
  'message:Sender',
  'message:IsRead',
  'message:InternetMessageId',
]

/**
 * A repetition asks only for what is still missing: what was handed on stays handed on. Items that the server did not
 * give because it is busy are missing too.
 *
 * @param ids each once, at least one
 */
export function operation(
  ids: readonly ExchangeItemId[],
  onElement: (element: GetItemElement) => Promise<void> | void,
): ExchangeOperation<void> {
  const missing = new Set(ids)
  return {
    name: 'GetItem',
    effect: 'read',
    get body() {
      return build([...missing])
    },
    folder: null,
    parse: async (body, context) => {
      const busy: AppError[] = []
      const read = await parse(body, [...missing], context, async (element) => {
        if (!element.result.ok && element.result.error.category === 'throttled') {
          busy.push(element.result.error)
          return
        }
        missing.delete(element.id)
        await onElement(element)
      })
      if (missing.size === 0) return ok(undefined) // even if the answer broke off behind the last one
      return busy[0] === undefined ? read : failure(busy[0])
    },
  }
}

export function build(ids: readonly ExchangeItemId[]): string {
  return soapEnvelope(
    '<m:GetItem><m:ItemShape><t:BaseShape>IdOnly</t:BaseShape>' +
      '<t:IncludeMimeContent>true</t:IncludeMimeContent><t:AdditionalProperties>' +
      PROPERTIES.map((uri) => `<t:FieldURI FieldURI="${uri}"/>`).join('') +
      '</t:AdditionalProperties></m:ItemShape>' +
      `<m:ItemIds>${ids.map((id) => `<t:ItemId Id="${escapeXml(id)}"/>`).join('')}</m:ItemIds></m:GetItem>`,
  )
}

/**
 * @param ids as they were asked for, each once
 * @returns success when every id got its element; otherwise why the answer as a whole failed
 */
export async function parse(
  body: AsyncIterable<Uint8Array>,
  ids: readonly ExchangeItemId[],
  context: ResponseContext,
  onElement: (element: GetItemElement) => Promise<void> | void,
): Promise<Result<void>> {
  const left = new Set(ids)
  const unnamed: AppError[] = []
  const read = await readResponse(body, new ItemReader(), context, async (message) => {
    if (!message.ok) unnamed.push(message.error)
    else {
      const { id, item } = message.value
      if (left.delete(id)) await onElement({ id, result: item })
      else unnamed.push(malformedResponse('an item that was not asked for'))
    }
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

/**
 * Accepts or declines a meeting: CreateItem with an answer in the place of an item (MS-OXWSMTGS 2.2.4.2).
 *
 * Without mailing the organizer the answer is only saved, which changes the own calendar.
 */
import { type Result, failure } from '#shared/result.ts'
import type { ExchangeOperation } from '../../call.ts'
import { malformedResponse } from '../../errors.ts'
import type { ExchangeItemId } from '../../exchange-client.ts'
import { readElements } from '../element-results.ts'
import type { StoredItem } from '../exchange-gateway.ts'
import { ITEM_ID, OptionalIdReader } from '../id-reader.ts'
import { itemIdOf } from '../item-references.ts'
import { libraryOperation } from '../library-operation.ts'
import type { Library, PropertyDefinition, ServiceObject } from '../library.ts'
import { bodyOf } from '../property-table.ts'
import type { Writing } from '../request-writer.ts'
import type { RespondToMeetingRequest } from '../requests.ts'

export function operation(
  writing: Writing,
  request: RespondToMeetingRequest,
): Result<ExchangeOperation<StoredItem | null>> {
  return libraryOperation(writing, {
    name: 'CreateItem',
    effect: 'create',
    folder: null,
    build: ({ library, service }) => {
      const answer = new library.CreateItemRequest(service)
      answer.Items = [libraryAnswer(writing, request)]
      answer.MessageDisposition =
        request.mailed === 'nobody'
          ? library.MessageDisposition.SaveOnly
          : library.MessageDisposition.SendAndSaveCopy
      return answer
    },
    parse: async (body, context) => {
      const read = await readElements(body, new OptionalIdReader<ExchangeItemId>(ITEM_ID), context, 1)
      if (!read.ok) return read
      return read.value[0] ?? failure(malformedResponse('no response message'))
    },
  })
}

function libraryAnswer(writing: Writing, { answer, meeting, body }: RespondToMeetingRequest): ServiceObject {
  const { library, service } = writing
  const { AcceptMeetingInvitationMessage: Acceptance, DeclineMeetingInvitationMessage: Refusal } =
    library as unknown as AnswerClasses
  // All that an answer asks of the meeting; a real one would have to be loaded.
  const reference = { Service: service, ThrowIfThisIsNew: () => undefined }
  const message =
    answer === 'decline' ? new Refusal(reference) : new Acceptance(reference, answer === 'tentative')
  const { ReferenceItemId } = library.ResponseObjectSchema as unknown as {
    readonly ReferenceItemId: PropertyDefinition
  }
  message.PropertyBag._setItem(ReferenceItemId, itemIdOf(writing, meeting.id, meeting.changeKey))
  if (body !== undefined) {
    message.PropertyBag._setItem(
      library.ItemSchema.Body as unknown as PropertyDefinition,
      bodyOf(library, body),
    )
  }
  return message
}

type Reference = { readonly Service: InstanceType<Library['ExchangeService']>; ThrowIfThisIsNew(): void }

type AnswerClasses = {
  readonly AcceptMeetingInvitationMessage: new (reference: Reference, tentative: boolean) => ServiceObject
  readonly DeclineMeetingInvitationMessage: new (reference: Reference) => ServiceObject
}

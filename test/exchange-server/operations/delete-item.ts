/** DeleteItem: for good, to the recoverable items or to Deleted Items (MS-OXWSCORE 3.1.4.3). */
import { deleteOccurrence } from '../calendar/locate-occurrence.ts'
import { parseOccurrenceId } from '../calendar/occurrence-id.ts'
import { cancelAll, requireTelling } from '../meetings/tell-attendees.ts'
import { receiptsOf, tellDeletedUnread } from '../receipts/read-receipts.ts'
import { ResponseError } from '../soap/fault.ts'
import type { XmlElement } from '../soap/xml-tree.ts'
import { sequence } from '../soap/xml-writer.ts'
import { skipOccurrence } from '../tasks/renew-task.ts'
import { disposeOf } from './delete-type.ts'
import { type Operation, type OperationContext, required, respond } from './operation.ts'
import { locateItemToChange } from './write-access.ts'

export const deleteItem: Operation = {
  name: 'DeleteItem',
  handle: (request, context) =>
    respond('DeleteItem', required(request, 'ItemIds').children, async (reference) => {
      await remove(reference, request, context)
      return sequence()
    }),
}

async function remove(reference: XmlElement, request: XmlElement, context: OperationContext): Promise<void> {
  const { mailbox, item } = locateItemToChange(reference, context)
  const {
    DeleteType: type,
    SendMeetingCancellations: cancellations,
    AffectedTaskOccurrences: tasks,
  } = request.attributes
  const telling = requireTelling(item, cancellations, 'ErrorSendMeetingCancellationsRequired')
  if (item.element === 'Task' && tasks === undefined) {
    throw new ResponseError(
      'ErrorAffectedTaskOccurrencesRequired',
      'AffectedTaskOccurrences must be specified for tasks.',
    )
  }
  if (item.element === 'CalendarItem' && item.fields.get('IsOrganizer')?.text === 'true') {
    await cancelAll(mailbox, item, telling, context)
  }
  if (parseOccurrenceId(item.id) !== undefined) {
    deleteOccurrence(mailbox, item)
    return
  }
  const isOneOnly = item.element === 'Task' && tasks === 'SpecifiedOccurrenceOnly'
  if (isOneOnly && skipOccurrence(mailbox, item, context.zone)) return
  const isForGood = type !== 'MoveToDeletedItems'
  if (isForGood && receiptsOf(request.attributes.SuppressReadReceipts) === 'send') {
    await tellDeletedUnread(mailbox, item, context.delivery)
  }
  disposeOf(mailbox, item, type)
}

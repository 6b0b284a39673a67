/** Items as the library refers to them. */
import type { ChangeKey, ExchangeItemId } from '../exchange-client.ts'
import type { Library } from './library.ts'
import type { Writing } from './request-writer.ts'
import type { ItemReference } from './values.ts'

type LibraryItemId = InstanceType<Library['ItemId']>

export function libraryItemId(writing: Writing, item: ItemReference): LibraryItemId {
  const { AppointmentOccurrenceId, RecurringAppointmentMasterId } = writing.library
  switch (item.kind) {
    case 'item':
      return itemIdOf(writing, item.id, item.changeKey)
    case 'occurrence':
      return new AppointmentOccurrenceId(item.seriesId, item.index)
    case 'series-of':
      return new RecurringAppointmentMasterId(item.occurrenceId)
  }
}

export function itemIdOf(
  { library }: Writing,
  id: ExchangeItemId,
  changeKey: ChangeKey | null,
): LibraryItemId {
  return Object.assign(new library.ItemId(id), changeKey === null ? {} : { ChangeKey: changeKey })
}

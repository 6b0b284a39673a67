/**
 * Dates of the library that write themselves as they are.
 *
 * The library keeps dates as moments and writes them in the zone of the process, so a series that begins on the
 * 29th would begin on the 28th or the 30th elsewhere. These carry the text that goes into the request, whatever
 * the format asked for and whatever the zone of the process.
 */
import type { Instant } from '#shared/domain/ids.ts'
import type { Library } from './library.ts'
import type { PlainDate } from './values.ts'

type LibraryDate = InstanceType<Library['DateTime']>

export function plainDate(library: Library, date: PlainDate): LibraryDate {
  return writtenAs(library, date)
}

export function instant(library: Library, moment: Instant): LibraryDate {
  return writtenAs(library, moment)
}

/** A day where the schema wants a point in time, as for tasks: midnight UTC. */
export function midnight(library: Library, date: PlainDate): LibraryDate {
  return writtenAs(library, `${date}T00:00:00Z`)
}

function writtenAs({ DateTime, DateTimeKind }: Library, text: string): LibraryDate {
  const date = new DateTime(Date.parse(text), DateTimeKind.Utc)
  return Object.defineProperty(date, 'Format', { value: () => text })
}

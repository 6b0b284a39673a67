/** What the screen "Daten" reads. All keys begin with `data`, and are read again when a run has ended. */
import { queryOptions, skipToken } from '@tanstack/react-query'
import type { CalendarRange, EmailOrder } from '#shared/domain/data.ts'
import type { PrimeEmailAccountId, PrimeItemId } from '#shared/domain/ids.ts'
import type { MailFolder } from '#shared/domain/prime.ts'
import { unwrap } from '../../api/unwrap.ts'

export const OBJECTS_PER_PAGE = 100

export function accountDataQuery(primeEmailAccountId: PrimeEmailAccountId) {
  return queryOptions({
    queryKey: ['data', 'account', primeEmailAccountId],
    queryFn: () => unwrap(window.api.data.account({ primeEmailAccountId })),
  })
}

export type EmailList = {
  readonly primeEmailAccountId: PrimeEmailAccountId
  readonly folder: MailFolder | null
  readonly search: string
  readonly order: EmailOrder
}

export function emailsQuery(list: EmailList, page: number) {
  return queryOptions({
    queryKey: ['data', 'emails', list, page],
    queryFn: () => unwrap(window.api.data.listEmails({ ...list, ...pageOf(page) })),
    // The old page stays while the next one loads, but never the e-mails of another account or folder.
    placeholderData: (previous, query) => {
      const before = query?.queryKey[2] as EmailList | undefined
      const isSamePlace =
        before?.primeEmailAccountId === list.primeEmailAccountId && before.folder === list.folder
      return isSamePlace ? previous : undefined
    },
  })
}

export function emailQuery(id: PrimeItemId) {
  return queryOptions({
    queryKey: ['data', 'email', id],
    queryFn: () => unwrap(window.api.data.openEmail({ id })),
  })
}

/** `null`: the calendar has not yet said which range it shows. */
export function occurrencesQuery(primeEmailAccountId: PrimeEmailAccountId, range: CalendarRange | null) {
  return queryOptions({
    queryKey: ['data', 'occurrences', primeEmailAccountId, range],
    queryFn:
      range === null
        ? skipToken
        : () => unwrap(window.api.data.listOccurrences({ primeEmailAccountId, range })),
  })
}

export function tasksQuery(primeEmailAccountId: PrimeEmailAccountId, page: number) {
  return queryOptions({
    queryKey: ['data', 'tasks', primeEmailAccountId, page],
    queryFn: () => unwrap(window.api.data.listTasks({ primeEmailAccountId, ...pageOf(page) })),
    placeholderData: (previous, query) => (query?.queryKey[2] === primeEmailAccountId ? previous : undefined),
  })
}

export function itemQuery(id: PrimeItemId | null) {
  return queryOptions({
    queryKey: ['data', 'item', id],
    queryFn: id === null ? skipToken : () => unwrap(window.api.data.openItem({ id })),
  })
}

function pageOf(page: number) {
  return { offset: page * OBJECTS_PER_PAGE, limit: OBJECTS_PER_PAGE }
}

/**
 * Where somebody is on the screen "Daten", kept in the address: other screens link to an object by account and id
 * (`/data?account=…&item=…`), and going back leads back. Without a part of its own, an object decides in which it is.
 */
import { useCallback, useMemo } from 'react'
import { useSearchParams } from 'react-router'
import { primeEmailAccountIdSchema, primeItemIdSchema } from '#shared/domain/ids.ts'
import type { PrimeEmailAccountId, PrimeItemId } from '#shared/domain/ids.ts'
import type { PrimeRecord } from '#shared/domain/prime-items.ts'
import { mailFolderSchema, type MailFolder } from '#shared/domain/prime.ts'

export const DATA_VIEWS = ['mail', 'calendar', 'tasks'] as const
export type DataViewName = (typeof DATA_VIEWS)[number]

export type DataPlace = {
  readonly account: PrimeEmailAccountId | null
  readonly view: DataViewName | null
  /** `null`: of all folders. */
  readonly folder: MailFolder | null
  readonly item: PrimeItemId | null
}

export function useDataPlace(): readonly [DataPlace, (change: Partial<DataPlace>) => void] {
  const [params, setParams] = useSearchParams()
  const place = useMemo(() => placeOf(params), [params])
  const go = useCallback(
    (change: Partial<DataPlace>) => {
      setParams(
        (before) => {
          const next = { ...placeOf(before), ...change }
          return Object.fromEntries(
            Object.entries(next).flatMap(([name, value]) => (value === null ? [] : [[name, value]])),
          )
        },
        { replace: true },
      )
    },
    [setParams],
  )
  return [place, go]
}

function placeOf(params: URLSearchParams): DataPlace {
  const view = params.get('view')
  return {
    account: primeEmailAccountIdSchema.safeParse(params.get('account')).data ?? null,
    view: DATA_VIEWS.find((each) => each === view) ?? null,
    folder: mailFolderSchema.safeParse(params.get('folder')).data ?? null,
    item: primeItemIdSchema.safeParse(params.get('item')).data ?? null,
  }
}

/** Where an object of a kind is shown. */
export function viewOfKind(kind: PrimeRecord['kind'] | undefined): DataViewName {
  if (kind === undefined || kind === 'email') return 'mail'
  return kind === 'task' ? 'tasks' : 'calendar'
}

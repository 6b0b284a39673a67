import { createContext, useContext } from 'react'

export type Transfer = {
  readonly what: 'saved' | 'deleted'
  readonly name: string
  /** Whether the account exports such an object at all. */
  readonly isExported: boolean
}

/** Tells that an object was changed in Winoffice Prime and has not yet come to Exchange. */
export const TransferContext = createContext<(transfer: Transfer) => void>(() => undefined)

export function useTransferNotice(): (transfer: Transfer) => void {
  return useContext(TransferContext)
}

import { createContext, useContext } from 'react'
import type { AuthenticationMethod } from '#shared/domain/connector.ts'

export type AdoptMethod = (method: AuthenticationMethod) => void

/** Puts a method that the server offers into the form of the connector; `null` where there is no such form. */
export const AdoptMethodContext = createContext<AdoptMethod | null>(null)

export function useAdoptMethod(): AdoptMethod | null {
  return useContext(AdoptMethodContext)
}

import { createContext, useContext } from 'react'
import type { Offer } from '#shared/domain/connection-test.ts'

type ValueOf<Field extends Offer['field']> = Extract<Offer, { readonly field: Field }>['value']

/** What puts a better value into its form, by field; a field that is not there has no form that is open. */
export type OfferTakers = { readonly [Field in Offer['field']]?: (value: ValueOf<Field>) => void }

/** The forms around a test: that of the connector, and inside of it that of an account. */
export const OfferTakersContext = createContext<OfferTakers>({})

export function useOfferTakers(): OfferTakers {
  return useContext(OfferTakersContext)
}

/** @returns whether there was a form to take it */
export function takeOffer(takers: OfferTakers, offer: Offer): boolean {
  switch (offer.field) {
    case 'authenticationMethod':
      takers.authenticationMethod?.(offer.value)
      break
    case 'access':
      takers.access?.(offer.value)
      break
    default:
      takers[offer.field]?.(offer.value)
  }
  return takers[offer.field] !== undefined
}

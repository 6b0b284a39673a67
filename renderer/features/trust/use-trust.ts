import { createContext, useContext } from 'react'
import type { Trust } from '#shared/domain/trust.ts'

export type CertificateReview = {
  /** Whose certificate, with the trust as it stands. */
  readonly url: string
  readonly trust: Trust
  /** After the decision has taken effect in the connector. */
  readonly onDecided?: (trust: Trust) => void
}

export type TrustDecisions = {
  /** Opens the dialog in which a person decides about the certificate of a server. */
  readonly review: (review: CertificateReview) => void
}

export const TrustContext = createContext<TrustDecisions | null>(null)

/** `null` where there is no connector to decide for. */
export function useTrust(): TrustDecisions | null {
  return useContext(TrustContext)
}

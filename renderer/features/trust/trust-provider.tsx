import { useMemo, useState, type ReactNode } from 'react'
import type { ConnectorId } from '#shared/domain/ids.ts'
import type { Trust } from '#shared/domain/trust.ts'
import { TrustDialog } from './trust-dialog.tsx'
import { TrustContext, type CertificateReview, type TrustDecisions } from './use-trust.ts'

type TrustProviderProps = {
  /** The saved connector, or `null` while it is new. */
  readonly connectorId: ConnectorId | null
  /** Makes the decision that of the connector. */
  readonly onDecide: (trust: Trust) => Promise<void>
  readonly children: ReactNode
}

/** Lets everything about one connector ask for a decision about its server's certificate. */
export function TrustProvider({ connectorId, onDecide, children }: TrustProviderProps) {
  const [review, setReview] = useState<CertificateReview | null>(null)
  const decisions = useMemo<TrustDecisions>(() => ({ review: setReview }), [])
  const close = (): void => {
    setReview(null)
  }
  return (
    <TrustContext value={decisions}>
      {children}
      {review && (
        <TrustDialog
          url={review.url}
          trust={review.trust}
          connectorId={connectorId}
          onDecide={async (trust) => {
            await onDecide(trust)
            close()
            review.onDecided?.(trust)
          }}
          onClose={close}
        />
      )}
    </TrustContext>
  )
}

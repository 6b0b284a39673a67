import Alert from '@mui/material/Alert'
import { useQuery } from '@tanstack/react-query'
import { isExpiringSoon } from '#shared/domain/certificate-validity.ts'
import type { Connector } from '#shared/domain/connector.ts'
import { connectorsQuery } from '../../api/queries.ts'
import { AppErrorAlert } from '../../components/app-error-alert.tsx'
import { useNow } from '../../components/use-now.ts'
import { ExpiringText } from './expiring-text.tsx'
import { ReviewButton } from './review-button.tsx'

/** On top of a connector: its server shows another certificate than the pinned one, or one that ends soon. */
export function CertificateAlerts({ connector }: { readonly connector: Connector }) {
  const now = useNow()
  const entries = useQuery(connectorsQuery).data
  const entry = entries?.find((each) => each.connector.id === connector.id)
  if (!entry) return null
  const { changedCertificate, seenCertificate } = entry
  const review = <ReviewButton connector={connector} />
  if (changedCertificate) {
    const { host, pinned, shown } = changedCertificate
    const params = { name: connector.name, host, pinned, fingerprint: shown }
    return (
      <AppErrorAlert
        error={{
          code: 'connector.certificate-changed',
          category: 'blocked',
          retry: 'after-change',
          params,
        }}
        action={review}
      />
    )
  }
  if (!seenCertificate || !isExpiringSoon(seenCertificate.validTo, now)) return null
  return (
    <Alert severity="warning" action={review}>
      <ExpiringText host={seenCertificate.host} validTo={seenCertificate.validTo} />
    </Alert>
  )
}

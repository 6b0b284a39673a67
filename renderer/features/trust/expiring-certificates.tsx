import Alert from '@mui/material/Alert'
import type { ConnectorEntry } from '#shared/contract/contract.ts'
import { isExpiringSoon } from '#shared/domain/certificate-validity.ts'
import { useNow } from '../../components/use-now.ts'
import { ExpiringText } from './expiring-text.tsx'

/** In the list of connectors: the certificates that end soon, each server once. */
export function ExpiringCertificates({ entries }: { readonly entries: readonly ConnectorEntry[] }) {
  const now = useNow()
  const ending = entries.flatMap(({ connector, seenCertificate }) =>
    connector.active && seenCertificate && isExpiringSoon(seenCertificate.validTo, now)
      ? [seenCertificate]
      : [],
  )
  const byFingerprint = new Map(ending.map((seen) => [seen.fingerprint, seen]))
  return [...byFingerprint.values()].map(({ fingerprint, host, validTo }) => (
    <Alert key={fingerprint} severity="warning">
      <ExpiringText host={host} validTo={validTo} />
    </Alert>
  ))
}

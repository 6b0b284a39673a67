import type { ConnectorEntry } from '#shared/contract/contract.ts'
import { isExpiringSoon } from '#shared/domain/certificate-validity.ts'
import { StatusChip } from '../../components/status-chip.tsx'
import { useNow } from '../../components/use-now.ts'
import { useTexts } from '../../i18n/use-texts.ts'

/** In the list: what is to be known of the certificate of a connector's server; mostly nothing. */
export function CertificateChip({ entry }: { readonly entry: ConnectorEntry }) {
  const { t } = useTexts()
  const now = useNow()
  const { changedCertificate, seenCertificate } = entry
  if (changedCertificate) return <StatusChip tone="error" label={t('trust.changedChip')} />
  if (!seenCertificate || !isExpiringSoon(seenCertificate.validTo, now)) return null
  return <StatusChip tone="warning" label={t('trust.endsChip')} />
}

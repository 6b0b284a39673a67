import { useTranslation } from 'react-i18next'
import type { Certificate } from '#shared/domain/certificate.ts'
import { daysLeft } from '#shared/domain/certificate-validity.ts'
import { Facts } from '../../components/facts.tsx'
import { useNow } from '../../components/use-now.ts'
import { useFormat } from '../../i18n/use-format.ts'

/** The facts of a certificate, to be read, compared and copied. */
export function CertificateList({ certificate }: { readonly certificate: Certificate }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  const { subject, names, issuer, validFrom, validTo, fingerprint, isAuthority } = certificate
  const days = daysLeft(validTo, now)
  const facts = [
    { name: t('details.subject'), value: subject },
    ...(names.length > 0 && !isAuthority ? [{ name: t('trust.names'), value: names.join(', ') }] : []),
    { name: t('details.issuer'), value: issuer },
    {
      name: t('trust.validity'),
      value: t(days < 0 ? 'trust.validityEnded' : 'trust.validityOf', {
        from: format.date(validFrom),
        to: format.date(validTo),
        days: format.number(Math.abs(days)),
      }),
    },
    { name: t('trust.fingerprint'), value: fingerprint },
  ]
  return <Facts facts={facts} />
}

import Box from '@mui/material/Box'
import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import type { Certificate } from '#shared/domain/certificate.ts'
import { daysLeft } from '#shared/domain/certificate-validity.ts'
import { useNow } from '../../components/use-now.ts'
import { useFormat } from '../../i18n/use-format.ts'

/** The facts of a certificate, to be read, compared and copied. */
export function CertificateList({ certificate }: { readonly certificate: Certificate }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useNow()
  const { subject, names, issuer, validFrom, validTo, fingerprint, isAuthority } = certificate
  const days = daysLeft(validTo, now)
  const facts: readonly (readonly [string, string])[] = [
    [t('details.subject'), subject],
    ...(names.length > 0 && !isAuthority ? [[t('trust.names'), names.join(', ')] as const] : []),
    [t('details.issuer'), issuer],
    [
      t('trust.validity'),
      t(days < 0 ? 'trust.validityEnded' : 'trust.validityOf', {
        from: format.date(validFrom),
        to: format.date(validTo),
        days: format.number(Math.abs(days)),
      }),
    ],
    [t('trust.fingerprint'), fingerprint],
  ]
  return (
    <Box
      component="dl"
      sx={{
        display: 'grid',
        gridTemplateColumns: 'max-content 1fr',
        columnGap: 2,
        rowGap: 0.5,
        m: 0,
        typography: 'body2',
      }}
    >
      {facts.map(([name, value]) => (
        <Fragment key={name}>
          <Box component="dt" sx={{ color: 'text.secondary' }}>
            {name}
          </Box>
          <Box component="dd" sx={{ m: 0, overflowWrap: 'anywhere', userSelect: 'text' }}>
            {value}
          </Box>
        </Fragment>
      ))}
    </Box>
  )
}

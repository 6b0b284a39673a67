import Alert from '@mui/material/Alert'
import Stack from '@mui/material/Stack'
import { useTranslation } from 'react-i18next'
import type { InspectedCertificate } from '#shared/domain/certificate.ts'
import { AppErrorAlert } from '../../components/app-error-alert.tsx'

type CertificateVerdictProps = { readonly shown: InspectedCertificate; readonly isPinned: boolean }

/** Is it accepted, and if not, everything that stands in the way. */
export function CertificateVerdict({ shown, isPinned }: CertificateVerdictProps) {
  const { t } = useTranslation()
  if (shown.problems.length === 0) {
    return <Alert severity="success">{t(isPinned ? 'trust.acceptedPinned' : 'trust.accepted')}</Alert>
  }
  return (
    <Stack spacing={1}>
      {shown.problems.map((problem, index) => (
        <AppErrorAlert key={problem.code} error={problem} severity={index === 0 ? 'error' : 'warning'} />
      ))}
    </Stack>
  )
}

import Button from '@mui/material/Button'
import Stack from '@mui/material/Stack'
import Typography from '@mui/material/Typography'
import type { LogonState } from '#shared/domain/logon.ts'
import { ToneIcon } from '../../components/status-chip.tsx'
import { useTexts } from '../../i18n/use-texts.ts'

type LogonStatusProps = {
  readonly logon: LogonState
  readonly accountName: string
  readonly isResuming: boolean
  readonly onResume: () => void
}

/** Says that the password was refused, or that nothing is sent any more, with the way out. */
export function LogonStatus({ logon, accountName, isResuming, onResume }: LogonStatusProps) {
  const { t, format } = useTexts()
  if (logon.state === 'well') return null
  const values = { count: format.number(logon.count), at: format.dateTime(logon.at) }
  return (
    <Stack sx={{ alignItems: 'flex-start' }}>
      <Stack direction="row" spacing={0.5} sx={{ alignItems: 'baseline' }}>
        <ToneIcon tone="error" fontSize="inherit" />
        <Typography variant="caption" color="error">
          {t(`logon.${logon.state}`, values)}
        </Typography>
      </Stack>
      {logon.state === 'paused' && (
        <Button
          size="small"
          disabled={isResuming}
          onClick={onResume}
          aria-label={t('logon.resumeOf', { name: accountName })}
        >
          {t('logon.resume')}
        </Button>
      )}
    </Stack>
  )
}

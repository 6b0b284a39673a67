import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'

type DeviceCodePromptProps = { readonly userCode: string; readonly url: string }

/** The code and where to enter it; read out letter by letter, since it is typed on another device. */
export function DeviceCodePrompt({ userCode, url }: DeviceCodePromptProps) {
  const { t } = useTranslation()
  return (
    <>
      <Typography sx={{ overflowWrap: 'anywhere' }}>{t('signIn.device.text', { url })}</Typography>
      <Typography
        variant="h2"
        component="p"
        aria-label={userCode.split('').join(' ')}
        data-testid="device-code"
        sx={{ fontFamily: 'monospace', letterSpacing: '0.15em', textAlign: 'center', userSelect: 'all' }}
      >
        {userCode}
      </Typography>
    </>
  )
}

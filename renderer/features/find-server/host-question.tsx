import Alert from '@mui/material/Alert'
import AlertTitle from '@mui/material/AlertTitle'
import Button from '@mui/material/Button'
import Stack from '@mui/material/Stack'
import { useTranslation } from 'react-i18next'
import { hostQuestionWords, type HostQuestion } from '#shared/domain/discovery.ts'

type HostQuestionAlertProps = {
  readonly question: HostQuestion
  readonly onAnswer: (isAllowed: boolean) => void
}

/** Before anything goes to a host that the address does not stand for. To decline is the default. */
export function HostQuestionAlert({ question, onAnswer }: HostQuestionAlertProps) {
  const { t } = useTranslation()
  return (
    <Alert severity="warning" role="group" sx={{ overflowWrap: 'anywhere' }}>
      <AlertTitle>{t('find.host.title', { host: question.host })}</AlertTitle>
      {hostQuestionWords(question)
        .map(({ key, params }) => t(key, { replace: params }))
        .join(' ')}
      <Stack direction="row" spacing={1} sx={{ mt: 1 }}>
        <Button
          variant="contained"
          autoFocus
          onClick={() => {
            onAnswer(false)
          }}
        >
          {t('find.host.decline')}
        </Button>
        <Button
          variant="outlined"
          onClick={() => {
            onAnswer(true)
          }}
        >
          {t('find.host.allow')}
        </Button>
      </Stack>
    </Alert>
  )
}

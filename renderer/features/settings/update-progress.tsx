import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import LinearProgress from '@mui/material/LinearProgress'
import Stack from '@mui/material/Stack'
import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'
import type { Update, UpdateState } from '#shared/domain/updates.ts'
import { AppErrorAlert } from '../../components/app-error-alert.tsx'
import { Facts } from '../../components/facts.tsx'
import { PlainText } from '../../components/plain-text.tsx'
import { StatusChip, type Tone } from '../../components/status-chip.tsx'
import { TimeStamp } from '../../components/time-stamp.tsx'
import { useFormat } from '../../i18n/use-format.ts'

type UpdateProgressProps = { readonly state: UpdateState; readonly isOff: boolean }

/** What is installed, what was found, and what can be done about it. */
export function UpdateProgress({ state, isOff }: UpdateProgressProps) {
  const { t } = useTranslation()
  const { step, problem, lastCheck, obstacle, server } = state
  const canCheck = obstacle === null && !isOff && server !== null
  const update = 'update' in step ? step.update : null
  return (
    <Stack spacing={2}>
      <Facts
        facts={[
          { name: t('updates.version'), value: <span translate="no">{state.version}</span> },
          { name: t('updates.state'), value: <UpdateChip state={state} isOff={isOff} /> },
          ...(canCheck
            ? [
                {
                  name: t('updates.lastCheck'),
                  value: lastCheck ? <TimeStamp instant={lastCheck.at} /> : t('updates.lastCheck.never'),
                },
              ]
            : []),
        ]}
      />
      {problem && <AppErrorAlert error={problem} />}
      {step.kind === 'downloading' && <DownloadBar update={step.update} received={step.receivedBytes} />}
      {step.kind === 'ready' && <Typography variant="body2">{t('updates.ready.hint')}</Typography>}
      {update && <UpdateNotes update={update} />}
      {canCheck && (
        <Stack direction="row" spacing={1} sx={{ flexWrap: 'wrap' }}>
          {step.kind === 'found' && (
            <Button variant="contained" onClick={() => void window.api.updates.download()}>
              {t('updates.download')}
            </Button>
          )}
          {step.kind === 'ready' && (
            <Button variant="contained" onClick={() => void window.api.background.quit()}>
              {t('updates.quit')}
            </Button>
          )}
          <Button
            variant="outlined"
            disabled={step.kind === 'checking' || step.kind === 'downloading'}
            onClick={() => void window.api.updates.check()}
          >
            {t('updates.check')}
          </Button>
        </Stack>
      )}
    </Stack>
  )
}

/** Spoken when it changes. */
function UpdateChip({ state, isOff }: UpdateProgressProps) {
  const { t } = useTranslation()
  const { step, obstacle, server, lastCheck } = state
  const [tone, label] = ((): [Tone, string] => {
    if (obstacle !== null) return ['neutral', t('updates.obstacle')]
    if (isOff) return ['neutral', t('updates.off')]
    if (server === null) return ['neutral', t('updates.noServer')]
    switch (step.kind) {
      case 'checking':
        return ['running', t('updates.checking')]
      case 'found':
        return ['info', t('updates.found', { version: step.update.version })]
      case 'downloading':
        return ['running', t('updates.downloading', { version: step.update.version })]
      case 'ready':
        return ['success', t('updates.ready', { version: step.update.version })]
      case 'idle':
        break
    }
    const outcome = lastCheck?.outcome
    if (outcome === undefined) return ['neutral', t('updates.lastCheck.never')]
    return [OUTCOME_TONES[outcome], t(`updates.outcome.${outcome}`)]
  })()
  return (
    <Box role="status">
      <StatusChip tone={tone} label={label} />
    </Box>
  )
}

const OUTCOME_TONES = {
  'up-to-date': 'success',
  'held-back': 'info',
  found: 'info',
  failed: 'warning',
} as const

function DownloadBar({ update, received }: { readonly update: Update; readonly received: number }) {
  const { t } = useTranslation()
  const { bytes } = useFormat()
  return (
    <Box>
      <LinearProgress
        variant="determinate"
        aria-label={t('updates.downloading', { version: update.version })}
        value={update.bytes === 0 ? 0 : Math.min((received / update.bytes) * 100, 100)}
      />
      <Typography variant="caption" color="textSecondary">
        {t('updates.progress', { received: bytes(received), total: bytes(update.bytes) })}
      </Typography>
    </Box>
  )
}

/** As plain text: it comes from outside. */
function UpdateNotes({ update }: { readonly update: Update }) {
  const { t } = useTranslation()
  const format = useFormat()
  const size = format.bytes(update.bytes)
  return (
    <Box>
      <Typography variant="body2" color="textSecondary">
        {update.releasedAt === null
          ? size
          : t('updates.released', { date: format.date(update.releasedAt), size })}
      </Typography>
      {update.notes !== null && (
        <PlainText
          label={t('updates.notes')}
          text={update.notes}
          isForeign
          sx={{ mt: 1, p: 1.5, maxHeight: 200 }}
        />
      )}
    </Box>
  )
}

import CopyIcon from '@mui/icons-material/ContentCopy'
import Box from '@mui/material/Box'
import IconButton from '@mui/material/IconButton'
import Paper from '@mui/material/Paper'
import Tooltip from '@mui/material/Tooltip'
import Typography from '@mui/material/Typography'
import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import { settled } from '../api/unwrap.ts'
import { useFeedback } from './feedback.ts'

/** A command for the Exchange Management Shell, to be copied. */
export function PowerShell({ command }: { readonly command: string }) {
  const { t } = useTranslation()
  const { done, failed } = useFeedback()
  const copy = async (): Promise<void> => {
    const copied = await settled(window.api.app.copy({ text: command }))
    if (copied.ok) done(t('powerShell.copied'))
    else failed(copied.error)
  }
  return (
    <Paper variant="outlined" sx={{ display: 'flex', alignItems: 'flex-start', width: '100%', p: 1 }}>
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <Typography variant="caption" color="textSecondary">
          {t('powerShell.label')}
        </Typography>
        <Box
          component="code"
          sx={{ display: 'block', typography: 'body2', fontFamily: 'monospace', overflowWrap: 'anywhere' }}
        >
          {/* Only between words: a command that is typed off must not get its hyphens from line breaks. */}
          {command.split(' ').map((word, index) => (
            <Fragment key={index}>
              {index > 0 && ' '}
              <Box component="span" sx={{ display: 'inline-block' }}>
                {word}
              </Box>
            </Fragment>
          ))}
        </Box>
      </Box>
      <Tooltip title={t('powerShell.copy')}>
        <IconButton size="small" aria-label={t('powerShell.copy')} onClick={() => void copy()}>
          <CopyIcon fontSize="small" />
        </IconButton>
      </Tooltip>
    </Paper>
  )
}

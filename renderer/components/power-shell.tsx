import Box from '@mui/material/Box'
import Paper from '@mui/material/Paper'
import Typography from '@mui/material/Typography'
import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import { CopyButton } from './copy-button.tsx'

/** A command for the Exchange Management Shell, to be copied. */
export function PowerShell({ command }: { readonly command: string }) {
  const { t } = useTranslation()
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
      <CopyButton text={command} label={t('powerShell.copy')} copied={t('powerShell.copied')} />
    </Paper>
  )
}

import Box from '@mui/material/Box'
import { useTranslation } from 'react-i18next'

/** The text of an appointment or a task, which has no formatting. */
export function PlainText({ text }: { readonly text: string }) {
  const { t } = useTranslation()
  if (text.trim() === '') return null
  return (
    <Box
      component="section"
      aria-label={t('item.text')}
      tabIndex={0}
      sx={{
        maxHeight: 200,
        overflow: 'auto',
        p: 1,
        border: 1,
        borderColor: 'divider',
        borderRadius: 1,
        typography: 'body2',
        whiteSpace: 'pre-wrap',
        overflowWrap: 'anywhere',
        userSelect: 'text',
      }}
    >
      {text}
    </Box>
  )
}

import Box from '@mui/material/Box'
import { useTranslation } from 'react-i18next'
import type { EmailContent } from '#shared/domain/prime.ts'
import { useFolderText } from '../../components/use-folder-text.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { fullPerson } from './person.ts'

/** From, to, when and where, each line only if there is something to say. */
export function EmailHeader({ content }: { readonly content: EmailContent }) {
  const { t } = useTranslation()
  const { dateTime } = useFormat()
  const folderText = useFolderText()
  const { summary, to, cc, sentAt } = content
  const lines = [
    [t('email.from'), summary.from ? fullPerson(summary.from) : ''],
    [t('email.to'), to.map(fullPerson).join(', ')],
    [t('email.cc'), cc.map(fullPerson).join(', ')],
    [t('email.sent'), sentAt ? dateTime(sentAt) : ''],
    [t('email.received'), summary.receivedAt ? dateTime(summary.receivedAt) : ''],
    [t('email.folder'), folderText(summary.folder)],
  ].filter(([, value]) => value !== '')
  return (
    <Box
      component="dl"
      sx={{
        display: 'grid',
        gridTemplateColumns: 'max-content 1fr',
        columnGap: 2,
        m: 0,
        typography: 'body2',
        userSelect: 'text',
      }}
    >
      {lines.map(([name, value]) => (
        <Box key={name} sx={{ display: 'contents' }}>
          <Box component="dt" sx={{ color: 'text.secondary' }}>
            {name}
          </Box>
          <Box component="dd" sx={{ m: 0, overflowWrap: 'anywhere' }}>
            {value}
          </Box>
        </Box>
      ))}
    </Box>
  )
}

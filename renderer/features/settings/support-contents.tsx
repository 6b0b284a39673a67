import Box from '@mui/material/Box'
import List from '@mui/material/List'
import ListItemButton from '@mui/material/ListItemButton'
import ListItemText from '@mui/material/ListItemText'
import Typography from '@mui/material/Typography'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SupportOptions } from '#shared/domain/support.ts'
import { LoadError } from '../../components/load-error.tsx'
import { Loading } from '../../components/loading.tsx'
import { PlainText } from '../../components/plain-text.tsx'
import { useFormat } from '../../i18n/use-format.ts'
import { supportPartQuery, supportPartsQuery } from './settings-queries.ts'

/** The files of the package, and the text of the chosen one as it would be written. */
export function SupportContents({ options }: { readonly options: SupportOptions }) {
  const { t } = useTranslation()
  const { bytes } = useFormat()
  const [chosen, setChosen] = useState<string | null>(null)
  const parts = useQuery(supportPartsQuery(options))
  if (parts.isError) return <LoadError error={parts.error} onRetry={() => void parts.refetch()} />
  if (!parts.data) return <Loading />
  const name = parts.data.find((part) => part.name === chosen)?.name ?? parts.data[0]?.name
  return (
    <Box
      sx={{
        display: 'grid',
        gap: 1,
        gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'minmax(0, 2fr) minmax(0, 3fr)' },
      }}
    >
      <List dense aria-label={t('support.contents')} sx={{ maxHeight: 360, overflow: 'auto' }}>
        {parts.data.map((part) => (
          <li key={part.name}>
            <ListItemButton
              selected={part.name === name}
              aria-current={part.name === name}
              onClick={() => {
                setChosen(part.name)
              }}
            >
              <ListItemText
                primary={part.bytes === null ? part.name : `${part.name} (${bytes(part.bytes)})`}
                secondary={part.about}
                slotProps={{ primary: { sx: { overflowWrap: 'anywhere' } } }}
              />
            </ListItemButton>
          </li>
        ))}
      </List>
      {name !== undefined && <PartText key={name} options={options} name={name} />}
    </Box>
  )
}

function PartText({ options, name }: { readonly options: SupportOptions; readonly name: string }) {
  const { t } = useTranslation()
  const part = useQuery(supportPartQuery(options, name))
  if (part.isError) return <LoadError error={part.error} onRetry={() => void part.refetch()} />
  if (!part.data) return <Loading />
  return (
    <Box>
      {part.data.isCut && <Typography variant="caption">{t('support.cut')}</Typography>}
      <PlainText label={name} text={part.data.text} look="code" sx={{ height: 360, typography: 'caption' }} />
    </Box>
  )
}

import Box from '@mui/material/Box'
import Paper from '@mui/material/Paper'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { EmailOrder } from '#shared/domain/data.ts'
import { useDebounced } from '../use-debounced.ts'
import type { PlaceProps } from '../account-places.tsx'
import { EmailGrid } from './email-grid.tsx'
import { EmailToolbar } from './email-toolbar.tsx'
import { FolderList } from './folder-list.tsx'
import { ReadingPane } from './reading-pane.tsx'

/** Folders on the left, the list beside them, and below it the e-mail that is open. */
export function MailView({ account, data, place, go }: PlaceProps) {
  const { t } = useTranslation()
  const [search, setSearch] = useState('')
  const [order, setOrder] = useState<EmailOrder>('newest')
  const searched = useDebounced(search.trim())
  const { folder, item } = place
  const list = { primeEmailAccountId: account.id, folder, search: searched, order }
  return (
    <Box
      sx={{
        flex: 1,
        minHeight: 0,
        display: 'grid',
        gap: 1.5,
        gridTemplateColumns: { xs: 'minmax(0, 1fr)', sm: 'minmax(150px, 200px) minmax(0, 1fr)' },
        gridTemplateRows: { xs: '120px minmax(0, 1fr)', sm: 'minmax(0, 1fr)' },
      }}
    >
      <FolderList
        folders={data.folders}
        chosen={folder}
        onChoose={(next) => {
          go({ view: 'mail', folder: next, item: null })
        }}
      />
      <Box
        sx={{
          minHeight: 0,
          minWidth: 0,
          display: 'grid',
          gap: 1.5,
          ...(item === null
            ? { gridTemplateColumns: 'minmax(0, 1fr)', gridTemplateRows: 'minmax(0, 1fr)' }
            : {
                gridTemplateColumns: { xs: 'minmax(0, 1fr)', xl: 'minmax(0, 1fr) minmax(0, 1fr)' },
                gridTemplateRows: { xs: 'minmax(0, 2fr) minmax(0, 3fr)', xl: 'minmax(0, 1fr)' },
              }),
        }}
      >
        <Paper variant="outlined" sx={{ display: 'flex', flexDirection: 'column', minHeight: 0 }}>
          <EmailToolbar search={search} onSearch={setSearch} order={order} onOrder={setOrder} />
          <EmailGrid
            // Another list begins with its first page.
            key={JSON.stringify(list)}
            list={list}
            openId={item}
            onOpen={(id) => {
              go({ view: 'mail', item: id })
            }}
          />
        </Paper>
        {item !== null && (
          <Paper
            variant="outlined"
            component="section"
            aria-label={t('email.pane')}
            sx={{ display: 'flex', flexDirection: 'column', minHeight: 0, overflow: 'auto' }}
          >
            <ReadingPane
              key={item}
              id={item}
              data={data}
              onClose={() => {
                go({ item: null })
              }}
            />
          </Paper>
        )}
      </Box>
    </Box>
  )
}

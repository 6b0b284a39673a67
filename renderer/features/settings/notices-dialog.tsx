/** The licences of what is shipped, as the file beside the program has them, with a search over all. */
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import Stack from '@mui/material/Stack'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useId, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { unwrap } from '../../api/unwrap.ts'
import { LoadError } from '../../components/load-error.tsx'
import { Loading } from '../../components/loading.tsx'
import { PlainText } from '../../components/plain-text.tsx'

/** The line between two works. */
const BETWEEN = /^={80}\n/m

export function NoticesDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation()
  const id = useId()
  const notices = useQuery({
    queryKey: ['notices'],
    queryFn: () => unwrap(window.api.help.notices()),
    retry: false,
    staleTime: Infinity,
  })
  return (
    <Dialog open onClose={onClose} aria-labelledby={id} maxWidth="md" fullWidth>
      <DialogTitle id={id}>{t('notices.title')}</DialogTitle>
      <DialogContent>
        {notices.isPending && <Loading />}
        {notices.isError && <LoadError error={notices.error} onRetry={() => void notices.refetch()} />}
        {notices.data !== undefined && <Works text={notices.data} />}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{t('action.close')}</Button>
      </DialogActions>
    </Dialog>
  )
}

function Works({ text }: { readonly text: string }) {
  const { t } = useTranslation()
  const [search, setSearch] = useState('')
  const wanted = useDeferredValue(search.trim().toLowerCase())
  const works = useMemo(() => text.split(BETWEEN).slice(1), [text])
  const found = works.filter((work) => work.toLowerCase().includes(wanted))
  return (
    <Stack spacing={2} sx={{ pt: 1 }}>
      <TextField
        type="search"
        size="small"
        label={t('notices.search')}
        value={search}
        onChange={(event) => {
          setSearch(event.target.value)
        }}
      />
      <Typography variant="body2" color="textSecondary" aria-live="polite">
        {t('notices.count', { count: found.length })}
      </Typography>
      <PlainText
        label={t('notices.title')}
        text={found.join('\n')}
        look="bare"
        isForeign
        sx={{ p: 0, maxHeight: 420 }}
      />
    </Stack>
  )
}

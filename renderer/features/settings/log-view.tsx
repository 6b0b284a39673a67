/** The log: a list that is filtered where it lies, the entry that is open beside it, and what is filtered as a file. */
import RefreshIcon from '@mui/icons-material/Refresh'
import SaveIcon from '@mui/icons-material/SaveAlt'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Paper from '@mui/material/Paper'
import Stack from '@mui/material/Stack'
import Typography from '@mui/material/Typography'
import { useInfiniteQuery, useMutation } from '@tanstack/react-query'
import { useDeferredValue, useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link as RouterLink } from 'react-router'
import { toAppError, unwrap } from '../../api/unwrap.ts'
import { useFeedback } from '../../components/feedback.ts'
import { LoadError } from '../../components/load-error.tsx'
import { Loading } from '../../components/loading.tsx'
import { Page } from '../../components/page.tsx'
import { filterOf, NO_FILTER } from './log-filter.ts'
import { LogEntryView } from './log-entry-view.tsx'
import { LogGrid } from './log-grid.tsx'
import { LogToolbar } from './log-toolbar.tsx'
import { logQuery } from './settings-queries.ts'

export function Component() {
  const { t } = useTranslation()
  const { done, failed } = useFeedback()
  const [wanted, setWanted] = useState(NO_FILTER)
  const [follows, setFollows] = useState(false)
  const [openPosition, setOpenPosition] = useState<string | null>(null)
  const entered = useDeferredValue(wanted)
  const filter = useMemo(() => filterOf(entered), [entered])
  const log = useInfiniteQuery({ ...logQuery(filter, follows), placeholderData: (previous) => previous })
  const lines = useMemo(() => log.data?.pages.flatMap((page) => page.lines) ?? [], [log.data])
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = log
  // Many lines may have been looked at without one that matches; then the search goes on by itself.
  const goesOn = lines.length === 0 && hasNextPage && !isFetchingNextPage
  useEffect(() => {
    if (goesOn) void fetchNextPage()
  }, [goesOn, fetchNextPage])
  const save = useMutation({
    mutationFn: () => unwrap(window.api.logs.export({ filter })),
    onSuccess: (saved) => {
      if (saved) done((words) => words('log.exported', saved))
    },
    onError: (error) => {
      failed(toAppError(error))
    },
  })
  return (
    <Page
      title={t('log.title')}
      help="settings.log"
      fillsWindow
      actions={
        <>
          <Button component={RouterLink} to="/settings?section=log">
            {t('log.back')}
          </Button>
          <Button startIcon={<RefreshIcon />} disabled={follows} onClick={() => void log.refetch()}>
            {t('log.refresh')}
          </Button>
          <Button
            variant="outlined"
            startIcon={<SaveIcon />}
            loading={save.isPending}
            disabled={lines.length === 0}
            onClick={() => {
              save.mutate()
            }}
          >
            {t('log.export')}
          </Button>
        </>
      }
    >
      <LogToolbar
        filter={wanted}
        events={log.data?.pages[0]?.events ?? []}
        follows={follows}
        onFilter={setWanted}
        onFollow={setFollows}
      />
      {log.isPending && <Loading />}
      {log.isError && <LoadError error={log.error} onRetry={() => void log.refetch()} />}
      {log.data && (
        <Box
          sx={{
            flex: 1,
            minHeight: 320,
            display: 'grid',
            gap: 1,
            gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'minmax(0, 5fr) minmax(0, 3fr)' },
            gridTemplateRows: { xs: 'minmax(0, 3fr) minmax(0, 2fr)', lg: 'minmax(0, 1fr)' },
          }}
        >
          <Paper variant="outlined" sx={{ display: 'flex', flexDirection: 'column', minHeight: 0 }}>
            <LogGrid
              lines={lines}
              noRows={t(log.isFetching ? 'log.searching' : 'log.none')}
              openPosition={openPosition}
              onOpen={setOpenPosition}
            />
            {hasNextPage && !follows && (
              <Stack
                direction="row"
                sx={{ p: 1, justifyContent: 'center', borderTop: 1, borderColor: 'divider' }}
              >
                <Button size="small" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
                  {t('log.older')}
                </Button>
              </Stack>
            )}
          </Paper>
          <Paper variant="outlined" sx={{ minHeight: 0, overflow: 'auto', p: 1.5, display: 'flex' }}>
            {openPosition === null ? (
              <Typography color="textSecondary" sx={{ m: 'auto' }}>
                {t('log.choose')}
              </Typography>
            ) : (
              <LogEntryView position={openPosition} />
            )}
          </Paper>
        </Box>
      )}
    </Page>
  )
}

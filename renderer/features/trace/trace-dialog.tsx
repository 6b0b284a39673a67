/**
 * The last exchanges of an account with its server, as they come: a list, and the chosen one in full below or beside
 * it. While it is open it asks twice a second what has changed; bodies come with the chosen exchange alone.
 */
import CloseIcon from '@mui/icons-material/Close'
import ClearIcon from '@mui/icons-material/DeleteSweep'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import IconButton from '@mui/material/IconButton'
import Paper from '@mui/material/Paper'
import Stack from '@mui/material/Stack'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useId, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ExchangeSummary } from '#shared/domain/exchange-trace.ts'
import type { EwsAccountId } from '#shared/domain/ids.ts'
import { exchangeQuery, traceQuery } from '../../api/queries.ts'
import { toAppError, unwrap } from '../../api/unwrap.ts'
import { HelpDialogTitle } from '../../components/help-dialog-title.tsx'
import { useFeedback } from '../../components/feedback.ts'
import { LoadError } from '../../components/load-error.tsx'
import { Loading } from '../../components/loading.tsx'
import { ExchangeGrid } from './exchange-grid.tsx'
import { ExchangeView } from './exchange-view.tsx'
import { KeepBodiesSwitch } from './keep-bodies-switch.tsx'
import { SaveTraceButton } from './save-trace-button.tsx'
import { exchangesBetween, filterExchanges, type Between } from './trace.ts'

type TraceDialogProps = {
  readonly accountId: EwsAccountId
  readonly accountName: string
  /** Only the exchanges of one run. */
  readonly between?: Between
  readonly onClose: () => void
}

const NONE: readonly ExchangeSummary[] = []

export function TraceDialog({ accountId, accountName, between, onClose }: TraceDialogProps) {
  const { t } = useTranslation()
  const id = useId()
  const trace = useQuery(traceQuery(accountId))
  const { keepBodies, clear } = useTraceActions(accountId)
  const [text, setText] = useState('')
  const [openNumber, setOpenNumber] = useState<number | null>(null)
  const all = trace.data?.exchanges ?? NONE
  const exchanges = useMemo(() => (between ? exchangesBetween(all, between) : all), [all, between])
  // Not deferred: the grid never comes to rest when its rows lag behind the text.
  const found = useMemo(() => filterExchanges(exchanges, text), [exchanges, text])
  const open = exchanges.find(({ number }) => number === openNumber)
  return (
    <Dialog open onClose={onClose} aria-labelledby={id} fullScreen>
      <Stack direction="row" sx={{ alignItems: 'center', pr: 2 }}>
        <HelpDialogTitle id={id} help="trace">
          {t('trace.title', { name: accountName })}
        </HelpDialogTitle>
        <IconButton aria-label={t('action.close')} onClick={onClose}>
          <CloseIcon />
        </IconButton>
      </Stack>
      <Box sx={{ flex: 1, minHeight: 0, display: 'flex', flexDirection: 'column', gap: 1, px: 3, pb: 2 }}>
        <Stack direction="row" sx={{ alignItems: 'center', flexWrap: 'wrap', columnGap: 2, pt: 0.75 }}>
          <TextField
            label={t('trace.search')}
            type="search"
            value={text}
            onChange={(event) => {
              setText(event.target.value)
            }}
            sx={{ maxWidth: 240 }}
          />
          <KeepBodiesSwitch
            keeps={keepBodies.isPending ? keepBodies.variables : (trace.data?.keepsBodies ?? false)}
            disabled={!trace.data}
            onChange={(keeps) => {
              keepBodies.mutate(keeps)
            }}
          />
          <SaveTraceButton accountId={accountId} />
          <Button
            startIcon={<ClearIcon />}
            disabled={exchanges.length === 0 || clear.isPending}
            onClick={() => {
              clear.mutate()
            }}
          >
            {t('trace.clear')}
          </Button>
        </Stack>
        {trace.isPending && <Loading />}
        {trace.isError && <LoadError error={trace.error} onRetry={() => void trace.refetch()} />}
        {trace.data && (
          <Box
            sx={{
              flex: 1,
              minHeight: 0,
              display: 'grid',
              gap: 1,
              gridTemplateColumns: { xs: 'minmax(0, 1fr)', xl: 'minmax(0, 1fr) minmax(0, 1fr)' },
              gridTemplateRows: { xs: 'minmax(0, 2fr) minmax(0, 5fr)', xl: 'minmax(0, 1fr)' },
            }}
          >
            <Paper variant="outlined" sx={{ display: 'flex', flexDirection: 'column', minHeight: 0 }}>
              <ExchangeGrid
                exchanges={found}
                noRows={t(exchanges.length === 0 ? 'trace.none' : 'trace.noneFound')}
                openNumber={openNumber}
                onOpen={({ number }) => {
                  setOpenNumber(number)
                }}
              />
            </Paper>
            <Paper
              variant="outlined"
              sx={{ display: 'flex', flexDirection: 'column', minHeight: 0, overflow: 'auto', p: 1.5 }}
            >
              {open ? (
                <OpenExchange key={open.number} accountId={accountId} summary={open} />
              ) : (
                <Typography color="textSecondary" sx={{ m: 'auto' }}>
                  {t('trace.choose')}
                </Typography>
              )}
            </Paper>
          </Box>
        )}
      </Box>
    </Dialog>
  )
}

type OpenExchangeProps = { readonly accountId: EwsAccountId; readonly summary: ExchangeSummary }

function OpenExchange({ accountId, summary }: OpenExchangeProps) {
  const exchange = useQuery(exchangeQuery(accountId, summary))
  if (exchange.data) return <ExchangeView exchange={exchange.data} fills />
  if (exchange.isError) return <LoadError error={exchange.error} onRetry={() => void exchange.refetch()} />
  return <Loading />
}

function useTraceActions(accountId: EwsAccountId) {
  const { failed } = useFeedback()
  const client = useQueryClient()
  const onError = (error: unknown): void => {
    failed(toAppError(error))
  }
  const onSuccess = () => client.invalidateQueries({ queryKey: traceQuery(accountId).queryKey })
  const keepBodies = useMutation({
    mutationFn: (keeps: boolean) => unwrap(window.api.traces.keepBodies({ accountId, keeps })),
    onSuccess,
    onError,
  })
  const clear = useMutation({
    mutationFn: () => unwrap(window.api.traces.clear({ accountId })),
    onSuccess,
    onError,
  })
  return { keepBodies, clear }
}

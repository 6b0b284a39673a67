/** Tests many accounts of a connector, shows the results as they come, and activates those that passed. */
import BackIcon from '@mui/icons-material/ArrowBack'
import Alert, { type AlertColor } from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import LinearProgress from '@mui/material/LinearProgress'
import Stack from '@mui/material/Stack'
import ToggleButton from '@mui/material/ToggleButton'
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup'
import { useId, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AccountEntry } from '#shared/contract/contract.ts'
import type { EwsAccountId } from '#shared/domain/ids.ts'
import { settled } from '../../api/unwrap.ts'
import { HelpDialogTitle } from '../../components/help-dialog-title.tsx'
import { AppErrorAlert } from '../../components/app-error-alert.tsx'
import { useFormat } from '../../i18n/use-format.ts'
import type { TestedConnector } from '../connection-test/test-request.ts'
import type { TestRun } from '../connection-test/test-session.ts'
import { TestReportView } from '../connection-test/test-report-view.tsx'
import {
  activatable,
  BATCH_FILTERS,
  filteredLines,
  isFailed,
  isOver,
  type BatchFilter,
  type BatchLine,
} from './batch-rows.ts'
import { BatchGrid } from './batch-grid.tsx'
import { useActivate } from './use-activate.ts'
import { useBatchSession } from './use-batch-session.ts'

type TestBatchDialogProps = {
  readonly title: string
  readonly tested: TestedConnector
  readonly entries: readonly AccountEntry[]
  readonly onClose: () => void
}

export function TestBatchDialog({ title, tested, entries, onClose }: TestBatchDialogProps) {
  const { t } = useTranslation()
  const id = useId()
  const { session, state, question } = useBatchSession(tested, entries)
  const { lines, isRunning, error } = state
  const [filter, setFilter] = useState<BatchFilter>('all')
  const [opened, setOpened] = useState<{ line: BatchLine; run: TestRun } | null>(null)
  const activate = useActivate((ids) => {
    session.showActive(ids)
  })

  const open = async (line: BatchLine): Promise<void> => {
    if (line.row.state === 'refused') {
      setOpened({ line, run: { state: 'refused', error: line.row.error } })
      return
    }
    if (line.row.state !== 'ended') return
    const { id: owner, row } = line
    const report = await settled(window.api.connectionTests.report({ id: row.test, owner }))
    setOpened({
      line,
      run: report.ok ? { state: 'ended', report: report.value } : { state: 'refused', error: report.error },
    })
  }
  const shown = useMemo(() => filteredLines(lines, filter), [lines, filter])
  const failed = lines.filter(isFailed).map((line) => line.id)
  const passed = activatable(lines)
  return (
    <Dialog
      open
      onClose={onClose}
      aria-labelledby={id}
      maxWidth="lg"
      fullWidth
      slotProps={{ paper: { sx: { height: '85vh' } } }}
    >
      <HelpDialogTitle id={id} help="test.batch">
        {opened ? t('test.titleOf', { name: opened.line.mailbox }) : title}
      </HelpDialogTitle>
      <DialogContent sx={{ display: 'flex', flexDirection: 'column' }}>
        {opened ? (
          <TestReportView run={opened.run} owner={opened.line.id} />
        ) : (
          <Stack spacing={2} sx={{ flex: 1, minHeight: 0, pt: 1 }}>
            {error ? <AppErrorAlert error={error} /> : <BatchSummary lines={lines} isRunning={isRunning} />}
            <FilterButtons lines={lines} filter={filter} onChange={setFilter} />
            <Box sx={{ flex: 1, minHeight: 0 }}>
              <BatchGrid
                lines={shown}
                emptyText={t(`batch.none.${filter}`)}
                onOpen={(line) => void open(line)}
              />
            </Box>
          </Stack>
        )}
      </DialogContent>
      <DialogActions>
        {opened ? (
          <Button
            startIcon={<BackIcon />}
            onClick={() => {
              setOpened(null)
            }}
            sx={{ mr: 'auto' }}
          >
            {t('batch.back')}
          </Button>
        ) : (
          <BatchActions
            isRunning={isRunning}
            failed={failed}
            passed={passed}
            isActivating={activate.isPending}
            onActivate={() => {
              activate.mutate(passed)
            }}
            onCancel={() => {
              session.cancel()
            }}
            onAgain={(ids) => void session.start(ids)}
            all={lines.map((line) => line.id)}
          />
        )}
        <Button onClick={onClose} variant={passed.length > 0 && !opened ? 'text' : 'contained'}>
          {t('action.close')}
        </Button>
      </DialogActions>
      {question}
    </Dialog>
  )
}

function BatchSummary({
  lines,
  isRunning,
}: {
  readonly lines: readonly BatchLine[]
  readonly isRunning: boolean
}) {
  const { t } = useTranslation()
  const { number } = useFormat()
  const over = lines.filter(isOver).length
  const failed = lines.filter(isFailed).length
  const values = { count: lines.length, over: number(over), failed: number(failed) }
  const summary = (): { severity: AlertColor; text: string } => {
    if (isRunning) return { severity: 'info', text: t('test.all.running', values) }
    if (lines.some(({ row }) => row.state === 'cancelled'))
      return { severity: 'info', text: t('test.all.cancelled') }
    if (failed > 0) return { severity: 'error', text: t('test.all.endedFailed', values) }
    return { severity: 'success', text: t('test.all.ended', values) }
  }
  const { severity, text } = summary()
  return (
    <>
      <Alert severity={severity} role={severity === 'error' ? 'alert' : 'status'}>
        {text}
      </Alert>
      {isRunning && (
        <LinearProgress
          aria-label={t('test.running')}
          variant="determinate"
          value={Math.round((over / lines.length) * 100)}
        />
      )}
    </>
  )
}

type FilterButtonsProps = {
  readonly lines: readonly BatchLine[]
  readonly filter: BatchFilter
  readonly onChange: (filter: BatchFilter) => void
}

function FilterButtons({ lines, filter, onChange }: FilterButtonsProps) {
  const { t } = useTranslation()
  const { number } = useFormat()
  return (
    <ToggleButtonGroup
      size="small"
      exclusive
      value={filter}
      aria-label={t('batch.filter')}
      onChange={(_event, chosen: BatchFilter | null) => {
        if (chosen) onChange(chosen)
      }}
    >
      {BATCH_FILTERS.map((each) => (
        <ToggleButton key={each} value={each}>
          {t(`batch.filter.${each}`, { n: number(filteredLines(lines, each).length) })}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  )
}

type BatchActionsProps = {
  readonly isRunning: boolean
  readonly all: readonly EwsAccountId[]
  readonly failed: readonly EwsAccountId[]
  readonly passed: readonly EwsAccountId[]
  readonly isActivating: boolean
  readonly onActivate: () => void
  readonly onCancel: () => void
  readonly onAgain: (ids: readonly EwsAccountId[]) => void
}

function BatchActions(props: BatchActionsProps) {
  const { t } = useTranslation()
  const { isRunning, all, failed, passed, isActivating, onActivate, onCancel, onAgain } = props
  const again = (ids: readonly EwsAccountId[]) => () => {
    onAgain(ids)
  }
  return (
    <>
      {isRunning ? (
        <Button onClick={onCancel} sx={{ mr: 'auto' }}>
          {t('test.cancel')}
        </Button>
      ) : (
        <Stack direction="row" spacing={1} sx={{ mr: 'auto' }}>
          <Button onClick={again(all)}>{t('test.again')}</Button>
          {failed.length > 0 && failed.length < all.length && (
            <Button onClick={again(failed)}>{t('batch.failedAgain')}</Button>
          )}
        </Stack>
      )}
      {passed.length > 0 && (
        <Button variant="contained" onClick={onActivate} disabled={isActivating}>
          {t('batch.activate', { count: passed.length })}
        </Button>
      )}
    </>
  )
}

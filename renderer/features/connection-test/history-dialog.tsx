/** The past tests of an account or a connector, and each of them as it was. */
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import List from '@mui/material/List'
import ListItem from '@mui/material/ListItem'
import ListItemButton from '@mui/material/ListItemButton'
import ListItemText from '@mui/material/ListItemText'
import Stack from '@mui/material/Stack'
import Typography from '@mui/material/Typography'
import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConnectionTestId } from '#shared/domain/ids.ts'
import type { TestHistoryEntry, TestOwner } from '#shared/domain/test-record.ts'
import { HelpDialogTitle } from '../../components/help-dialog-title.tsx'
import { AppErrorAlert } from '../../components/app-error-alert.tsx'
import { LoadError } from '../../components/load-error.tsx'
import { Loading } from '../../components/loading.tsx'
import { StatusChip } from '../../components/status-chip.tsx'
import { ReportDialog } from './report-dialog.tsx'
import { historyQuery, reportQuery } from './test-queries.ts'
import { TestReportView } from './test-report-view.tsx'
import { OUTCOME_TONES } from './test-tones.ts'
import { useTestTexts } from './use-test-texts.ts'

type HistoryDialogProps = {
  readonly owner: TestOwner
  readonly name: string
  readonly onClose: () => void
}

export function HistoryDialog({ owner, name, onClose }: HistoryDialogProps) {
  const { t } = useTranslation()
  const id = useId()
  const [opened, setOpened] = useState<ConnectionTestId | null>(null)
  const [isReporting, setReporting] = useState(false)
  return (
    <Dialog open onClose={onClose} aria-labelledby={id} maxWidth="md" fullWidth>
      <HelpDialogTitle id={id} help="test.history">
        {t('test.history.title', { name })}
      </HelpDialogTitle>
      <DialogContent>
        {opened === null ? (
          <HistoryList owner={owner} onOpen={setOpened} />
        ) : (
          <PastTest id={opened} owner={owner} />
        )}
      </DialogContent>
      <DialogActions>
        {opened !== null && (
          <>
            <Button
              onClick={() => {
                setOpened(null)
              }}
            >
              {t('test.history.back')}
            </Button>
            <Button
              onClick={() => {
                setReporting(true)
              }}
            >
              {t('test.report')}
            </Button>
          </>
        )}
        <Button onClick={onClose} variant="contained">
          {t('action.close')}
        </Button>
      </DialogActions>
      {isReporting && opened !== null && (
        <ReportDialog
          test={{ id: opened, owner }}
          onClose={() => {
            setReporting(false)
          }}
        />
      )}
    </Dialog>
  )
}

type HistoryListProps = {
  readonly owner: TestOwner
  readonly onOpen: (id: ConnectionTestId) => void
}

function HistoryList({ owner, onOpen }: HistoryListProps) {
  const { t } = useTranslation()
  const history = useQuery(historyQuery(owner))
  if (history.isPending) return <Loading />
  if (history.isError) return <LoadError error={history.error} onRetry={() => void history.refetch()} />
  const { entries, notice } = history.data
  return (
    <Stack spacing={1}>
      {notice && <AppErrorAlert error={notice} severity="warning" />}
      {entries.length === 0 && <Typography color="textSecondary">{t('test.history.empty')}</Typography>}
      <List disablePadding>
        {entries.map((entry) => (
          <HistoryLine key={entry.id} entry={entry} onOpen={onOpen} />
        ))}
      </List>
    </Stack>
  )
}

function HistoryLine({
  entry,
  onOpen,
}: { readonly entry: TestHistoryEntry } & Pick<HistoryListProps, 'onOpen'>) {
  const { t } = useTranslation()
  const { words, format, error } = useTestTexts()
  const { id, outcome, startedAt, firstFailed, durationMilliseconds, values, warnings } = entry
  const found = firstFailed
    ? `${words.steps[firstFailed.step]}: ${error(firstFailed.error).what}`
    : warnings > 0
      ? t('test.group.warning', { count: warnings })
      : ''
  return (
    <ListItem disablePadding divider>
      <ListItemButton
        onClick={() => {
          onOpen(id)
        }}
        sx={{ gap: 2 }}
      >
        <ListItemText
          primary={format.dateTime(startedAt)}
          secondary={values === 'changed-since' ? t('test.history.changed') : null}
          sx={{ flex: '0 0 12rem' }}
        />
        <StatusChip tone={OUTCOME_TONES[outcome]} label={t(`test.outcome.${outcome}`)} />
        <Typography variant="body2" sx={{ flex: 1, minWidth: 0, overflowWrap: 'anywhere' }}>
          {found}
        </Typography>
        <Typography variant="caption" color="textSecondary">
          {format.duration(durationMilliseconds)}
        </Typography>
      </ListItemButton>
    </ListItem>
  )
}

function PastTest({ id, owner }: { readonly id: ConnectionTestId; readonly owner: TestOwner }) {
  const { t } = useTranslation()
  const { format } = useTestTexts()
  const report = useQuery(reportQuery({ id, owner }))
  if (report.isPending) return <Loading />
  if (report.isError) return <LoadError error={report.error} onRetry={() => void report.refetch()} />
  return (
    <Stack spacing={1}>
      <Typography variant="subtitle2" component="h3">
        {t('test.history.at', { at: format.dateTime(report.data.startedAt) })}
      </Typography>
      <TestReportView run={{ state: 'ended', report: report.data }} owner={owner} />
    </Stack>
  )
}

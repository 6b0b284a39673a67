import Box from '@mui/material/Box'
import type { GridColDef } from '@mui/x-data-grid'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { KeptRun } from '#shared/domain/sync-monitor.ts'
import { totalOf } from '#shared/domain/sync.ts'
import { RUNS_PER_PAGE } from '../../../api/queries.ts'
import { ListGrid } from '../../../components/list-grid.tsx'
import { ToneIcon } from '../../../components/status-chip.tsx'
import { useFormat } from '../../../i18n/use-format.ts'
import { useErrorText } from '../../../i18n/use-error-text.ts'
import { SYNC_TONES } from '../sync-outcome.ts'
import { itemCountsText } from './item-counts-text.ts'

type RunGridProps = {
  readonly runs: readonly KeptRun[]
  /** `null`: they are all of one account, which is named elsewhere. */
  readonly nameOf: ((run: KeptRun) => string) | null
  readonly isLoading: boolean
  readonly page: number
  /** `null` while there are further pages: counting them would read them. */
  readonly rowCount: number | null
  readonly openId: string | null
  readonly onOpen: (id: string) => void
  readonly onPage: (page: number) => void
}

export function RunGrid(props: RunGridProps) {
  const { runs, nameOf, isLoading, page, rowCount, openId, onOpen, onPage } = props
  const { t } = useTranslation()
  const columns = useRunColumns(nameOf)
  return (
    <ListGrid<KeptRun>
      label={t('history.list')}
      noRows={t('history.none')}
      rows={runs}
      columns={columns}
      rowId={({ id }) => id}
      openId={openId}
      onOpen={({ id }) => {
        onOpen(id)
      }}
      loading={isLoading}
      paginationMode="server"
      rowCount={rowCount ?? -1}
      paginationMeta={{ hasNextPage: rowCount === null }}
      paginationModel={{ page, pageSize: RUNS_PER_PAGE }}
      onPaginationModelChange={(model) => {
        onPage(model.page)
      }}
      pageSizeOptions={[RUNS_PER_PAGE]}
      disableColumnSorting
      hideFooter={page === 0 && rowCount !== null}
    />
  )
}

function useRunColumns(nameOf: RunGridProps['nameOf']): readonly GridColDef<KeptRun>[] {
  const { t } = useTranslation()
  const format = useFormat()
  const errorText = useErrorText()
  return useMemo((): GridColDef<KeptRun>[] => {
    const told = (run: KeptRun): string => {
      if (run.error !== null && run.outcome === 'failed') return errorText(run.error).what
      return itemCountsText(totalOf(run.counts), t, format) ?? t('sync.runs.nothing')
    }
    return [
      {
        field: 'startedAt',
        headerName: t('run.started'),
        width: 168,
        valueFormatter: (value: string) => format.dateTime(value),
      },
      ...(nameOf === null
        ? []
        : [
            {
              field: 'accountId',
              headerName: t('account.mailbox.short'),
              flex: 3,
              minWidth: 170,
              valueGetter: (_value: unknown, run: KeptRun) => nameOf(run),
            },
          ]),
      {
        field: 'outcome',
        headerName: t('run.outcome'),
        width: 142,
        renderCell: ({ row }) => (
          <Box sx={{ display: 'flex', alignItems: 'center', gap: 0.75, height: 1 }}>
            <ToneIcon tone={SYNC_TONES[row.outcome]} fontSize="inherit" />
            {t(`sync.outcome.${row.outcome}`)}
          </Box>
        ),
      },
      {
        field: 'told',
        headerName: t('run.done'),
        flex: 4,
        minWidth: 170,
        renderCell: ({ row }) => {
          const text = told(row)
          return <span title={text}>{text}</span>
        },
      },
      {
        field: 'trigger',
        headerName: t('run.trigger'),
        flex: 2,
        minWidth: 110,
        valueGetter: (_value, { trigger }) => t(`sync.trigger.${trigger}`),
      },
      {
        field: 'duration',
        headerName: t('run.duration'),
        width: 92,
        align: 'right',
        headerAlign: 'right',
        valueGetter: (_value, run) =>
          format.duration(Math.max(0, Date.parse(run.endedAt) - Date.parse(run.startedAt))),
      },
    ]
  }, [t, format, errorText, nameOf])
}

/** The table of results: one line for each account, drawn only as far as it is seen. */
import type { GridColDef } from '@mui/x-data-grid'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { ListGrid } from '../../components/list-grid.tsx'
import { StatusChip, type Tone } from '../../components/status-chip.tsx'
import { useFormat } from '../../i18n/use-format.ts'
import { OUTCOME_TONES } from '../connection-test/test-tones.ts'
import { useTestTexts } from '../connection-test/use-test-texts.ts'
import type { BatchLine } from './batch-rows.ts'

const LINES_PER_PAGE = 100

type BatchGridProps = {
  readonly lines: readonly BatchLine[]
  readonly emptyText: string
  readonly onOpen: (line: BatchLine) => void
}

export function BatchGrid({ lines, emptyText, onOpen }: BatchGridProps) {
  const { t } = useTranslation()
  const columns = useBatchColumns()
  return (
    <ListGrid<BatchLine>
      label={t('batch.table')}
      noRows={emptyText}
      rows={lines}
      columns={columns}
      rowId={({ id }) => id}
      openId={null}
      onOpen={onOpen}
      pageSizeOptions={[LINES_PER_PAGE]}
      initialState={{ pagination: { paginationModel: { pageSize: LINES_PER_PAGE } } }}
      hideFooter={lines.length <= LINES_PER_PAGE}
    />
  )
}

function useBatchColumns(): readonly GridColDef<BatchLine>[] {
  const { t } = useTranslation()
  const { duration } = useFormat()
  return useMemo(
    (): GridColDef<BatchLine>[] => [
      { field: 'mailbox', headerName: t('account.mailbox.short'), flex: 2, minWidth: 180 },
      {
        field: 'isActive',
        headerName: t('field.active'),
        width: 90,
        valueGetter: (_value, { isActive }) => t(isActive ? 'batch.active' : 'batch.inactive'),
      },
      {
        field: 'state',
        headerName: t('batch.state'),
        width: 150,
        valueGetter: (_value, line) => t(stateTextOf(line).key),
        renderCell: ({ row: line }) => {
          const { tone, key } = stateTextOf(line)
          return <StatusChip tone={tone} label={t(key)} />
        },
      },
      {
        field: 'finding',
        headerName: t('batch.finding'),
        flex: 4,
        minWidth: 220,
        sortable: false,
        renderCell: ({ row: line }) => <Finding line={line} />,
      },
      {
        field: 'duration',
        headerName: t('batch.duration'),
        width: 90,
        align: 'right',
        headerAlign: 'right',
        valueGetter: (_value, { row }) => (row.state === 'ended' ? row.durationMilliseconds : null),
        valueFormatter: (value: number | null) => (value === null ? '' : duration(value)),
      },
    ],
    [t, duration],
  )
}

function stateTextOf({ row }: BatchLine) {
  switch (row.state) {
    case 'waiting':
      return { tone: 'waiting', key: row.until === null ? 'test.run.waiting' : 'batch.pausing' } as const
    case 'running':
      return { tone: 'running', key: 'testStates.running' } as const
    case 'refused':
      return { tone: 'error', key: 'test.outcome.failed' } as const
    case 'cancelled':
      return { tone: 'cancelled', key: 'test.outcome.cancelled' } as const
    case 'ended': {
      const isWarned = row.outcome === 'passed' && row.warnings > 0
      const tone: Tone = isWarned ? 'warning' : OUTCOME_TONES[row.outcome]
      return { tone, key: isWarned ? 'batch.warned' : (`test.outcome.${row.outcome}` as const) } as const
    }
  }
}

/** What was found in one line: the step, and what it says. */
function Finding({ line: { row } }: { readonly line: BatchLine }) {
  const { t } = useTranslation()
  const { time } = useFormat()
  const { finding: findingText, error: errorText } = useTestTexts()
  if (row.state === 'waiting')
    return row.until === null ? '' : t('batch.pausingUntil', { time: time(row.until) })
  if (row.state === 'running') return row.step === null ? '' : t(`steps.${row.step}`)
  if (row.state === 'refused') return errorText(row.error).what
  if (row.state === 'cancelled' || row.finding === null) return ''
  const { what } = findingText(row.finding) ?? { what: '' }
  const text = `${t(`steps.${row.finding.id}`)}: ${what}`
  return <span title={text}>{text}</span>
}

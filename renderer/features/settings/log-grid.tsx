import Box from '@mui/material/Box'
import type { GridColDef, GridRenderCellParams } from '@mui/x-data-grid'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { LogLine } from '#shared/domain/log.ts'
import type { LogLevel } from '#shared/domain/settings.ts'
import { ListGrid } from '../../components/list-grid.tsx'
import { ToneIcon, type Tone } from '../../components/status-chip.tsx'
import { useFormat } from '../../i18n/use-format.ts'

type LogGridProps = {
  readonly lines: readonly LogLine[]
  readonly noRows: string
  readonly openPosition: string | null
  readonly onOpen: (position: string) => void
}

const ROWS_PER_PAGE = 100

const TONES: Readonly<Record<LogLevel, Tone>> = {
  error: 'error',
  warn: 'warning',
  info: 'info',
  debug: 'neutral',
}

/** The lines in the order of the log, the latest first; sorted otherwise they would tell another story. */
export function LogGrid({ lines, noRows, openPosition, onOpen }: LogGridProps) {
  const { t } = useTranslation()
  const { date, time } = useFormat()
  const columns = useMemo(
    (): GridColDef<LogLine>[] => [
      {
        field: 'at',
        headerName: t('log.at'),
        width: 170,
        valueFormatter: (at: string | null) => (at === null ? '–' : `${date(at)} ${time(at)}`),
      },
      {
        field: 'level',
        headerName: t('log.level.short'),
        width: 100,
        renderCell: ({ row: { level } }) => (
          <Box sx={{ display: 'flex', alignItems: 'center', gap: 0.5, height: 1 }}>
            <ToneIcon tone={TONES[level]} fontSize="inherit" />
            {t(`log.line.${level}`)}
          </Box>
        ),
      },
      { field: 'event', headerName: t('log.event'), width: 130, renderCell: asItIs },
      { field: 'summary', headerName: t('log.details'), flex: 1, minWidth: 160, renderCell: asItIs },
    ],
    [t, date, time],
  )
  return (
    <ListGrid<LogLine>
      label={t('log.title')}
      noRows={noRows}
      rows={lines}
      columns={columns.map((column) => ({ ...column, sortable: false }))}
      rowId={({ position }) => position}
      openId={openPosition}
      onOpen={({ position }) => {
        onOpen(position)
      }}
      initialState={{ pagination: { paginationModel: { pageSize: ROWS_PER_PAGE } } }}
      pageSizeOptions={[ROWS_PER_PAGE]}
      hideFooter={lines.length <= ROWS_PER_PAGE}
    />
  )
}

/** The log speaks one language. */
function asItIs({ value }: GridRenderCellParams<LogLine, string>) {
  return <span translate="no">{value}</span>
}

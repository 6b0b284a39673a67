import Box from '@mui/material/Box'
import type { GridColDef } from '@mui/x-data-grid'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { ExchangeSummary } from '#shared/domain/exchange-trace.ts'
import { CopyButton } from '../../components/copy-button.tsx'
import { ListGrid } from '../../components/list-grid.tsx'
import { ToneIcon } from '../../components/status-chip.tsx'
import { useFormat } from '../../i18n/use-format.ts'
import { toneOf } from './exchange-tone.ts'

type ExchangeGridProps = {
  readonly exchanges: readonly ExchangeSummary[]
  readonly noRows: string
  readonly openNumber: number | null
  readonly onOpen: (exchange: ExchangeSummary) => void
}

const ROWS_PER_PAGE = 100

/** The exchanges of an account, the newest first. */
export function ExchangeGrid({ exchanges, noRows, openNumber, onOpen }: ExchangeGridProps) {
  const { t } = useTranslation()
  const columns = useExchangeColumns()
  return (
    <ListGrid<ExchangeSummary>
      label={t('trace.list')}
      noRows={noRows}
      rows={exchanges}
      columns={columns}
      rowId={({ number }) => number}
      openId={openNumber}
      onOpen={onOpen}
      initialState={{
        sorting: { sortModel: [{ field: 'number', sort: 'desc' }] },
        pagination: { paginationModel: { pageSize: ROWS_PER_PAGE } },
      }}
      pageSizeOptions={[ROWS_PER_PAGE]}
      hideFooter={exchanges.length <= ROWS_PER_PAGE}
    />
  )
}

function useExchangeColumns(): readonly GridColDef<ExchangeSummary>[] {
  const { t } = useTranslation()
  const { bytes, duration, time } = useFormat()
  return useMemo(
    (): GridColDef<ExchangeSummary>[] => [
      { field: 'number', headerName: '#', width: 56, align: 'right', headerAlign: 'right' },
      {
        field: 'startedAt',
        headerName: t('trace.time'),
        width: 92,
        valueFormatter: (startedAt: string) => time(startedAt),
      },
      { field: 'operation', headerName: t('trace.operation'), flex: 2, minWidth: 140 },
      {
        field: 'status',
        headerName: t('trace.status'),
        width: 120,
        renderCell: ({ row }) => <Status exchange={row} />,
      },
      {
        field: 'totalMilliseconds',
        headerName: t('trace.duration'),
        width: 90,
        align: 'right',
        headerAlign: 'right',
        valueFormatter: (value: number | null) => (value === null ? '…' : duration(value)),
      },
      {
        field: 'responseBytes',
        headerName: t('trace.size'),
        width: 96,
        align: 'right',
        headerAlign: 'right',
        valueFormatter: (value: number) => bytes(value),
      },
      {
        field: 'requestId',
        headerName: t('exchange.requestId'),
        flex: 3,
        minWidth: 150,
        sortable: false,
        renderCell: ({ row }) =>
          row.requestId !== null && <RequestIdCell exchange={row} id={row.requestId} />,
      },
    ],
    [t, bytes, duration, time],
  )
}

function Status({ exchange }: { readonly exchange: ExchangeSummary }) {
  const { t } = useTranslation()
  const { status, totalMilliseconds } = exchange
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 0.5, height: 1 }}>
      <ToneIcon tone={toneOf(exchange)} fontSize="inherit" />
      {status ?? t(totalMilliseconds === null ? 'exchange.underWay' : 'exchange.noAnswer')}
    </Box>
  )
}

function RequestIdCell({ exchange, id }: { readonly exchange: ExchangeSummary; readonly id: string }) {
  const { t } = useTranslation()
  const { time } = useFormat()
  const { operation, startedAt } = exchange
  return (
    <Box
      sx={{ display: 'flex', alignItems: 'center', height: 1 }}
      onClick={(event) => {
        event.stopPropagation()
      }}
    >
      <CopyButton
        text={id}
        label={t('trace.copyRequestIdOf', { operation, time: time(startedAt) })}
        copied={t('exchange.requestIdCopied')}
      />
      <Box component="span" sx={{ overflow: 'hidden', textOverflow: 'ellipsis' }}>
        {id}
      </Box>
    </Box>
  )
}

import {
  DataGrid,
  type DataGridProps,
  type GridCellParams,
  type GridRowId,
  type GridRowParams,
  type GridRowSelectionModel,
  type GridValidRowModel,
} from '@mui/x-data-grid'
import { deDE, enUS } from '@mui/x-data-grid/locales'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { cspNonce } from '../app/emotion-cache.ts'
import { useFormat } from '../i18n/use-format.ts'

type ListGridProps<R extends GridValidRowModel> = Omit<DataGridProps<R>, 'getRowId' | 'onRowClick'> & {
  readonly label: string
  /** What stands where there are no rows. */
  readonly noRows: string
  readonly rowId: (row: R) => GridRowId
  readonly openId: GridRowId | null
  /** By a click, Enter or the space bar. */
  readonly onOpen: (row: R) => void
}

/** A long list of which one line is open beside it. Rows of the class `unread` are bold. */
export function ListGrid<R extends GridValidRowModel>(props: ListGridProps<R>) {
  const { label, noRows, rowId, openId, onOpen, ...grid } = props
  const { t, i18n } = useTranslation()
  const { number } = useFormat()
  const locale = i18n.language === 'de' ? deDE : enUS
  const selection = useMemo<GridRowSelectionModel>(
    () => ({ type: 'include', ids: new Set(openId === null ? [] : [openId]) }),
    [openId],
  )
  return (
    <DataGrid<R>
      {...grid}
      aria-label={label}
      getRowId={rowId}
      density="compact"
      disableColumnMenu
      disableMultipleRowSelection
      hideFooterSelectedRowCount
      rowSelectionModel={selection}
      onRowClick={({ row }: GridRowParams<R>) => {
        onOpen(row)
      }}
      onCellKeyDown={({ row }: GridCellParams<R>, event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return
        if (event.target instanceof HTMLButtonElement) return
        event.preventDefault()
        onOpen(row)
      }}
      localeText={{
        ...locale.components.MuiDataGrid.defaultProps.localeText,
        noRowsLabel: noRows,
        paginationDisplayedRows: ({ from, to, count }) =>
          t('table.range', { from: number(from), to: number(to), all: number(count) }),
      }}
      {...withNonce()}
      sx={{
        border: 0,
        '& .unread': { fontWeight: 'fontWeightBold' },
        '& .MuiDataGrid-row': { cursor: 'pointer' },
      }}
    />
  )
}

function withNonce(): { nonce: string } | object {
  const nonce = cspNonce()
  return nonce === undefined ? {} : { nonce }
}

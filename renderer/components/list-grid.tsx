/**
 * A long list, drawn only as far as it is seen, with the keyboard of a grid.
 *
 * Either one line is open beside it (`openId`, `onOpen`; rows of the class `unread` are bold), or lines are ticked to do
 * something with all of them (`ticked`, `onTick`); "all" are those that the list shows, whatever filter made it. With
 * `isWhole` there are no pages, which the free grid otherwise ends after a hundred lines.
 */
import {
  DataGrid,
  GRID_CHECKBOX_SELECTION_COL_DEF,
  GridCellCheckboxRenderer,
  type DataGridProps,
  type GridCellParams,
  type GridColDef,
  type GridRowId,
  type GridRowParams,
  type GridRowSelectionModel,
  type GridValidRowModel,
} from '@mui/x-data-grid'
import { useMemo } from 'react'
import { TickBox } from './tick-box.tsx'
import { useGridLook } from './use-grid-look.ts'

type ListGridProps<R extends GridValidRowModel> = Omit<
  DataGridProps<R>,
  'getRowId' | 'onRowClick' | 'columns'
> & {
  readonly columns: readonly GridColDef<R>[]
  readonly label: string
  /** What stands where there are no rows. */
  readonly noRows: string
  readonly rowId: (row: R) => GridRowId
  readonly openId?: GridRowId | null
  /** By a click, Enter or the space bar. */
  readonly onOpen?: (row: R) => void
  readonly ticks?: Ticks<R>
  readonly isWhole?: boolean
}

/** Which lines are ticked, and what their boxes are called. */
export type Ticks<R> = {
  readonly ids: ReadonlySet<GridRowId>
  readonly onChange: (ids: ReadonlySet<GridRowId>) => void
  readonly labelOf: (row: R) => string
  readonly labelOfAll: string
}

const SLOTS = { baseCheckbox: TickBox }

const ALL_ROWS = -1

/** Enough for every column of a list: what is hidden at the right is still found by a screen reader. */
const COLUMN_BUFFER = 2_000 // px

/** One high line: each more is drawn for every frame in which somebody scrolls. */
const ROW_BUFFER = 72 // px

export function ListGrid<R extends GridValidRowModel>(props: ListGridProps<R>) {
  const { label, noRows, rowId, openId = null, onOpen, ticks, isWhole = false, columns, ...grid } = props
  const look = useGridLook(noRows)
  const tickedIds = ticks?.ids
  const selection = useMemo<GridRowSelectionModel>(
    () => ({ type: 'include', ids: new Set(tickedIds ?? (openId === null ? [] : [openId])) }),
    [tickedIds, openId],
  )
  const labelOf = ticks?.labelOf
  const allColumns = useMemo<readonly GridColDef<R>[]>(
    () => (labelOf ? [tickColumn(labelOf), ...columns] : columns),
    [columns, labelOf],
  )
  return (
    <DataGrid<R>
      density="compact"
      {...grid}
      columns={allColumns}
      aria-label={label}
      getRowId={rowId}
      columnBufferPx={COLUMN_BUFFER}
      rowBufferPx={ROW_BUFFER}
      disableColumnMenu
      hideFooterSelectedRowCount
      rowSelectionModel={selection}
      slots={SLOTS}
      {...(ticks
        ? {
            checkboxSelection: true,
            disableRowSelectionOnClick: true,
            disableRowSelectionExcludeModel: true,
            onRowSelectionModelChange: ({ ids }: GridRowSelectionModel) => {
              ticks.onChange(ids)
            },
          }
        : { disableMultipleRowSelection: true })}
      {...(isWhole ? WHOLE : {})}
      {...(onOpen && {
        onRowClick: ({ row }: GridRowParams<R>) => {
          onOpen(row)
        },
      })}
      onCellKeyDown={({ row }: GridCellParams<R>, event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return
        if (isControl(event.target)) {
          // It is meant for the button or link in the cell, not for the grid.
          event.defaultMuiPrevented = true
          return
        }
        if (!onOpen) return
        event.preventDefault()
        onOpen(row)
      }}
      {...look}
      localeText={{
        ...look.localeText,
        ...(ticks && { checkboxSelectionSelectAllRows: ticks.labelOfAll }),
      }}
      sx={{
        border: 0,
        '& .unread': { fontWeight: 'fontWeightBold' },
        ...(onOpen && { '& .MuiDataGrid-row': { cursor: 'pointer' } }),
        ...(ticks && { '& .MuiDataGrid-cell': { display: 'flex', alignItems: 'center', lineHeight: 1.4 } }),
      }}
    />
  )
}

const WHOLE = {
  hideFooter: true,
  paginationModel: { page: 0, pageSize: ALL_ROWS },
  pageSizeOptions: [{ value: ALL_ROWS, label: '' }],
}

function tickColumn<R extends GridValidRowModel>(labelOf: (row: R) => string): GridColDef<R> {
  return {
    ...(GRID_CHECKBOX_SELECTION_COL_DEF as GridColDef<R>),
    renderCell: (params) => <GridCellCheckboxRenderer {...params} {...named(labelOf(params.row))} />,
  }
}

/** The grid calls every box alike; it hands on what its types do not name. */
function named(label: string): object {
  return { slotProps: { htmlInput: { 'aria-label': label } } }
}

function isControl(target: EventTarget): boolean {
  return target instanceof Element && target.closest('button, a, input') !== null
}

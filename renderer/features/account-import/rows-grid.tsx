import Box from '@mui/material/Box'
import Stack from '@mui/material/Stack'
import Typography from '@mui/material/Typography'
import { DataGrid, type GridColDef, type GridRowSelectionModel } from '@mui/x-data-grid'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { IMPORT_FIELDS, type ImportField, type ImportRow } from '#shared/domain/account-import.ts'
import { StatusChip } from '../../components/status-chip.tsx'
import { useGridLook } from '../../components/use-grid-look.ts'
import { useErrorText } from '../../i18n/use-error-text.ts'
import { isGood, untickedAfter } from './import-rows.ts'

type RowsGridProps = {
  readonly rows: readonly ImportRow[]
  readonly missing: readonly ImportField[]
  readonly unticked: ReadonlySet<number>
  readonly isLoading: boolean
  readonly onUntick: (unticked: ReadonlySet<number>) => void
}

const ROWS_PER_PAGE = 100
const HEIGHT = 340 // px; the dialog scrolls where the window has less

/** Every row of the file with what becomes of it; those with problems cannot be ticked. */
export function RowsGrid({ rows, missing, unticked, isLoading, onUntick }: RowsGridProps) {
  const { t } = useTranslation()
  const look = useGridLook(t('accountImport.table.empty'))
  const columns = useColumns(unticked, missing)
  const ticked = useMemo<GridRowSelectionModel>(
    () => ({
      type: 'include',
      ids: new Set(rows.filter((row) => isGood(row) && !unticked.has(row.row)).map(({ row }) => row)),
    }),
    [rows, unticked],
  )
  return (
    <Box sx={{ height: HEIGHT }}>
      <DataGrid<ImportRow>
        aria-label={t('accountImport.table')}
        rows={rows}
        columns={columns}
        getRowId={({ row }) => row}
        getRowHeight={() => 'auto'}
        density="compact"
        loading={isLoading}
        disableColumnMenu
        checkboxSelection
        disableRowSelectionOnClick
        disableRowSelectionExcludeModel
        hideFooterSelectedRowCount
        keepNonExistentRowsSelected
        isRowSelectable={({ row }) => isGood(row)}
        rowSelectionModel={ticked}
        onRowSelectionModelChange={({ ids }) => {
          onUntick(untickedAfter(rows, ids, unticked))
        }}
        pageSizeOptions={[ROWS_PER_PAGE]}
        initialState={{ pagination: { paginationModel: { pageSize: ROWS_PER_PAGE } } }}
        hideFooter={rows.length <= ROWS_PER_PAGE}
        {...look}
        sx={{ '& .MuiDataGrid-cell': { py: 0.75, display: 'flex', alignItems: 'flex-start' } }}
      />
    </Box>
  )
}

function useColumns(
  unticked: ReadonlySet<number>,
  missing: readonly ImportField[],
): readonly GridColDef<ImportRow>[] {
  const { t } = useTranslation()
  return useMemo(
    (): GridColDef<ImportRow>[] => [
      { field: 'row', headerName: t('accountImport.row'), type: 'number', width: 70 },
      {
        field: 'mailbox',
        headerName: t('accountImport.field.mailbox'),
        flex: 2,
        minWidth: 160,
        renderCell: ({ row }) => (
          <Two
            first={row.mailbox}
            second={[row.userName, row.server && t('accountImport.server', { server: row.server })]
              .filter((part) => part !== '')
              .join(' · ')}
          />
        ),
      },
      {
        field: 'primeAddress',
        headerName: t('accountImport.field.primeAddress'),
        flex: 2,
        minWidth: 160,
        renderCell: ({ row }) => (
          <Two
            first={row.primeAddress}
            second={[row.owner, row.primeAccount === 'new' && isGood(row) ? t('accountImport.newPrime') : '']
              .filter((part) => part !== '')
              .join(' · ')}
          />
        ),
      },
      {
        field: 'problems',
        headerName: t('accountImport.outcome'),
        flex: 3,
        minWidth: 240,
        valueGetter: (_value, { problems }) => problems.length,
        renderCell: ({ row }) => <Outcome row={row} missing={missing} isTicked={!unticked.has(row.row)} />,
      },
    ],
    [t, unticked, missing],
  )
}

/** What a line is about, and below it what belongs to it. */
function Two({ first, second }: { readonly first: string; readonly second: string }) {
  return (
    <Box sx={{ minWidth: 0, overflowWrap: 'anywhere', whiteSpace: 'normal', lineHeight: 1.4 }}>
      {first}
      {second !== '' && (
        <Typography variant="caption" color="textSecondary" component="div">
          {second}
        </Typography>
      )}
    </Box>
  )
}

type OutcomeProps = {
  readonly row: ImportRow
  readonly missing: readonly ImportField[]
  readonly isTicked: boolean
}

/** That a column is missing is said once above, not again in each row. */
function Outcome({ row, missing, isTicked }: OutcomeProps) {
  const { t } = useTranslation()
  const errorText = useErrorText()
  const state = !isGood(row) ? 'bad' : isTicked ? 'good' : 'unticked'
  const tone = ({ bad: 'error', good: 'success', unticked: 'neutral' } as const)[state]
  return (
    <Stack
      spacing={0.5}
      sx={{ minWidth: 0, whiteSpace: 'normal', overflowWrap: 'anywhere', lineHeight: 1.4 }}
    >
      <Stack direction="row" spacing={1} sx={{ flexWrap: 'wrap' }}>
        <StatusChip tone={tone} label={t(`accountImport.${state}`)} />
        {row.hasPassword && isGood(row) && <StatusChip tone="info" label={t('accountImport.withPassword')} />}
      </Stack>
      {row.problems
        .filter(({ path }) => !missing.some((each) => each === path))
        .map((problem, index) => {
          const { what, todo } = errorText(problem)
          const field = IMPORT_FIELDS.find((each) => each === problem.path)
          const text = `${what} ${todo}`
          return (
            <Typography key={index} variant="caption" component="div">
              {field ? t('accountImport.problem', { field: t(`accountImport.field.${field}`), text }) : text}
            </Typography>
          )
        })}
    </Stack>
  )
}

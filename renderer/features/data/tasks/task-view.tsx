import PriorityIcon from '@mui/icons-material/PriorityHigh'
import RepeatIcon from '@mui/icons-material/Repeat'
import Box from '@mui/material/Box'
import Paper from '@mui/material/Paper'
import Typography from '@mui/material/Typography'
import type { GridColDef } from '@mui/x-data-grid'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TaskSummary } from '#shared/domain/data.ts'
import { instantOf } from '#shared/domain/ids.ts'
import { wallClockOf } from '#shared/domain/wall-time.ts'
import { ListGrid } from '../../../components/list-grid.tsx'
import { LoadError } from '../../../components/load-error.tsx'
import { StatusChip, type Tone } from '../../../components/status-chip.tsx'
import type { PlaceProps } from '../account-places.tsx'
import { OBJECTS_PER_PAGE, tasksQuery } from '../data-queries.ts'
import { ItemDialog } from '../item/item-dialog.tsx'
import { useZonedFormat } from '../zoned-format.ts'

const TONES: Readonly<Record<TaskSummary['status'], Tone>> = {
  'not-started': 'neutral',
  'in-progress': 'running',
  completed: 'success',
  'waiting-on-others': 'waiting',
  deferred: 'waiting',
}

/** The tasks of one account: what is open by the day it is due, then what is done. */
export function TaskView({ account, data, place, go }: PlaceProps) {
  const { t } = useTranslation()
  const [page, setPage] = useState(0)
  const tasks = useQuery(tasksQuery(account.id, page))
  const columns = useTaskColumns(data.primeTimeZone)
  const { item } = place
  if (tasks.isError) return <LoadError error={tasks.error} onRetry={() => void tasks.refetch()} />
  return (
    <Paper variant="outlined" sx={{ flex: 1, minHeight: 0, display: 'flex', flexDirection: 'column' }}>
      <ListGrid<TaskSummary>
        label={t('tasks.label')}
        noRows={t('tasks.empty')}
        rows={tasks.data?.tasks ?? []}
        rowCount={tasks.data?.total ?? 0}
        columns={columns}
        rowId={({ id }) => id}
        openId={item}
        onOpen={({ id }) => {
          go({ view: 'tasks', item: id })
        }}
        loading={tasks.isPending || tasks.isPlaceholderData}
        paginationMode="server"
        paginationModel={{ page, pageSize: OBJECTS_PER_PAGE }}
        onPaginationModelChange={(model) => {
          setPage(model.page)
        }}
        pageSizeOptions={[OBJECTS_PER_PAGE]}
        disableColumnSorting
      />
      {item !== null && (
        <ItemDialog
          id={item}
          data={data}
          onClose={() => {
            go({ view: 'tasks', item: null })
          }}
        />
      )}
    </Paper>
  )
}

function useTaskColumns(zone: string): readonly GridColDef<TaskSummary>[] {
  const { t } = useTranslation()
  const { day } = useZonedFormat(zone)
  return useMemo((): GridColDef<TaskSummary>[] => {
    const today = wallClockOf(instantOf(new Date()), zone).day
    const isOverdue = ({ status, dueDate }: TaskSummary): boolean =>
      status !== 'completed' && dueDate !== null && dueDate < today
    return [
      {
        field: 'subject',
        headerName: t('email.subject'),
        flex: 4,
        minWidth: 160,
        renderCell: ({ row }) => (
          <Box
            component="span"
            sx={{ display: 'inline-flex', alignItems: 'center', gap: 0.5, maxWidth: '100%' }}
          >
            {row.importance === 'high' && (
              <PriorityIcon fontSize="inherit" color="error" titleAccess={t('sync.value.high')} />
            )}
            {row.isRecurring && <RepeatIcon fontSize="inherit" titleAccess={t('calendar.series')} />}
            <Typography component="span" variant="inherit" noWrap>
              {row.subject || t('item.noSubject')}
            </Typography>
          </Box>
        ),
      },
      {
        field: 'status',
        headerName: t('item.status'),
        width: 172,
        renderCell: ({ row }) => (
          <StatusChip tone={TONES[row.status]} label={t(`sync.value.${row.status}`)} />
        ),
      },
      {
        field: 'percentComplete',
        headerName: t('item.percent'),
        width: 88,
        align: 'right',
        headerAlign: 'right',
        valueGetter: (_value, { percentComplete }) => `${String(percentComplete)} %`,
      },
      {
        field: 'dueDate',
        headerName: t('item.due'),
        width: 250,
        renderCell: ({ row }) =>
          row.dueDate && (
            <>
              {day(row.dueDate)}
              {isOverdue(row) && (
                <Typography component="span" variant="inherit" color="error">
                  {' '}
                  ({t('item.overdue')})
                </Typography>
              )}
            </>
          ),
      },
      {
        field: 'importance',
        headerName: t('item.importance'),
        width: 104,
        valueGetter: (_value, { importance }) => t(`sync.value.${importance}`),
      },
    ]
  }, [t, day, zone])
}

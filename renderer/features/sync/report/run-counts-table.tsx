import Table from '@mui/material/Table'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableHead from '@mui/material/TableHead'
import TableRow from '@mui/material/TableRow'
import { useTranslation } from 'react-i18next'
import { SYNC_KINDS } from '#shared/domain/sync-kinds.ts'
import { SYNC_DIRECTIONS, type SyncCounts } from '#shared/domain/sync.ts'
import { useFormat } from '../../../i18n/use-format.ts'

const COLUMNS = ['created', 'updated', 'moved', 'deleted', 'failed'] as const

/** What a run did, by kind and direction; nothing where it did nothing. */
export function RunCountsTable({ counts }: { readonly counts: SyncCounts }) {
  const { t } = useTranslation()
  const { number } = useFormat()
  const rows = SYNC_KINDS.flatMap((kind) =>
    SYNC_DIRECTIONS.map((direction) => ({ kind, direction, items: counts.kinds[kind][direction] })),
  ).filter(({ items }) => COLUMNS.some((column) => items[column] > 0))
  if (rows.length === 0) return null
  return (
    <Table size="small" aria-label={t('run.counts')} sx={{ width: 'auto' }}>
      <TableHead>
        <TableRow>
          <TableCell>{t('run.what')}</TableCell>
          {COLUMNS.map((column) => (
            <TableCell key={column} align="right">
              {t(`run.column.${column}`)}
            </TableCell>
          ))}
        </TableRow>
      </TableHead>
      <TableBody>
        {rows.map(({ kind, direction, items }) => (
          <TableRow key={`${kind}-${direction}`}>
            <TableCell component="th" scope="row">
              {t(`syncKind.${kind}`)}, {t(`run.direction.${direction}`)}
            </TableCell>
            {COLUMNS.map((column) => (
              <TableCell
                key={column}
                align="right"
                sx={{
                  color:
                    items[column] === 0 ? 'text.secondary' : column === 'failed' ? 'error.main' : undefined,
                  fontWeight: items[column] > 0 ? 'fontWeightMedium' : undefined,
                }}
              >
                {items[column] === 0 ? '–' : number(items[column])}
              </TableCell>
            ))}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}

/**
 * All connectors. A plain table: there are some dozens of them, and the grid of long lists would be loaded before the
 * first screen for nothing.
 */
import Paper from '@mui/material/Paper'
import Table from '@mui/material/Table'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableContainer from '@mui/material/TableContainer'
import TableHead from '@mui/material/TableHead'
import TableRow from '@mui/material/TableRow'
import TableSortLabel from '@mui/material/TableSortLabel'
import Typography from '@mui/material/Typography'
import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConnectorEntry } from '#shared/contract/contract.ts'
import { syncScheduleQuery } from '../../api/queries.ts'
import { useAppState } from '../../api/use-app-state.ts'
import { countByHealth } from '../../components/health-states.ts'
import { ListFilter } from '../../components/list-filter.tsx'
import { useDrawnCount } from '../../components/use-drawn-count.ts'
import { useFilterShown } from '../../components/use-filter-shown.ts'
import { useHealthFilter } from '../../components/use-health-filter.ts'
import {
  connectorState,
  filterConnectors,
  sortConnectors,
  type ConnectorOrder,
  type Direction,
} from './connector-lines.ts'
import { ConnectorRow } from './connector-row.tsx'

const COLUMNS = [
  { order: 'state', text: 'accounts.state' },
  { order: 'name', text: 'connectors.name' },
  { order: null, text: 'connectors.service' },
  { order: 'accounts', text: 'connectors.accounts' },
  { order: 'lastTest', text: 'test.last' },
  { order: 'lastSync', text: 'sync.last' },
] as const

type Sorting = { readonly order: ConnectorOrder; readonly direction: Direction }

export function ConnectorTable({ entries }: { readonly entries: readonly ConnectorEntry[] }) {
  const { t, i18n } = useTranslation()
  const allPaused = useQuery(syncScheduleQuery).data?.allPaused ?? false
  const policies = useAppState()?.policies
  const [text, setText] = useState('')
  const [state, setState] = useHealthFilter()
  const filterBar = useFilterShown(entries.length, state)
  const [sorting, setSorting] = useState<Sorting>({ order: 'name', direction: 'asc' })
  const wanted = useDeferredValue(text)
  const lines = useMemo(
    () => entries.map((entry) => ({ entry, state: connectorState(entry, allPaused) })),
    [entries, allPaused],
  )
  const shown = useMemo(() => {
    const words = new Intl.Collator(i18n.language, { numeric: true })
    const found = filterConnectors(lines, { text: wanted, state })
    return sortConnectors(found, sorting.order, sorting.direction, words)
  }, [lines, wanted, state, sorting, i18n.language])
  const counts = useMemo(() => countByHealth(lines.map((line) => line.state)), [lines])
  const drawn = useDrawnCount(shown.length)
  const sortBy = (order: ConnectorOrder): void => {
    const isTurned = sorting.order === order && sorting.direction === 'asc'
    setSorting({ order, direction: isTurned ? 'desc' : 'asc' })
  }
  return (
    <Paper variant="outlined" sx={{ pt: 0.5 }}>
      {filterBar.isShown && (
        <ListFilter
          takesFocus={filterBar.takesFocus}
          label={t('connectors.search')}
          text={text}
          onText={setText}
          filter={state}
          onFilter={setState}
          counts={counts}
        />
      )}
      <TableContainer>
        <Table size="small" aria-label={t('connectors.title')}>
          <TableHead>
            <TableRow>
              {COLUMNS.map(({ order, text: header }) => (
                <TableCell
                  key={header}
                  sortDirection={order !== null && sorting.order === order ? sorting.direction : false}
                >
                  {order === null ? (
                    t(header)
                  ) : (
                    <TableSortLabel
                      active={sorting.order === order}
                      direction={sorting.order === order ? sorting.direction : 'asc'}
                      onClick={() => {
                        sortBy(order)
                      }}
                    >
                      {t(header)}
                    </TableSortLabel>
                  )}
                </TableCell>
              ))}
              <TableCell align="right">{t('table.actions')}</TableCell>
            </TableRow>
          </TableHead>
          <TableBody>
            {shown.slice(0, drawn).map((line) => (
              <ConnectorRow
                key={line.entry.connector.id}
                entry={line.entry}
                state={line.state}
                given={policies?.connectors[line.entry.connector.id]}
                canDuplicate={policies?.forbidden.ownConnectors === undefined}
              />
            ))}
          </TableBody>
        </Table>
      </TableContainer>
      {shown.length === 0 && (
        <Typography role="status" color="textSecondary" sx={{ p: 3, textAlign: 'center' }}>
          {t('connectors.noneFound')}
        </Typography>
      )}
    </Paper>
  )
}

import Table from '@mui/material/Table'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableContainer from '@mui/material/TableContainer'
import TableHead from '@mui/material/TableHead'
import TableRow from '@mui/material/TableRow'
import { useTranslation } from 'react-i18next'
import type { SyncStatistics } from '#shared/domain/sync-statistics.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { useIntervalText } from './use-interval-text.ts'

const FIGURES = ['imported', 'exported', 'failedItems', 'failedRuns', 'runs'] as const

/** The figures of all intervals, the latest first. */
export function FiguresTable({ period, intervals }: SyncStatistics) {
  const { t } = useTranslation()
  const { number } = useFormat()
  const { long } = useIntervalText(period)
  return (
    <TableContainer sx={{ maxHeight: 420 }} tabIndex={0}>
      <Table size="small" stickyHeader aria-labelledby="statistics-title">
        <TableHead>
          <TableRow>
            <TableCell>{t('overview.statistics.from')}</TableCell>
            {FIGURES.map((figure) => (
              <TableCell key={figure} align="right">
                {t(`overview.statistics.${figure}`)}
              </TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {[...intervals].reverse().map((interval) => (
            <TableRow key={interval.from}>
              <TableCell component="th" scope="row">
                {long(interval.from)}
              </TableCell>
              {FIGURES.map((figure) => (
                <TableCell key={figure} align="right">
                  {number(interval[figure])}
                </TableCell>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </TableContainer>
  )
}

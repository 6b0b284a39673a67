import SearchIcon from '@mui/icons-material/Search'
import Checkbox from '@mui/material/Checkbox'
import FormControlLabel from '@mui/material/FormControlLabel'
import InputAdornment from '@mui/material/InputAdornment'
import Stack from '@mui/material/Stack'
import Switch from '@mui/material/Switch'
import Table from '@mui/material/Table'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableContainer from '@mui/material/TableContainer'
import TableHead from '@mui/material/TableHead'
import TablePagination from '@mui/material/TablePagination'
import TableRow from '@mui/material/TableRow'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AccountEntry } from '#shared/contract/contract.ts'
import type { EwsAccountId } from '#shared/domain/ids.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { filterAccounts, isTroubled, type AccountFilter, type AccountLine } from './account-filter.ts'
import { AccountRow } from './account-row.tsx'

type AccountTableProps = {
  readonly lines: readonly AccountLine[]
  readonly isConnectorActive: boolean
  readonly needsPassword: boolean
  readonly selected: ReadonlySet<EwsAccountId>
  readonly onSelect: (selected: ReadonlySet<EwsAccountId>) => void
  readonly onEdit: (entry: AccountEntry) => void
  readonly onTest: (entry: AccountEntry) => void
}

const ROWS_PER_PAGE = 50
const FILTER_FROM = 6 // below that everything is seen at a glance

export function AccountTable({ lines, selected, onSelect, onEdit, onTest, ...row }: AccountTableProps) {
  const { t } = useTranslation()
  const { number } = useFormat()
  const [filter, setFilter] = useState<AccountFilter>({ text: '', onlyTroubled: false })
  const [wantedPage, setPage] = useState(0)
  const found = filterAccounts(lines, filter)
  const page = Math.min(wantedPage, Math.max(0, Math.ceil(found.length / ROWS_PER_PAGE) - 1))
  const shown = found.slice(page * ROWS_PER_PAGE, (page + 1) * ROWS_PER_PAGE)
  const troubled = lines.filter((line) => isTroubled(line.entry)).length
  const isSelected = ({ entry }: AccountLine): boolean => selected.has(entry.account.id)
  const isAllSelected = found.length > 0 && found.every(isSelected)
  return (
    <>
      {lines.length >= FILTER_FROM && (
        <Stack direction="row" spacing={2} sx={{ alignItems: 'center', px: 2, pb: 1 }}>
          <TextField
            label={t('accounts.search')}
            type="search"
            value={filter.text}
            onChange={(event) => {
              setFilter({ ...filter, text: event.target.value })
            }}
            sx={{ maxWidth: 320 }}
            slotProps={{
              input: {
                startAdornment: (
                  <InputAdornment position="start">
                    <SearchIcon fontSize="small" />
                  </InputAdornment>
                ),
              },
            }}
          />
          <FormControlLabel
            control={
              <Switch
                checked={filter.onlyTroubled}
                onChange={(_event, onlyTroubled) => {
                  setFilter({ ...filter, onlyTroubled })
                }}
              />
            }
            label={t('accounts.onlyTroubled', { n: number(troubled) })}
          />
        </Stack>
      )}
      <TableContainer>
        <Table size="small" aria-label={t('accounts.title')}>
          <TableHead>
            <TableRow>
              <TableCell padding="checkbox">
                <Checkbox
                  size="small"
                  checked={isAllSelected}
                  indeterminate={!isAllSelected && found.some(isSelected)}
                  onChange={(_event, isChecked) => {
                    onSelect(new Set(isChecked ? found.map(({ entry }) => entry.account.id) : []))
                  }}
                  slotProps={{ input: { 'aria-label': t('accounts.selectAll') } }}
                />
              </TableCell>
              <TableCell>{t('field.active')}</TableCell>
              <TableCell>{t('prime.title')}</TableCell>
              <TableCell>{t('account.mailbox.short')}</TableCell>
              <TableCell>{t('test.last')}</TableCell>
              <TableCell>{t('sync.last')}</TableCell>
              <TableCell align="right">{t('table.actions')}</TableCell>
            </TableRow>
          </TableHead>
          <TableBody>
            {shown.map((line) => (
              <AccountRow
                key={line.entry.account.id}
                line={line}
                {...row}
                isSelected={isSelected(line)}
                onSelect={(isChecked) => {
                  const next = new Set(selected)
                  if (isChecked) next.add(line.entry.account.id)
                  else next.delete(line.entry.account.id)
                  onSelect(next)
                }}
                onEdit={() => {
                  onEdit(line.entry)
                }}
                onTest={() => {
                  onTest(line.entry)
                }}
              />
            ))}
          </TableBody>
        </Table>
      </TableContainer>
      {found.length === 0 && (
        <Typography role="status" color="textSecondary" sx={{ p: 3, textAlign: 'center' }}>
          {t('accounts.noneFound')}
        </Typography>
      )}
      {found.length > ROWS_PER_PAGE && (
        <TablePagination
          component="div"
          count={found.length}
          page={page}
          rowsPerPage={ROWS_PER_PAGE}
          rowsPerPageOptions={[ROWS_PER_PAGE]}
          onPageChange={(_event, next) => {
            setPage(next)
          }}
          labelDisplayedRows={({ from, to, count }) =>
            t('table.range', { from: number(from), to: number(to), all: number(count) })
          }
          getItemAriaLabel={(type) => t(type === 'next' ? 'table.next' : 'table.previous')}
        />
      )}
    </>
  )
}

import Box from '@mui/material/Box'
import useMediaQuery from '@mui/material/useMediaQuery'
import type { GridColDef, GridRowHeightParams, GridRowId, GridSortModel } from '@mui/x-data-grid'
import { memo, useCallback, useDeferredValue, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { EwsAccountId } from '#shared/domain/ids.ts'
import { countByHealth } from '../../components/health-states.ts'
import { ListFilter } from '../../components/list-filter.tsx'
import { ListGrid } from '../../components/list-grid.tsx'
import { useFilterShown } from '../../components/use-filter-shown.ts'
import { useHealthFilter } from '../../components/use-health-filter.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { SchedulesContext, useSchedules } from '../sync/use-sync.ts'
import { useAccountColumns, type AccountRowProps } from './account-columns.tsx'
import { filterLines, type AccountLine } from './account-lines.ts'
import { BulkBar, type BulkActions } from './bulk-bar.tsx'

type AccountListProps = AccountRowProps & {
  readonly lines: readonly AccountLine[]
  readonly bulk: BulkActions
}

const ROW_HEIGHT = 72 // px: three lines
const NARROW = '(max-width: 1150px)'
const BY_MAILBOX: GridSortModel = [{ field: 'mailbox', sort: 'asc' }]

/** The accounts of one connector: search, filter by state, sort, tick, and act on one or on all that are ticked. */
export function AccountList({ lines, bulk, ...row }: AccountListProps) {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const [state, setState] = useHealthFilter()
  const filterBar = useFilterShown(lines.length, state)
  const [ticked, setTicked] = useState<ReadonlySet<GridRowId>>(new Set())
  // Typing goes on while hundreds of lines are still being filtered.
  const wanted = useDeferredValue(text)
  const shown = useMemo(() => filterLines(lines, { text: wanted, state }), [lines, wanted, state])
  const counts = useMemo(() => countByHealth(lines.map((line) => line.state)), [lines])
  // Whoever acts on a selection sees all of it: what the filter hides is not a part of it.
  const selected = useMemo(() => shown.filter(({ id }) => ticked.has(id)), [shown, ticked])
  const schedules = useSchedules()
  const columns = useAccountColumns(row, useMediaQuery(NARROW))
  const selectedIds = useMemo<ReadonlySet<EwsAccountId>>(
    () => new Set(selected.map(({ id }) => id)),
    [selected],
  )
  return (
    <>
      {filterBar.isShown && (
        <ListFilter
          takesFocus={filterBar.takesFocus}
          label={t('accounts.search')}
          text={text}
          onText={setText}
          filter={state}
          onFilter={setState}
          counts={counts}
        />
      )}
      {selected.length > 0 && (
        <BulkBar
          lines={selected}
          {...bulk}
          onClear={() => {
            setTicked(new Set())
          }}
        />
      )}
      <SchedulesContext value={schedules}>
        <AccountGrid rows={shown} columns={columns} ticked={selectedIds} onTick={setTicked} />
      </SchedulesContext>
    </>
  )
}

type AccountGridProps = {
  readonly rows: readonly AccountLine[]
  readonly columns: readonly GridColDef<AccountLine>[]
  readonly ticked: ReadonlySet<GridRowId>
  readonly onTick: (ids: ReadonlySet<GridRowId>) => void
}

/** Apart from the search, so that a letter stands in its field before the lines are drawn anew. */
const AccountGrid = memo(function AccountGrid({ rows, columns, ticked, onTick }: AccountGridProps) {
  const { t, named } = useTexts()
  const [sort, setSort] = useState<GridSortModel>(BY_MAILBOX)
  const labelOf = useCallback(
    ({ entry }: AccountLine) => named('accounts.select', entry.account.mailbox),
    [named],
  )
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', minHeight: 160, maxHeight: '75vh' }}>
      <ListGrid<AccountLine>
        isWhole
        label={t('accounts.title')}
        noRows={t('accounts.noneFound')}
        rows={rows}
        columns={columns}
        rowId={idOf}
        getRowHeight={heightOf}
        getEstimatedRowHeight={estimatedHeight}
        sortModel={sort}
        onSortModelChange={setSort}
        ticks={{ ids: ticked, onChange: onTick, labelOf, labelOfAll: t('accounts.selectAll') }}
      />
    </Box>
  )
})

function idOf({ id }: AccountLine): GridRowId {
  return id
}

function estimatedHeight(): number {
  return ROW_HEIGHT
}

/** What asks for a person needs more room than three lines; to measure every row would cost the scrolling its ease. */
function heightOf({ model }: GridRowHeightParams): number | 'auto' {
  const { entry } = model as AccountLine
  const isLong =
    entry.logon.state !== 'well' || entry.signIn.state === 'required' || entry.signIn.state === 'signed-in'
  return isLong || entry.account.mailbox.length > LONG_ADDRESS ? 'auto' : ROW_HEIGHT
}

const LONG_ADDRESS = 40

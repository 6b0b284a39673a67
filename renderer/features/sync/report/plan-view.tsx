/** A plan: what would happen on each side, by kind, with examples. */
import Box from '@mui/material/Box'
import Stack from '@mui/material/Stack'
import Table from '@mui/material/Table'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableHead from '@mui/material/TableHead'
import TableRow from '@mui/material/TableRow'
import Typography from '@mui/material/Typography'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { SYNC_KINDS } from '#shared/domain/sync-kinds.ts'
import { PLANNED_ACTIONS, SYNC_DIRECTIONS, type SyncDirection, type SyncPlan } from '#shared/domain/sync.ts'
import { useFolderText } from '../../../components/use-folder-text.ts'
import { useFormat } from '../../../i18n/use-format.ts'

export function PlanView({ plan }: { readonly plan: SyncPlan }) {
  const { t } = useTranslation()
  const { number } = useFormat()
  const sum = (of: 'matched' | 'conflicts') => plan.kinds.reduce((total, kind) => total + kind[of], 0)
  const notes = [
    ...(sum('matched') > 0 ? [t('sync.plan.matched', { n: number(sum('matched')) })] : []),
    ...(sum('conflicts') > 0 ? [t('sync.plan.conflicts', { n: number(sum('conflicts')) })] : []),
  ]
  return (
    <Stack spacing={2}>
      {SYNC_DIRECTIONS.map((direction) => (
        <Side key={direction} plan={plan} direction={direction} />
      ))}
      {notes.map((note) => (
        <Typography key={note} variant="body2">
          {note}
        </Typography>
      ))}
    </Stack>
  )
}

type SideProps = { readonly plan: SyncPlan; readonly direction: SyncDirection }

function Side({ plan, direction }: SideProps) {
  const { t } = useTranslation()
  const { number } = useFormat()
  const id = useId()
  // In the order of everywhere else, whatever order they are planned in.
  const kinds = SYNC_KINDS.flatMap((kind) => plan.kinds.filter((each) => each.kind === kind)).filter((each) =>
    PLANNED_ACTIONS.some((action) => each[direction].counts[action] > 0),
  )
  // Nothing is ever sent or moved on most days; a column of dashes says nothing.
  const actions = PLANNED_ACTIONS.filter(
    (action) =>
      ['create', 'update', 'delete'].includes(action) ||
      kinds.some((each) => each[direction].counts[action] > 0),
  )
  return (
    <Box component="section" aria-labelledby={id}>
      <Typography id={id} variant="h3">
        {t(`sync.plan.where.${direction}`)}
      </Typography>
      {kinds.length === 0 ? (
        <Typography variant="body2" color="textSecondary">
          {t('sync.plan.nothing')}
        </Typography>
      ) : (
        <>
          <Table size="small" aria-labelledby={id} sx={{ width: 'auto' }}>
            <TableHead>
              <TableRow>
                <TableCell>{t('sync.plan.kind')}</TableCell>
                {actions.map((action) => (
                  <TableCell key={action} align="right">
                    {t(`sync.plan.action.${action}`)}
                  </TableCell>
                ))}
              </TableRow>
            </TableHead>
            <TableBody>
              {kinds.map((each) => (
                <TableRow key={each.kind}>
                  <TableCell component="th" scope="row">
                    {t(`syncKind.${each.kind}`)}
                  </TableCell>
                  {actions.map((action) => {
                    const count = each[direction].counts[action]
                    return (
                      <TableCell
                        key={action}
                        align="right"
                        sx={count > 0 ? { fontWeight: 'fontWeightBold' } : { color: 'text.secondary' }}
                      >
                        {count === 0 ? '–' : number(count)}
                      </TableCell>
                    )
                  })}
                </TableRow>
              ))}
            </TableBody>
          </Table>
          <Examples plan={plan} direction={direction} />
        </>
      )}
    </Box>
  )
}

function Examples({ plan, direction }: SideProps) {
  const { t } = useTranslation()
  const folderText = useFolderText()
  const examples = plan.kinds.flatMap((each) => each[direction].examples)
  if (examples.length === 0) return null
  const nameOf = (subject: string | null): string =>
    subject === null ? t('sync.plan.unknown') : subject || t('sync.problems.unnamed')
  return (
    <Box component="details" sx={{ mt: 0.5 }}>
      <Typography component="summary" variant="body2" color="textSecondary" sx={{ cursor: 'pointer' }}>
        {t('sync.plan.examples')}
      </Typography>
      <Box component="ul" sx={{ my: 0.5, pl: 2.5 }}>
        {examples.map(({ action, subject, folder }, index) => (
          <Typography key={index} component="li" variant="body2" sx={{ overflowWrap: 'anywhere' }}>
            {t(`sync.plan.action.${action}`)}: {nameOf(subject)} ({folderText(folder)})
          </Typography>
        ))}
      </Box>
    </Box>
  )
}

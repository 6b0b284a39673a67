import CheckIcon from '@mui/icons-material/CheckCircleOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import List from '@mui/material/List'
import ListItem from '@mui/material/ListItem'
import Table from '@mui/material/Table'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableHead from '@mui/material/TableHead'
import TableRow from '@mui/material/TableRow'
import Stack from '@mui/material/Stack'
import Typography from '@mui/material/Typography'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { EwsAccountId } from '#shared/domain/ids.ts'
import type { SyncConflict } from '#shared/domain/sync-report.ts'
import { mappingTablesQuery, syncConflictsQuery } from '../../../api/queries.ts'
import { toAppError, unwrap } from '../../../api/unwrap.ts'
import { EmptyState } from '../../../components/empty-state.tsx'
import { useFeedback } from '../../../components/feedback.ts'
import { LoadError } from '../../../components/load-error.tsx'
import { Loading } from '../../../components/loading.tsx'
import { useFormat } from '../../../i18n/use-format.ts'
import { differingFields } from './differing-fields.ts'
import type { ValueWord } from './value-words.ts'

/** The journal of conflicts: which version lost, and the way to get it back. */
export function ConflictList({ accountId }: { readonly accountId: EwsAccountId }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { done, failed } = useFeedback()
  const conflicts = useQuery(syncConflictsQuery(accountId))
  const restore = useMutation({
    mutationFn: (id: string) => unwrap(window.api.sync.restoreConflict({ id })),
    onSuccess: () => {
      done(t('sync.conflicts.restoredNow'))
    },
    onError: (error) => {
      failed(toAppError(error))
    },
    onSettled: () => client.invalidateQueries({ queryKey: syncConflictsQuery(accountId).queryKey }),
  })
  if (conflicts.isPending) return <Loading />
  if (conflicts.isError) return <LoadError error={conflicts.error} onRetry={() => void conflicts.refetch()} />
  if (conflicts.data.length === 0) {
    return (
      <EmptyState icon={CheckIcon} title={t('sync.conflicts.none')} text={t('sync.conflicts.noneText')} />
    )
  }
  return (
    <List disablePadding aria-label={t('sync.report.conflicts')}>
      {conflicts.data.map((conflict) => (
        <ConflictLine
          key={conflict.id}
          conflict={conflict}
          isBusy={restore.isPending}
          onRestore={() => {
            restore.mutate(conflict.id)
          }}
        />
      ))}
    </List>
  )
}

/** Names of products, the same in every language. */
const SIDES = { exchange: 'Exchange', prime: 'Winoffice Prime' } as const

type ConflictLineProps = {
  readonly conflict: SyncConflict
  readonly isBusy: boolean
  readonly onRestore: () => void
}

function ConflictLine({ conflict, isBusy, onRestore }: ConflictLineProps) {
  const { t, i18n } = useTranslation()
  const format = useFormat()
  const { dateTime } = format
  const tables = useQuery(mappingTablesQuery).data
  const { winning, losing, winner } = conflict
  const rows = tables?.find(({ kind }) => kind === conflict.kind)?.rows
  const labelOf = (field: string): string => {
    const label = rows?.find(({ name }) => name === field)?.prime
    return label?.[i18n.language === 'de' ? 'de' : 'en'] ?? field
  }
  const words = { format, word: (word: ValueWord) => t(`sync.value.${word}`) }
  const loser = winner === 'exchange' ? 'prime' : 'exchange'
  const name = winning.subject === '' ? t('sync.problems.unnamed') : winning.subject
  return (
    <ListItem divider disableGutters>
      <Box sx={{ width: 1 }}>
        <Stack direction="row" spacing={1} sx={{ alignItems: 'center', justifyContent: 'space-between' }}>
          <Box>
            <Typography sx={{ fontWeight: 'fontWeightMedium', overflowWrap: 'anywhere' }}>{name}</Typography>
            <Typography variant="body2" color="textSecondary">
              {t(`syncKind.${conflict.kind}`)} · {dateTime(conflict.at)}
            </Typography>
          </Box>
          {conflict.restoredAt === null ? (
            <Button
              size="small"
              disabled={isBusy}
              onClick={onRestore}
              aria-label={t('sync.conflicts.restoreOf', { name })}
            >
              {t('sync.conflicts.restore')}
            </Button>
          ) : (
            <Typography variant="body2" color="textSecondary">
              {t('sync.conflicts.restored', { at: dateTime(conflict.restoredAt) })}
            </Typography>
          )}
        </Stack>
        <Table size="small" aria-label={name}>
          <TableHead>
            <TableRow>
              <TableCell>{t('sync.conflicts.field')}</TableCell>
              <TableCell>{t('sync.conflicts.kept', { side: SIDES[winner] })}</TableCell>
              <TableCell>{t('sync.conflicts.lost', { side: SIDES[loser] })}</TableCell>
            </TableRow>
          </TableHead>
          <TableBody>
            {differingFields(conflict.fields, winning, losing, words).map((each) => (
              <TableRow key={each.field}>
                <TableCell component="th" scope="row">
                  {labelOf(each.field)}
                </TableCell>
                <TableCell sx={{ overflowWrap: 'anywhere' }}>{each.winning}</TableCell>
                <TableCell sx={{ overflowWrap: 'anywhere' }}>{each.losing}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </Box>
    </ListItem>
  )
}

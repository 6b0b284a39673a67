import DifferentIcon from '@mui/icons-material/CompareArrows'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Stack from '@mui/material/Stack'
import Table from '@mui/material/Table'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableHead from '@mui/material/TableHead'
import TableRow from '@mui/material/TableRow'
import Typography from '@mui/material/Typography'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { AccountConflict } from '#shared/domain/sync-monitor.ts'
import { mappingTablesQuery } from '../../../api/queries.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import type { MonitoredAccount } from '../monitor/monitored-accounts.ts'
import { differingFields, furtherFields, type DifferingField } from './differing-fields.ts'
import type { ValueWord } from './value-words.ts'

/** Names of products, the same in every language. */
const SIDES = { exchange: 'Exchange', prime: 'Winoffice Prime' } as const

type ConflictLineProps = {
  readonly conflict: AccountConflict
  readonly account: MonitoredAccount | undefined
  readonly namesAccount: boolean
  /** Also the fields in which both versions are the same. */
  readonly showsAll: boolean
  readonly isBusy: boolean
  readonly onRestore: () => void
}

/** Both versions of an object side by side; the fields that differ come first and are marked. */
export function ConflictLine(props: ConflictLineProps) {
  const { conflict, account, namesAccount, showsAll, isBusy, onRestore } = props
  const { t, i18n } = useTranslation()
  const format = useFormat()
  const { dateTime } = format
  const tables = useQuery(mappingTablesQuery).data
  const { winning, losing, winner } = conflict
  const rows = tables?.find(({ kind }) => kind === conflict.kind)?.rows ?? []
  const labelOf = (field: string): string => {
    const label = rows.find(({ name }) => name === field)?.prime
    return label?.[i18n.language === 'de' ? 'de' : 'en'] ?? field
  }
  const words = { format, word: (word: ValueWord) => t(`sync.value.${word}`) }
  const loser = winner === 'exchange' ? 'prime' : 'exchange'
  const name = winning.subject === '' ? t('sync.problems.unnamed') : winning.subject
  const differing = differingFields(conflict.fields, winning, losing, words)
  const further = showsAll
    ? furtherFields(
        rows.map((row) => row.name).filter((field) => !conflict.fields.includes(field)),
        winning,
        losing,
        words,
      )
    : []
  const facts = [
    ...(namesAccount && account ? [account.name] : []),
    t(`syncKind.${conflict.kind}`),
    dateTime(conflict.at),
  ]
  return (
    <Box sx={{ px: 2, py: 1 }}>
      <Stack direction="row" spacing={1} sx={{ alignItems: 'center', justifyContent: 'space-between' }}>
        <Box sx={{ minWidth: 0, overflowWrap: 'anywhere' }}>
          <Typography sx={{ fontWeight: 'fontWeightMedium' }}>{name}</Typography>
          <Typography variant="body2" color="textSecondary">
            {facts.join(' · ')}
          </Typography>
        </Box>
        {conflict.restoredAt === null ? (
          <Button
            size="small"
            disabled={isBusy}
            onClick={onRestore}
            aria-label={t('sync.conflicts.restoreOf', { name })}
            sx={{ flexShrink: 0 }}
          >
            {t('sync.conflicts.restore')}
          </Button>
        ) : (
          <Typography variant="body2" color="textSecondary">
            {t('sync.conflicts.restored', { at: dateTime(conflict.restoredAt) })}
          </Typography>
        )}
      </Stack>
      <Table size="small" aria-label={name} sx={{ tableLayout: 'fixed' }}>
        <TableHead>
          <TableRow>
            <TableCell sx={{ width: '26%' }}>{t('sync.conflicts.field')}</TableCell>
            <TableCell>{t('sync.conflicts.kept', { side: SIDES[winner] })}</TableCell>
            <TableCell>{t('sync.conflicts.lost', { side: SIDES[loser] })}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {[...differing, ...further].map((each) => (
            <FieldRow key={each.field} field={each} label={labelOf(each.field)} isMarked={showsAll} />
          ))}
        </TableBody>
      </Table>
    </Box>
  )
}

type FieldRowProps = {
  readonly field: DifferingField
  readonly label: string
  /** Whether it is said which fields differ: where all do, there is nothing to say. */
  readonly isMarked: boolean
}

function FieldRow({ field: { winning, losing }, label, isMarked }: FieldRowProps) {
  const { t } = useTranslation()
  const differs = winning !== losing
  const look = {
    overflowWrap: 'anywhere',
    ...(isMarked && (differs ? { fontWeight: 'fontWeightBold' } : { color: 'text.secondary' })),
  } as const
  return (
    <TableRow>
      <TableCell component="th" scope="row" sx={look}>
        <Stack direction="row" spacing={0.5} sx={{ alignItems: 'center' }}>
          <span>{label}</span>
          {isMarked && differs && (
            <DifferentIcon fontSize="inherit" color="warning" titleAccess={t('sync.conflicts.differs')} />
          )}
        </Stack>
      </TableCell>
      <TableCell sx={look}>{winning}</TableCell>
      <TableCell sx={look}>{losing}</TableCell>
    </TableRow>
  )
}

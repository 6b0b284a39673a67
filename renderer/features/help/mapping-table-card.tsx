import DownIcon from '@mui/icons-material/WestOutlined'
import BothIcon from '@mui/icons-material/SyncAltOutlined'
import UpIcon from '@mui/icons-material/EastOutlined'
import Paper from '@mui/material/Paper'
import Stack from '@mui/material/Stack'
import Table from '@mui/material/Table'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableContainer from '@mui/material/TableContainer'
import TableHead from '@mui/material/TableHead'
import TableRow from '@mui/material/TableRow'
import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'
import type { MappingRow, MappingTable } from '#shared/domain/help.ts'
import type { Language } from '#shared/domain/settings.ts'
import { headingId } from './markdown-headings.ts'

type MappingTableCardProps = { readonly table: MappingTable; readonly language: Language }

/** Arrows as the columns stand: Winoffice Prime on the left, Exchange on the right. */
const ARROWS = { both: BothIcon, down: DownIcon, up: UpIcon } as const

export function MappingTableCard({ table, language }: MappingTableCardProps) {
  const { t } = useTranslation()
  const id = headingId(`fields-${table.kind}`)
  return (
    <Paper variant="outlined" component="section" aria-labelledby={id}>
      <Stack spacing={1} sx={{ p: 2 }}>
        <Typography id={id} variant="h3" tabIndex={-1} sx={{ outline: 'none' }}>
          {t('help.fields', { kind: t(`help.kind.${table.kind}`) })}
        </Typography>
        <Typography color="textSecondary">{t('help.fields.hint')}</Typography>
      </Stack>
      <TableContainer>
        <Table size="small" aria-labelledby={id}>
          <TableHead>
            <TableRow>
              <TableCell>{t('help.prime')}</TableCell>
              <TableCell>{t('help.direction')}</TableCell>
              <TableCell>{t('help.exchange')}</TableCell>
              <TableCell>{t('help.lost')}</TableCell>
            </TableRow>
          </TableHead>
          <TableBody>
            {table.rows.map((row) => (
              <FieldRow key={row.name} row={row} language={language} />
            ))}
          </TableBody>
        </Table>
      </TableContainer>
    </Paper>
  )
}

function FieldRow({ row, language }: { readonly row: MappingRow; readonly language: Language }) {
  const { t } = useTranslation()
  const Arrow = ARROWS[row.direction]
  return (
    <TableRow>
      <TableCell component="th" scope="row">
        {row.prime[language]}
      </TableCell>
      <TableCell>
        <Stack direction="row" spacing={1} sx={{ alignItems: 'center', whiteSpace: 'nowrap' }}>
          <Arrow fontSize="small" color="action" />
          <span>{t(`help.direction.${row.direction}`)}</span>
        </Stack>
      </TableCell>
      <TableCell sx={{ overflowWrap: 'anywhere' }}>
        <code>{row.exchange}</code>
      </TableCell>
      <TableCell sx={row.lost ? undefined : { color: 'text.secondary' }}>
        {row.lost ? row.lost[language] : t('help.lost.nothing')}
      </TableCell>
    </TableRow>
  )
}

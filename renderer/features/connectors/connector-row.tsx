import DeleteIcon from '@mui/icons-material/DeleteOutlined'
import DuplicateIcon from '@mui/icons-material/ContentCopy'
import EditIcon from '@mui/icons-material/EditOutlined'
import IconButton from '@mui/material/IconButton'
import Link from '@mui/material/Link'
import Switch from '@mui/material/Switch'
import TableCell from '@mui/material/TableCell'
import TableRow from '@mui/material/TableRow'
import Tooltip from '@mui/material/Tooltip'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link as RouterLink } from 'react-router'
import type { ConnectorEntry } from '#shared/contract/contract.ts'
import { StatusChip } from '../../components/status-chip.tsx'
import { TimeStamp } from '../../components/time-stamp.tsx'
import { LastTestStatus } from '../connection-test/last-test-status.tsx'
import { CertificateChip } from '../trust/certificate-chip.tsx'
import { SYNC_TONES } from '../sync/sync-outcome.ts'
import { DeleteConnectorDialog } from './delete-connector-dialog.tsx'
import { ServiceKindLabel } from './service-kind-label.tsx'
import { useConnectorActions } from './use-connector-actions.ts'

export function ConnectorRow({ entry }: { readonly entry: ConnectorEntry }) {
  const { t } = useTranslation()
  const { setActive, duplicate, remove } = useConnectorActions()
  const [isDeleting, setDeleting] = useState(false)
  const { connector, lastSync } = entry
  const { name } = connector
  const path = `/connectors/${connector.id}`
  const isActive = setActive.isPending ? setActive.variables.active : connector.active
  return (
    <TableRow hover>
      <TableCell>
        <Switch
          checked={isActive}
          onChange={(_event, active) => {
            setActive.mutate({ id: connector.id, active })
          }}
          slotProps={{ input: { 'aria-label': t('connectors.activeOf', { name }) } }}
        />
      </TableCell>
      <TableCell component="th" scope="row" sx={{ width: '35%', maxWidth: 0 }}>
        <Link component={RouterLink} to={path} sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>
          {name}
        </Link>
        <Typography variant="caption" component="div" color="textSecondary" noWrap title={connector.url}>
          {connector.url}
        </Typography>
        <CertificateChip entry={entry} />
      </TableCell>
      <TableCell>
        <ServiceKindLabel url={connector.url} />
      </TableCell>
      <TableCell>
        {t('connectors.accountCount', { active: entry.activeAccountCount, all: entry.accountCount })}
      </TableCell>
      <TableCell>
        <LastTestStatus lastTest={entry.lastTest} />
      </TableCell>
      <TableCell>
        {lastSync ? (
          <>
            <StatusChip tone={SYNC_TONES[lastSync.outcome]} label={t(`sync.outcome.${lastSync.outcome}`)} />
            <TimeStamp instant={lastSync.endedAt} />
          </>
        ) : (
          <StatusChip tone="neutral" label={t('sync.never')} />
        )}
      </TableCell>
      <TableCell align="right" sx={{ whiteSpace: 'nowrap' }}>
        <Tooltip title={t('action.edit')}>
          <IconButton component={RouterLink} to={path} aria-label={t('action.editOf', { name })} size="small">
            <EditIcon fontSize="small" />
          </IconButton>
        </Tooltip>
        <Tooltip title={t('connectors.duplicate.hint')}>
          <IconButton
            onClick={() => {
              duplicate.mutate(connector)
            }}
            disabled={duplicate.isPending}
            aria-label={t('action.duplicateOf', { name })}
            size="small"
          >
            <DuplicateIcon fontSize="small" />
          </IconButton>
        </Tooltip>
        <Tooltip title={t('action.delete')}>
          <IconButton
            onClick={() => {
              setDeleting(true)
            }}
            aria-label={t('action.deleteOf', { name })}
            size="small"
          >
            <DeleteIcon fontSize="small" />
          </IconButton>
        </Tooltip>
        <DeleteConnectorDialog
          entry={entry}
          open={isDeleting}
          busy={remove.isPending}
          onClose={() => {
            setDeleting(false)
          }}
          onConfirm={() => {
            remove.mutate(connector, {
              onSettled: () => {
                setDeleting(false)
              },
            })
          }}
        />
      </TableCell>
    </TableRow>
  )
}

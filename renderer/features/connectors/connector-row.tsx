import DeleteOutlinedIcon from '@mui/icons-material/DeleteOutlined'
import ContentCopyIcon from '@mui/icons-material/ContentCopy'
import EditOutlinedIcon from '@mui/icons-material/EditOutlined'
import Link from '@mui/material/Link'
import TableCell from '@mui/material/TableCell'
import TableRow from '@mui/material/TableRow'
import { memo, useState } from 'react'
import { Link as RouterLink } from 'react-router'
import type { ConnectorEntry } from '#shared/contract/contract.ts'
import type { ConnectorPolicy } from '#shared/domain/policies.ts'
import { HEALTH_TONES, type HealthState } from '../../components/health-states.ts'
import { LockNote } from '../../components/locks.tsx'
import { plainIcon } from '../../components/plain-icon.tsx'
import { PlainSwitch } from '../../components/plain-switch.tsx'
import { RowAction } from '../../components/row-action.tsx'
import { StatusChip } from '../../components/status-chip.tsx'
import { TimeStamp } from '../../components/time-stamp.tsx'
import { LastTestStatus } from '../connection-test/last-test-status.tsx'
import { CertificateChip } from '../trust/certificate-chip.tsx'
import { SYNC_TONES } from '../sync/sync-outcome.ts'
import { useTexts } from '../../i18n/use-texts.ts'
import { DeleteConnectorDialog } from './delete-connector-dialog.tsx'
import { ServiceKindLabel } from './service-kind-label.tsx'
import { useConnectorActions } from './use-connector-actions.ts'

const DeleteIcon = plainIcon(DeleteOutlinedIcon)
const DuplicateIcon = plainIcon(ContentCopyIcon)
const EditIcon = plainIcon(EditOutlinedIcon)

type ConnectorRowProps = {
  readonly entry: ConnectorEntry
  readonly state: HealthState
  /** Set: a policy gives it. */
  readonly given: ConnectorPolicy | undefined
  readonly canDuplicate: boolean
}

/** Typing into the search draws the rows that stay not again. */
export const ConnectorRow = memo(function ConnectorRow(props: ConnectorRowProps) {
  const { entry, state, given, canDuplicate } = props
  const { t, named } = useTexts()
  const { setActive, duplicate } = useConnectorActions()
  const [isDeleting, setDeleting] = useState(false)
  const { connector, lastSync } = entry
  const { name } = connector
  const path = `/connectors/${connector.id}`
  const isActive = setActive.isPending ? setActive.variables.active : connector.active
  return (
    <TableRow hover>
      <TableCell sx={{ whiteSpace: 'nowrap' }}>
        <PlainSwitch
          label={named('connectors.activeOf', name)}
          checked={isActive}
          disabled={given?.locked.includes('active') ?? false}
          onChange={(active) => {
            setActive.mutate({ id: connector.id, active })
          }}
        />
        <StatusChip tone={HEALTH_TONES[state]} label={t(`health.${state}`)} />
      </TableCell>
      <TableCell component="th" scope="row" sx={{ width: '35%', minWidth: 180, maxWidth: 0 }}>
        <Link component={RouterLink} to={path} sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>
          {name}
        </Link>
        <span className="plain-caption is-breaking">{connector.url}</span>
        {given && (
          <span className="plain-caption">
            <LockNote lock={{ policy: 'Connectors', source: given.source }} />
          </span>
        )}
        <CertificateChip entry={entry} />
      </TableCell>
      <TableCell>
        <ServiceKindLabel url={connector.url} />
      </TableCell>
      <TableCell>
        {entry.accountCount === 0
          ? t('connectors.accountNone')
          : t('connectors.accountCount', { active: entry.activeAccountCount, all: entry.accountCount })}
      </TableCell>
      <TableCell>
        <LastTestStatus lastTest={entry.lastTest} isShort />
      </TableCell>
      <TableCell>
        {lastSync ? (
          <>
            <StatusChip tone={SYNC_TONES[lastSync.outcome]} label={t(`sync.outcome.${lastSync.outcome}`)} />
            <TimeStamp instant={lastSync.endedAt} isShort />
          </>
        ) : (
          <StatusChip tone="neutral" label={t('sync.never')} />
        )}
      </TableCell>
      <TableCell align="right" sx={{ whiteSpace: 'nowrap' }}>
        <RowAction label={named('action.editOf', name)} hint={t('action.edit')} to={path}>
          <EditIcon />
        </RowAction>
        <RowAction
          label={named('action.duplicateOf', name)}
          hint={t('connectors.duplicate.hint')}
          disabled={duplicate.isPending || !canDuplicate}
          onClick={() => {
            duplicate.mutate(connector)
          }}
        >
          <DuplicateIcon />
        </RowAction>
        <RowAction
          label={named('action.deleteOf', name)}
          hint={given ? t('policies.connector') : t('action.delete')}
          disabled={given !== undefined}
          onClick={() => {
            setDeleting(true)
          }}
        >
          <DeleteIcon />
        </RowAction>
        {isDeleting && (
          <DeleteConnectorDialog
            entry={entry}
            onClose={() => {
              setDeleting(false)
            }}
          />
        )}
      </TableCell>
    </TableRow>
  )
})

import PersonIcon from '@mui/icons-material/PersonOutlined'
import TeamIcon from '@mui/icons-material/GroupsOutlined'
import Stack from '@mui/material/Stack'
import Tooltip from '@mui/material/Tooltip'
import { useTranslation } from 'react-i18next'
import type { PrimeEmailAccount } from '#shared/domain/prime.ts'

export function OwnerLabel({ owner }: { readonly owner: PrimeEmailAccount['owner'] }) {
  const { t } = useTranslation()
  const Icon = owner.kind === 'team' ? TeamIcon : PersonIcon
  const kind = t(`owner.${owner.kind}`)
  return (
    <Stack direction="row" spacing={1} component="span" sx={{ alignItems: 'center' }}>
      <Tooltip title={kind}>
        <Icon fontSize="small" color="action" titleAccess={kind} />
      </Tooltip>
      <span>{owner.name}</span>
    </Stack>
  )
}

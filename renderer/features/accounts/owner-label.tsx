import PersonIcon from '@mui/icons-material/PersonOutlined'
import TeamIcon from '@mui/icons-material/GroupsOutlined'
import type { PrimeEmailAccount } from '#shared/domain/prime.ts'
import { plainIcon } from '../../components/plain-icon.tsx'
import { useTexts } from '../../i18n/use-texts.ts'

const ICONS = { team: plainIcon(TeamIcon), employee: plainIcon(PersonIcon) }

export function OwnerLabel({ owner }: { readonly owner: PrimeEmailAccount['owner'] }) {
  const { t } = useTexts()
  const Icon = ICONS[owner.kind]
  return (
    <span className="plain-line is-wide">
      <Icon title={t(`owner.${owner.kind}`)} className="is-action" />
      <span>{owner.name}</span>
    </span>
  )
}

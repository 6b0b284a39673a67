import CloudIcon from '@mui/icons-material/CloudOutlined'
import ServerIcon from '@mui/icons-material/DnsOutlined'
import { serviceKindOf } from '#shared/domain/exchange-url.ts'
import { plainIcon } from '../../components/plain-icon.tsx'
import { useTexts } from '../../i18n/use-texts.ts'

const Cloud = plainIcon(CloudIcon)
const Server = plainIcon(ServerIcon)

export function ServiceKindLabel({ url }: { readonly url: string }) {
  const { t } = useTexts()
  const kind = serviceKindOf(url)
  const Icon = kind === 'exchange-online' ? Cloud : Server
  return (
    <span className="plain-line is-wide">
      <Icon className="is-action" />
      <span>{t(`connectors.kind.${kind}`)}</span>
    </span>
  )
}

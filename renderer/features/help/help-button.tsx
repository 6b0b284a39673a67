import HelpIcon from '@mui/icons-material/HelpOutlineOutlined'
import IconButton from '@mui/material/IconButton'
import Tooltip from '@mui/material/Tooltip'
import { useTranslation } from 'react-i18next'
import { ariaKeys } from '../../components/shortcuts.ts'
import { openHelp } from './help-store.ts'
import { helpPlaceOf, type HelpPlace } from './places.ts'

/** The question mark of a card, a dialog or a screen. F1 finds it by its attribute, see `help-here.ts`. */
export function HelpButton({ place }: { readonly place: HelpPlace }) {
  const { t } = useTranslation()
  const { article, heading, subject } = helpPlaceOf(place)
  const name = t('help.on', { subject: t(subject) })
  return (
    <Tooltip title={name} describeChild={false}>
      <IconButton
        size="small"
        data-help-place={place}
        aria-keyshortcuts={ariaKeys('help')}
        onClick={() => {
          openHelp({ article, heading })
        }}
      >
        <HelpIcon fontSize="small" />
      </IconButton>
    </Tooltip>
  )
}

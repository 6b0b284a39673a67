import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { HelpDialogTitle } from '../../components/help-dialog-title.tsx'
import { ShortcutList } from '../../components/shortcut-list.tsx'

/** The list of shortcuts, from the registry that also carries them out. */
export default function ShortcutsDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation()
  const id = useId()
  return (
    <Dialog open onClose={onClose} aria-labelledby={id} maxWidth="sm" fullWidth>
      <HelpDialogTitle id={id} help="shortcuts">
        {t('shortcuts.title')}
      </HelpDialogTitle>
      <DialogContent tabIndex={0}>
        <ShortcutList />
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose} autoFocus>
          {t('action.close')}
        </Button>
      </DialogActions>
    </Dialog>
  )
}

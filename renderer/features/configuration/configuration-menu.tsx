import MoreIcon from '@mui/icons-material/MoreVert'
import IconButton from '@mui/material/IconButton'
import Menu from '@mui/material/Menu'
import MenuItem from '@mui/material/MenuItem'
import Tooltip from '@mui/material/Tooltip'
import { useMutation } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OpenedConfiguration } from '#shared/domain/configuration.ts'
import { toAppError, unwrap } from '../../api/unwrap.ts'
import { useFeedback } from '../../components/feedback.ts'
import { ExportDialog } from './export-dialog.tsx'
import { ImportDialog } from './import-dialog.tsx'

/** In the list of connectors: all of them to a file and from one. */
export function ConfigurationMenu() {
  const { t } = useTranslation()
  const id = useId()
  const { failed } = useFeedback()
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const [isExporting, setExporting] = useState(false)
  const [opened, setOpened] = useState<OpenedConfiguration | null>(null)
  const open = useMutation({
    mutationFn: () => unwrap(window.api.configuration.open()),
    onSuccess: setOpened,
    onError: (error) => {
      failed(toAppError(error))
    },
  })
  const closeMenu = (): void => {
    setAnchor(null)
  }
  return (
    <>
      <Tooltip title={t('configuration.menu')}>
        <IconButton
          aria-label={t('configuration.menu')}
          aria-haspopup="menu"
          aria-controls={anchor ? id : undefined}
          aria-expanded={anchor !== null}
          onClick={(event) => {
            setAnchor(event.currentTarget)
          }}
        >
          <MoreIcon />
        </IconButton>
      </Tooltip>
      <Menu id={id} anchorEl={anchor} open={anchor !== null} onClose={closeMenu}>
        <MenuItem
          onClick={() => {
            closeMenu()
            setExporting(true)
          }}
        >
          {t('configuration.export')}
        </MenuItem>
        <MenuItem
          disabled={open.isPending}
          onClick={() => {
            closeMenu()
            open.mutate()
          }}
        >
          {t('configuration.import')}
        </MenuItem>
      </Menu>
      {isExporting && (
        <ExportDialog
          onClose={() => {
            setExporting(false)
          }}
        />
      )}
      {opened && (
        <ImportDialog
          opened={opened}
          onClose={() => {
            setOpened(null)
          }}
        />
      )}
    </>
  )
}

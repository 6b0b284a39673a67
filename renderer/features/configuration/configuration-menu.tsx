import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OpenedConfiguration } from '#shared/domain/configuration.ts'
import { toAppError, unwrap } from '../../api/unwrap.ts'
import { useFeedback } from '../../components/feedback.ts'
import { MoreMenu } from '../../components/more-menu.tsx'
import { LockNote, useForbidden } from '../../components/locks.tsx'
import { ExportDialog } from './export-dialog.tsx'
import { ImportDialog } from './import-dialog.tsx'

/** In the list of connectors: all of them to a file and from one. */
export function ConfigurationMenu() {
  const { t } = useTranslation()
  const { failed } = useFeedback()
  const [exportLock, importLock] = [useForbidden('configurationExport'), useForbidden('import')]
  const [isExporting, setExporting] = useState(false)
  const [opened, setOpened] = useState<OpenedConfiguration | null>(null)
  const open = useMutation({
    mutationFn: () => unwrap(window.api.configuration.open()),
    onSuccess: setOpened,
    onError: (error) => {
      failed(toAppError(error))
    },
  })
  return (
    <>
      <MoreMenu
        label={t('configuration.menu')}
        items={[
          {
            label: t('configuration.export'),
            reason: exportLock && <LockNote lock={exportLock} text="policies.forbiddenBy" />,
            onChoose: () => {
              setExporting(true)
            },
          },
          {
            label: t('configuration.import'),
            disabled: open.isPending,
            reason: importLock && <LockNote lock={importLock} text="policies.forbiddenBy" />,
            onChoose: () => {
              open.mutate()
            },
          },
        ]}
      />
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

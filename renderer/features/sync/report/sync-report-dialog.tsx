import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import Tab from '@mui/material/Tab'
import Tabs from '@mui/material/Tabs'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { EwsAccountId } from '#shared/domain/ids.ts'
import { ConflictList } from './conflict-list.tsx'
import { ProblemList } from './problem-list.tsx'
import { RunList } from './run-list.tsx'

const LISTS = { runs: RunList, problems: ProblemList, conflicts: ConflictList } as const
export type ReportList = keyof typeof LISTS
const NAMES = Object.keys(LISTS) as ReportList[]

type SyncReportDialogProps = {
  readonly accountId: EwsAccountId
  readonly accountName: string
  readonly first: ReportList
  readonly onClose: () => void
}

/** What happened to an account: its runs, the objects that fail, and the conflicts. */
export function SyncReportDialog({ accountId, accountName, first, onClose }: SyncReportDialogProps) {
  const { t } = useTranslation()
  const id = useId()
  const [list, setList] = useState<ReportList>(first)
  const Content = LISTS[list]
  return (
    <Dialog open onClose={onClose} aria-labelledby={id} maxWidth="md" fullWidth>
      <DialogTitle id={id}>{t('sync.report.title', { name: accountName })}</DialogTitle>
      <Tabs
        value={list}
        onChange={(_event, next: ReportList) => {
          setList(next)
        }}
        aria-label={t('sync.report.title', { name: accountName })}
        sx={{ px: 2 }}
      >
        {NAMES.map((name) => (
          <Tab
            key={name}
            value={name}
            label={t(`sync.report.${name}`)}
            id={`${id}-${name}`}
            aria-controls={`${id}-content`}
          />
        ))}
      </Tabs>
      <DialogContent
        dividers
        role="tabpanel"
        id={`${id}-content`}
        aria-labelledby={`${id}-${list}`}
        sx={{ minHeight: 320 }}
      >
        <Content accountId={accountId} />
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{t('action.close')}</Button>
      </DialogActions>
    </Dialog>
  )
}

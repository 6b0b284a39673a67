/** One account by kind and folder: which is done, which runs, which is still to come, and what was done so far. */
import Box from '@mui/material/Box'
import Stack from '@mui/material/Stack'
import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'
import { SYNC_DIRECTIONS, type FolderProgress, type SyncProgress } from '#shared/domain/sync.ts'
import type { SyncKind } from '#shared/domain/sync-kinds.ts'
import { ToneIcon, type Tone } from '../../../components/status-chip.tsx'
import { TimeStamp } from '../../../components/time-stamp.tsx'
import { useFolderText } from '../../../components/use-folder-text.ts'
import { useFormat } from '../../../i18n/use-format.ts'
import { itemCountsText } from '../report/item-counts-text.ts'
import { RunDetails } from '../report/run-details.tsx'
import { SyncProgressBar } from '../sync-progress-bar.tsx'
import { kindStates, type KindState } from './kind-states.ts'
import type { MonitoredAccount } from './monitored-accounts.ts'

type AccountDetailsProps = {
  readonly account: MonitoredAccount
  readonly progress: SyncProgress | undefined
}

export function AccountDetails({ account, progress }: AccountDetailsProps) {
  const { t } = useTranslation()
  if (progress?.state === 'running') return <Kinds progress={progress} />
  if (progress?.state === 'waiting') {
    return <Typography variant="body2">{t('monitor.waitsForPlaceText')}</Typography>
  }
  const { lastSync } = account.entry
  if (lastSync === null) return <Typography variant="body2">{t('monitor.neverRunText')}</Typography>
  return <RunDetails accountId={account.id} accountName={account.name} run={lastSync} />
}

type Running = SyncProgress & { readonly state: 'running' }

const TONES: Readonly<Record<KindState, Tone>> = { waiting: 'waiting', running: 'running', done: 'success' }

function Kinds({ progress }: { readonly progress: Running }) {
  const { t } = useTranslation()
  return (
    <Stack spacing={1}>
      <Stack direction="row" spacing={1} sx={{ alignItems: 'baseline' }}>
        <Typography variant="body2">
          {t('monitor.begun', { trigger: t(`sync.trigger.${progress.trigger}`) })}
        </Typography>
        <TimeStamp instant={progress.startedAt} />
      </Stack>
      <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none', display: 'grid', gap: 1 }}>
        {kindStates(progress).map(({ kind, state, folders }) => (
          <Box component="li" key={kind}>
            <Kind kind={kind} state={state} folders={folders} progress={progress} />
          </Box>
        ))}
      </Box>
    </Stack>
  )
}

type KindProps = {
  readonly kind: SyncKind
  readonly state: KindState
  readonly folders: readonly FolderProgress[]
  readonly progress: Running
}

function Kind({ kind, state, folders, progress }: KindProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const folderText = useFolderText()
  const doing = (): string => {
    if (state !== 'running') return t(`monitor.kind.${state}`)
    const phase = t(`sync.phase.${progress.phase}`)
    return progress.folder === null ? phase : `${phase} (${folderText(progress.folder)})`
  }
  const done = SYNC_DIRECTIONS.flatMap((direction) => {
    const text = itemCountsText(progress.counts.kinds[kind][direction], t, format)
    return text === null ? [] : [`${t(`sync.direction.${direction}`)}: ${text}`]
  })
  return (
    <Box>
      <Stack direction="row" spacing={1} sx={{ alignItems: 'center' }}>
        <ToneIcon tone={TONES[state]} fontSize="inherit" />
        <Typography variant="body2" sx={{ fontWeight: 'fontWeightMedium' }}>
          {t(`syncKind.${kind}`)}
        </Typography>
        <Typography variant="body2" color="textSecondary">
          {[doing(), ...done].join(' · ')}
        </Typography>
      </Stack>
      {folders.map((folder) => (
        <Folder key={folder.folder} folder={folder} name={folderText(folder.folder)} />
      ))}
    </Box>
  )
}

function Folder({
  folder: { done, total },
  name,
}: {
  readonly folder: FolderProgress
  readonly name: string
}) {
  const { t } = useTranslation()
  const { number } = useFormat()
  return (
    <Box
      sx={{
        display: 'grid',
        gridTemplateColumns: 'minmax(110px, 1fr) minmax(120px, 3fr) minmax(110px, auto)',
        columnGap: 1.5,
        alignItems: 'center',
        pl: 3,
      }}
    >
      <Typography variant="body2" noWrap title={name}>
        {name}
      </Typography>
      <SyncProgressBar label={t('monitor.progressOfFolder', { folder: name })} done={done} total={total} />
      <Typography variant="caption" color="textSecondary">
        {t('sync.state.running', { done: number(Math.min(done, total)), total: number(total) })}
      </Typography>
    </Box>
  )
}

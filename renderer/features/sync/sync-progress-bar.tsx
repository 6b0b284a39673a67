import LinearProgress from '@mui/material/LinearProgress'
import { percentOf } from './sync-totals.ts'

type SyncProgressBarProps = { readonly label: string; readonly done: number; readonly total: number | null }

export function SyncProgressBar({ label, done, total }: SyncProgressBarProps) {
  const percent = percentOf(done, total)
  return percent === null ? (
    <LinearProgress aria-label={label} />
  ) : (
    <LinearProgress aria-label={label} variant="determinate" value={percent} />
  )
}

import { percentOf } from './sync-totals.ts'

type SyncProgressBarProps = { readonly label: string; readonly done: number; readonly total: number | null }

/** Of plain elements: hundreds of lines draw theirs several times a second. */
export function SyncProgressBar({ label, done, total }: SyncProgressBarProps) {
  const percent = percentOf(done, total)
  return (
    <div
      className="plain-progress"
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent ?? undefined}
    >
      <div style={percent === null ? undefined : { transform: `translateX(${percent - 100}%)` }} />
    </div>
  )
}

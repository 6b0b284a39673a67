import type { SyncOutcome } from '#shared/domain/sync.ts'
import type { Tone } from '../../components/status-chip.tsx'

export const SYNC_TONES: Record<SyncOutcome, Tone> = {
  succeeded: 'success',
  incomplete: 'warning',
  failed: 'error',
  cancelled: 'cancelled',
}

/**
 * Sleep and wake: nothing begins on the way to sleep, and afterwards each account that is due runs once. When the
 * computer is shut down the application ends in order, as long as it is let.
 */
import { powerMonitor } from 'electron'
import type { SyncService } from '../services/sync-service.ts'

export function followPower(sync: Pick<SyncService, 'begin' | 'halt'>, quit: () => void): void {
  powerMonitor.on('suspend', () => {
    sync.halt()
  })
  powerMonitor.on('resume', () => {
    void sync.begin()
  })
  powerMonitor.on('shutdown', quit)
}

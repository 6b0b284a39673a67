/** Sleep and wake: nothing begins on the way to sleep, and afterwards each account that is due runs once. */
import { powerMonitor } from 'electron'
import type { SyncService } from '../services/sync-service.ts'

export function followPower(sync: Pick<SyncService, 'begin' | 'halt'>): void {
  powerMonitor.on('suspend', () => {
    sync.halt()
  })
  powerMonitor.on('resume', () => {
    void sync.begin()
  })
}

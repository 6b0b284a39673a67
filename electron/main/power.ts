/**
 * Sleep and wake: nothing begins on the way to sleep, and afterwards each account that is due runs once. When the
 * computer is shut down, or the user signs out, the application ends in order, as long as it is let: what it has stored
 * is sound at any moment.
 */
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

/** On Linux and macOS the computer tells of its end; Windows tells it each window, a hidden one too. */
export function followShutdown(end: () => void): void {
  powerMonitor.on('shutdown', end)
}

export function followEndOfSession(window: Electron.BrowserWindow, end: () => void): void {
  window.on('session-end', end)
}

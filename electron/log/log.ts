/**
 * The log of the application: lines of JSON in the data folder, rotated by electron-log, redacted before they are
 * written. Every line has an event id that support can search for; ids are listed here and never reused.
 */
import path from 'node:path'
import log from 'electron-log/main.js'
import type { LogLevel } from '#shared/domain/settings.ts'
import { archiveLog, CURRENT_LOG, LOG_FOLDER, removeOldLogs } from './log-files.ts'
import { logLine } from './log-line.ts'

export const LOG_EVENTS = {
  started: 1001,
  notice: 1002,
  ipcProblem: 1003,
  syncEnded: 1004,
  testEnded: 1005,
  unexpected: 1006,
  ended: 1007,
  windowGone: 1008,
  processGone: 1009,
  browserNotOpened: 1020,
  call: 1030,
  logSettings: 1031,
  dataFolderMoving: 1040,
  dataFolderMoved: 1041,
  dataFolderNotMoved: 1042,
  updateChecked: 1060,
  updateNotChecked: 1061,
  updateFetched: 1062,
  updateInstalled: 1063,
  updateFailed: 1064,
  updaterSays: 1065,
  policies: 1050,
  policyProblem: 1051,
} as const

export type LogEvent = keyof typeof LOG_EVENTS

const MAX_FILE_BYTES = 5 * 1024 * 1024

/** Lines that wait while the folder is being copied; `null`: nothing waits. */
let held: { level: LogLevel; event: LogEvent; details: unknown }[] | null = null
let folder = ''

export function openLog(dataFolder: string): void {
  folder = path.join(dataFolder, LOG_FOLDER)
  const { file } = log.transports
  file.resolvePathFn = () => path.join(folder, CURRENT_LOG)
  file.maxSize = MAX_FILE_BYTES
  file.writeOptions = { flag: 'a', mode: 0o600, encoding: 'utf8' }
  file.archiveLogFn = ({ path: old }) => {
    archiveLog(old)
  }
  // `logEvent` hands over whole lines.
  file.transforms = [({ message }) => message.data[0] as string]
  log.transports.console.level = false
}

/** What is written from now on, and how long what was written stays. */
export function applyLogSettings(settings: { readonly logLevel: LogLevel; readonly logDays: number }): void {
  log.transports.file.level = settings.logLevel
  removeOldLogs(folder, settings.logDays)
}

export function logEvent(level: LogLevel, event: LogEvent, details: unknown = {}): void {
  if (held) {
    held.push({ level, event, details })
    return
  }
  log[level](logLine(new Date(), level, event, LOG_EVENTS[event], details))
}

/** Until `releaseLog` nothing is written, so that the files can be copied. */
export function holdLog(): void {
  held ??= []
}

/** @param dataFolder where the application's data is now */
export function releaseLog(dataFolder: string): void {
  const waiting = held ?? []
  held = null
  folder = path.join(dataFolder, LOG_FOLDER)
  for (const { level, event, details } of waiting) logEvent(level, event, details)
}

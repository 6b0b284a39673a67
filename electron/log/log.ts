/**
 * The log of the application: one file in the data folder, rotated by electron-log, redacted before it is written.
 * Every line has an event id that support can search for; ids are listed here and never reused.
 */
import path from 'node:path'
import log from 'electron-log/main.js'
import { redact } from '#shared/redact.ts'

export const LOG_EVENTS = {
  started: 1001,
  notice: 1002,
  ipcProblem: 1003,
  syncEnded: 1004,
  testEnded: 1005,
  unexpected: 1006,
  ended: 1007,
  browserNotOpened: 1020,
} as const

export type LogEvent = keyof typeof LOG_EVENTS

const MAX_FILE_BYTES = 5 * 1024 * 1024

export function openLog(dataFolder: string): void {
  log.transports.file.resolvePathFn = () => path.join(dataFolder, 'logs', 'main.log')
  log.transports.file.maxSize = MAX_FILE_BYTES
  log.transports.console.level = false
  log.hooks.push((message) => ({ ...message, data: message.data.map((part: unknown) => redact(part)) }))
}

export function logEvent(level: 'info' | 'warn' | 'error', event: LogEvent, details: unknown = {}): void {
  log[level](`[${LOG_EVENTS[event]}] ${event}`, details)
}

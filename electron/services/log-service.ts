/** The log for whoever looks for a cause: pages of it, one entry whole, and what is filtered as a file. */
import path from 'node:path'
import type { LogEntry, LogFilter, LogPage } from '#shared/domain/log.ts'
import { appError } from '#shared/errors.ts'
import { failure, ok, type Result } from '#shared/result.ts'
import { LOG_FOLDER } from '../log/log-files.ts'
import { redactedLine } from '../log/log-line.ts'
import { matchingLines, openLogEntry, readLogPage } from '../log/log-reader.ts'
import type { AskSavePath } from './data-service.ts'
import { writeWhole } from './write-file.ts'

export type LogServiceParts = {
  readonly dataFolder: string
  /** The names of all events, as the log writes them. */
  readonly events: readonly string[]
  readonly askSavePath: AskSavePath
}

const LINES_PER_PAGE = 200
const FILE_NAME = 'MS EWS Konnektor.jsonl'

export class LogService {
  readonly #parts: LogServiceParts

  constructor(parts: LogServiceParts) {
    this.#parts = parts
  }

  async list(filter: LogFilter, before: string | null): Promise<Result<LogPage>> {
    const page = await this.#read((folder) => readLogPage(folder, filter, before, LINES_PER_PAGE))
    return page.ok ? ok({ ...page.value, events: [...this.#parts.events].sort() }) : page
  }

  /** @returns `log.entry-gone` */
  async open(position: string): Promise<Result<LogEntry>> {
    const entry = await this.#read((folder) => openLogEntry(folder, position))
    if (!entry.ok) return entry
    return entry.value ? ok(entry.value) : failure(appError('log.entry-gone'))
  }

  /** Asks where, then writes what is filtered, the oldest first. @returns `null`: the dialog was closed */
  async export(filter: LogFilter): Promise<Result<{ path: string; count: number } | null>> {
    const file = await this.#parts.askSavePath(FILE_NAME)
    if (file === null) return ok(null)
    const lines = await this.#read(async (folder) => {
      const found: string[] = []
      for await (const line of matchingLines(folder, filter)) found.push(redactedLine(line))
      return found.reverse()
    })
    if (!lines.ok) return lines
    const written = await writeWhole(file, lines.value.map((line) => `${line}\n`).join(''))
    return written.ok ? ok({ path: file, count: lines.value.length }) : written
  }

  async #read<T>(read: (folder: string) => Promise<T>): Promise<Result<T>> {
    try {
      return ok(await read(path.join(this.#parts.dataFolder, LOG_FOLDER)))
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      return failure(appError('log.unreadable', { reason }))
    }
  }
}

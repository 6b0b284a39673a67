/**
 * Reads the log backwards, the latest line first, piece by piece: neither memory nor time grow with the size of the
 * files. A line is named by its file's inode and its offset, so that it is found again after the file was renamed.
 *
 * Rejected: an index. Who reads a log looks at the last hours; a full search over forty files takes a second or two,
 * spread over calls.
 */
import { open, stat, type FileHandle } from 'node:fs/promises'
import type { LogEntry, LogFilter, LogLine } from '#shared/domain/log.ts'
import { LOG_LEVELS } from '#shared/domain/settings.ts'
import { logFiles } from './log-files.ts'
import { readLine } from './log-line.ts'

const CHUNK_BYTES = 64 * 1024
/** Of one answer: what is read before the window gets to see something. */
const MOST_BYTES_SCANNED = 4 * 1024 * 1024
const MOST_SUMMARY_CHARACTERS = 300

type Place = { readonly inode: string; readonly offset: number }
type RawLine = Place & { readonly text: string; readonly bytes: number }

/** @param before the position of the oldest line that is known; `null`: from the latest */
export async function readLogPage(
  folder: string,
  filter: LogFilter,
  before: string | null,
  most: number,
): Promise<{ lines: LogLine[]; next: string | null }> {
  const matches = lineFilter(filter)
  const lines: LogLine[] = []
  let scanned = 0
  for await (const raw of linesBackwards(folder, before)) {
    scanned += raw.bytes
    const position = `${raw.inode}:${raw.offset}`
    const read = matches(raw.text)
    if (read === 'too-old') break
    if (read) lines.push({ position, ...summaryOf(read) })
    if (lines.length >= most || scanned >= MOST_BYTES_SCANNED) return { lines, next: position }
  }
  return { lines, next: null }
}

/** @returns `null`: the file was removed meanwhile */
export async function openLogEntry(folder: string, position: string): Promise<LogEntry | null> {
  const { inode, offset } = placeOf(position)
  for (const file of logFiles(folder)) {
    if ((await inodeOf(file)) !== inode) continue
    const text = await lineAt(file, offset)
    if (text === null) return null
    const { details, ...read } = readLine(text)
    return {
      position,
      ...read,
      details: typeof details === 'string' ? details : JSON.stringify(details ?? {}, null, 2),
    }
  }
  return null
}

/** All lines that match, the latest first. */
export async function* matchingLines(folder: string, filter: LogFilter): AsyncGenerator<string> {
  const matches = lineFilter(filter)
  for await (const { text } of linesBackwards(folder, null)) {
    const read = matches(text)
    if (read === 'too-old') return
    if (read) yield text
  }
}

type Read = ReturnType<typeof readLine>

function lineFilter({ level, text, event, from, to }: LogFilter): (line: string) => Read | 'too-old' | null {
  const wanted = text.trim().toLowerCase()
  const worst = LOG_LEVELS.indexOf(level)
  return (line) => {
    // Cheaper than parsing what does not hold the word at all.
    if (wanted !== '' && !line.toLowerCase().includes(wanted)) return null
    const read = readLine(line)
    if (LOG_LEVELS.indexOf(read.level) > worst) return null
    if (event !== null && read.event !== event) return null
    if (to !== null && (read.at === null || read.at > to)) return null
    if (from !== null && (read.at === null || read.at < from)) return read.at === null ? null : 'too-old'
    return read
  }
}

function summaryOf({ details, ...read }: Read): Omit<LogLine, 'position'> {
  const text = typeof details === 'string' ? details : valuesOf(details).join(', ')
  return { ...read, summary: text.slice(0, MOST_SUMMARY_CHARACTERS) }
}

/** What is in it, without the brackets; of what lies deeper, like the counts of a run, only what is not zero. */
function valuesOf(details: unknown, isDeeper = false): string[] {
  if (typeof details !== 'object' || details === null) return []
  return Object.entries(details).flatMap(([name, value]: [string, unknown]) => {
    if (typeof value === 'object') return valuesOf(value, true)
    if (isDeeper && value === 0) return []
    const text = typeof value === 'string' ? value : JSON.stringify(value)
    return [Array.isArray(details) ? text : `${name}: ${text}`]
  })
}

async function* linesBackwards(folder: string, before: string | null): AsyncGenerator<RawLine> {
  let start = before === null ? null : placeOf(before)
  for (const file of logFiles(folder)) {
    const inode = await inodeOf(file)
    if (inode === null || (start !== null && start.inode !== inode)) continue
    yield* fileBackwards(file, inode, start?.offset ?? null)
    start = null
  }
}

async function* fileBackwards(file: string, inode: string, end: number | null): AsyncGenerator<RawLine> {
  const handle = await open(file, 'r')
  try {
    let position = end ?? (await handle.stat()).size
    /** The end of a line whose beginning is not read yet. */
    let rest = Buffer.alloc(0)
    while (position > 0) {
      const length = Math.min(CHUNK_BYTES, position)
      position -= length
      rest = Buffer.concat([await bytesAt(handle, position, length), rest])
      let newline = rest.lastIndexOf(0x0a)
      while (newline >= 0) {
        const line = lineOf(rest.subarray(newline + 1), inode, position + newline + 1)
        if (line) yield line
        rest = rest.subarray(0, newline)
        newline = rest.lastIndexOf(0x0a)
      }
    }
    const first = lineOf(rest, inode, 0)
    if (first) yield first
  } finally {
    await handle.close()
  }
}

function lineOf(bytes: Buffer, inode: string, offset: number): RawLine | null {
  const text = bytes.toString('utf8').trimEnd()
  return text === '' ? null : { text, inode, offset, bytes: bytes.length }
}

async function lineAt(file: string, offset: number): Promise<string | null> {
  const handle = await open(file, 'r')
  try {
    let bytes = Buffer.alloc(0)
    for (;;) {
      const more = await bytesAt(handle, offset + bytes.length, CHUNK_BYTES)
      bytes = Buffer.concat([bytes, more])
      const newline = bytes.indexOf(0x0a)
      if (newline >= 0) return bytes.subarray(0, newline).toString('utf8').trimEnd()
      if (more.length === 0) return bytes.length === 0 ? null : bytes.toString('utf8')
    }
  } finally {
    await handle.close()
  }
}

async function bytesAt(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const { bytesRead, buffer } = await handle.read(Buffer.alloc(length), 0, length, position)
  return buffer.subarray(0, bytesRead)
}

async function inodeOf(file: string): Promise<string | null> {
  try {
    return String((await stat(file, { bigint: true })).ino)
  } catch {
    return null
  }
}

function placeOf(position: string): Place {
  const [inode = '', offset] = position.split(':')
  return { inode, offset: Number(offset) }
}

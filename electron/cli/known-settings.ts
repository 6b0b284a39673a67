/**
 * The settings of the window that count here too: the zone of Winoffice Prime, and for how long runs are remembered.
 * `settings.json` belongs to the application and is only read. One that cannot be read ends the command: with another
 * zone appointments would be written wrongly.
 */
import path from 'node:path'
import type { Settings } from '#shared/domain/settings.ts'
import { failure, ok, type Result } from '#shared/result.ts'
import { MemoryDocumentFile } from '../config/document-file.ts'
import { openDocuments } from '../config/documents.ts'
import { jsonFile } from './json-file.ts'

export function readKnownSettings(dataFolder: string): Result<Settings> {
  const file = jsonFile(path.join(dataFolder, 'settings.json'))
  const { settings } = openDocuments((name) => (name === 'settings' ? file : new MemoryDocumentFile()))
  return settings.notice ? failure(settings.notice) : ok(settings.get())
}

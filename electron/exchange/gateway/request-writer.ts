/**
 * Makes an operation of ours out of a request of the library: its XML now, its answer by one of our readers later.
 */
import { appError } from '#shared/errors.ts'
import { type Result, failure, ok } from '#shared/result.ts'
import type { FolderReference } from '../exchange-client.ts'
import { type Library, type LibraryRequest, loadLibrary } from './library.ts'
import { strictWriter } from './strict-writer.ts'

type Service = InstanceType<Library['ExchangeService']>

/** What the builders of requests work with; the service only tells the version of the schema. */
export type Writing = { readonly library: Library; readonly service: Service }

export async function startWriting(): Promise<Writing> {
  const library = await loadLibrary()
  const { ExchangeService, ExchangeVersion, TimeZoneInfo } = library
  // Without a zone the service takes the one of the process.
  return { library, service: new ExchangeService(ExchangeVersion.Exchange2013_SP1, TimeZoneInfo.Utc) }
}

/**
 * @param build makes the request
 * @returns its envelope, or `exchange.invalid-request` where the library refuses a value
 */
export function requestXml(
  { library, service }: Writing,
  build: (writing: Writing) => LibraryRequest,
): Result<string> {
  const writer = strictWriter(library, service)
  try {
    build({ library, service }).WriteToXml(writer)
  } catch (cause) {
    if (!(cause instanceof library.Exception)) throw cause
    return failure(appError('exchange.invalid-request', { reason: cause.Message }))
  }
  return ok(`<?xml version="1.0" encoding="utf-8"?>${writer.GetXML()}`)
}

export function libraryFolder(
  { library }: Writing,
  folder: FolderReference,
): InstanceType<Library['FolderId']> {
  const { FolderId, Mailbox, WellKnownFolderName } = library
  if (folder.kind === 'id') return new FolderId(folder.id)
  const name = Object.entries(WellKnownFolderName).find(([key]) => key.toLowerCase() === folder.name)?.[1]
  if (typeof name !== 'number') throw new Error(`The library knows no folder ${folder.name}`)
  return folder.mailbox === null ? new FolderId(name) : new FolderId(name, new Mailbox(folder.mailbox))
}

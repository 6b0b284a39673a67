/** An operation of ours around a request that the library writes. */
import { type Result, ok } from '#shared/result.ts'
import type { ExchangeOperation } from '../call.ts'
import type { LibraryRequest } from './library.ts'
import { type Writing, requestXml } from './request-writer.ts'

export type LibraryOperation<T> = Omit<ExchangeOperation<T>, 'body'> & {
  readonly build: (writing: Writing) => LibraryRequest
}

export function libraryOperation<T>(
  writing: Writing,
  { name, effect, folder, parse, build }: LibraryOperation<T>,
): Result<ExchangeOperation<T>> {
  const body = requestXml(writing, build)
  return body.ok ? ok({ name, effect, folder, parse, body: body.value }) : body
}

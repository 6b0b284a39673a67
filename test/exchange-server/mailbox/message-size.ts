/** The largest message that an organisation lets through; by itself this server sets no limit but that of a request. */
import { ResponseError } from '../soap/fault.ts'

/** @throws ResponseError when the content is larger than the limit, in bytes */
export function requireSize(content: Uint8Array, maximum: number | undefined): void {
  if (maximum === undefined || content.length <= maximum) return
  throw new ResponseError('ErrorMessageSizeExceeded', 'The message exceeds the maximum supported size.')
}

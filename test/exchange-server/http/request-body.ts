/** Reads what a request says. */
import type { IncomingMessage } from 'node:http'

/** Reads a body to its end so that the connection stays usable; keeps no more than the limit. */
export async function readBody(
  request: IncomingMessage,
  maximumBytes: number,
): Promise<{ readonly body: string; readonly tooLarge: boolean }> {
  const parts: Uint8Array[] = []
  let length = 0
  for await (const part of request as AsyncIterable<Uint8Array>) {
    length += part.length
    if (length <= maximumBytes) parts.push(part)
    else parts.length = 0
  }
  return {
    body: length <= maximumBytes ? Buffer.concat(parts).toString('utf8') : '',
    tooLarge: length > maximumBytes,
  }
}

/** A header; of several with this name the first. */
export function header(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name]
  return Array.isArray(value) ? value[0] : value
}

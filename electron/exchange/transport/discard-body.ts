/** Ends an answer that nobody wants to read as what it should have been. */
import type { TransportResponse } from './transport.ts'

const WORTH_READING = 65_536 // bytes; up to here a new connection costs more than reading on

/**
 * Reads a short body to its end, so that the connection stays usable, and breaks off a long one.
 *
 * @returns what was read
 */
export async function discardBody(response: TransportResponse): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  try {
    for await (const chunk of response.body) {
      chunks.push(chunk)
      bytes += chunk.length
      if (bytes > WORTH_READING) break
    }
  } catch {
    // The status already told what matters; how the unread rest ended changes nothing.
  }
  return Buffer.concat(chunks)
}

/** Ends an answer that nobody wants to read. */
import type { TransportResponse } from './transport.ts'

const WORTH_READING = 65_536 // bytes; up to here a new connection costs more than reading on

/** Reads a short body to its end, so that the connection stays usable, and breaks off a long one. */
export async function discardBody(response: TransportResponse): Promise<void> {
  let bytes = 0
  try {
    for await (const chunk of response.body) {
      bytes += chunk.length
      if (bytes > WORTH_READING) break
    }
  } catch {
    // The status already told what matters; how the unread rest ended changes nothing.
  }
}

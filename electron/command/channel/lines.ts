/** JSON documents over a stream, one a line. What is no such document, or too long, ends the connection. */
import type { Socket } from 'node:net'
import { StringDecoder } from 'node:string_decoder'
import type { z } from 'zod'

/** Characters of one line; the answer of a test of hundreds of accounts is the longest. */
const LONGEST_LINE = 64 * 1024 * 1024

export function sendLine(socket: Socket, document: object): void {
  if (socket.writable) socket.write(`${JSON.stringify(document)}\n`)
}

export function onLines<S extends z.ZodType>(
  socket: Socket,
  schema: S,
  tell: (document: z.output<S>) => void,
): void {
  const decoder = new StringDecoder('utf8')
  let waiting = ''
  socket.on('data', (bytes: Buffer) => {
    waiting += decoder.write(bytes)
    const lines = waiting.split('\n')
    waiting = lines.pop() ?? ''
    for (const line of lines) {
      const read = schema.safeParse(parsed(line))
      if (!read.success) {
        socket.destroy()
        return
      }
      tell(read.data)
    }
    if (waiting.length > LONGEST_LINE) socket.destroy()
  })
  socket.on('error', () => {
    socket.destroy()
  })
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return null
  }
}

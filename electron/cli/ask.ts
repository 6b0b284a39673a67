/**
 * A question to whoever sits at the terminal, on standard error, so that standard output stays the answer alone.
 *
 * Where nobody sits there, or standard input is the password, nobody is asked: a script says beforehand what it
 * allows. `terminal: false` leaves Ctrl+C to the process, which ends the command orderly; raw mode would swallow it.
 */
import { createInterface } from 'node:readline'
import { joined } from './output.ts'

type Input = NodeJS.ReadableStream & { readonly isTTY?: boolean }
type Output = { readonly isTTY?: boolean; write(text: string): unknown }

/** @returns what was typed; `null` when the terminal was closed or the command ended meanwhile */
export type Ask = (question: string) => Promise<string | null>

/** @returns `null` where nobody can be asked */
export function askOn(input: Input, output: Output, signal: AbortSignal): Ask | null {
  if (input.isTTY !== true || output.isTTY !== true) return null
  return async (question) => {
    if (signal.aborted) return null
    const lines = createInterface({ input, terminal: false })
    output.write(`${joined([question]).trimEnd()} `)
    return await new Promise<string | null>((resolve) => {
      const onAbort = (): void => {
        lines.close()
      }
      signal.addEventListener('abort', onAbort, { once: true })
      lines.once('line', (line) => {
        resolve(line.trim())
        lines.close()
      })
      lines.once('close', () => {
        signal.removeEventListener('abort', onAbort)
        resolve(null) // without effect after a line
      })
    })
  }
}

/**
 * Progress on standard error: one line that is overwritten on a terminal, lines one after the other elsewhere, and
 * nothing at all where nobody asked for it.
 */
import { joined } from './output.ts'

export type Progress = {
  show(line: string): void
  /** Takes the overwritten line away, so that what follows begins at the left. */
  end(): void
}

type Terminal = { readonly isTTY?: boolean; write(text: string): unknown }

export function progressOn(stream: Terminal, wanted: boolean): Progress {
  const isTerminal = stream.isTTY === true
  if (!isTerminal && !wanted) return { show: () => undefined, end: () => undefined }
  let last = ''
  return {
    show: (line) => {
      if (line === last) return
      last = line
      const text = joined([line])
      stream.write(isTerminal ? `\r\u001B[K${text.trimEnd()}` : text)
    },
    end: () => {
      if (isTerminal && last !== '') stream.write('\r\u001B[K')
    },
  }
}

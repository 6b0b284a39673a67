/** Whether a file is a PNG that has been written to its end. */
import { open } from 'node:fs/promises'

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
/** The last chunk of every PNG: no data, the name IEND, its checksum. */
const END = Buffer.from([0, 0, 0, 0, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82])

export async function isCompletePng(path: string): Promise<boolean> {
  const file = await open(path).catch(() => undefined)
  if (file === undefined) return false
  try {
    const { size } = await file.stat()
    if (size < SIGNATURE.length + END.length) return false
    const head = Buffer.alloc(SIGNATURE.length)
    const tail = Buffer.alloc(END.length)
    await file.read(head, 0, head.length, 0)
    await file.read(tail, 0, tail.length, size - tail.length)
    return head.equals(SIGNATURE) && tail.equals(END)
  } finally {
    await file.close()
  }
}

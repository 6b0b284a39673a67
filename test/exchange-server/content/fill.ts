/** Fills a mailbox with the messages of a folder of *.eml files, or with generated ones. */
import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Mailbox } from '../mailbox/mailbox.ts'
import { generateMessages } from './generator.ts'

export type Content =
  | {
      /** Folder with *.eml files, taken in the order of their names, byte for byte. */
      readonly corpus: string
      readonly folder?: string
    }
  | {
      /** How many messages to generate. */
      readonly messages: number
      /** Default: 1. */
      readonly seed?: number
      readonly folder?: string
    }

// When a message of a corpus has no usable date; fixed, so that the order is the same every time.
const UNDATED = Date.UTC(2020, 0, 1)

/**
 * Adds the content to a folder of the mailbox (default: inbox) and gives the ids of the new items.
 * Generated messages are added from the oldest to the newest, as they would have arrived.
 * @throws when the corpus holds no message
 */
export async function fill(mailbox: Mailbox, content: Content): Promise<string[]> {
  const folder = content.folder ?? 'inbox'
  const ids: string[] = []
  if ('corpus' in content) {
    const names = (await readdir(content.corpus)).filter((name) => name.endsWith('.eml')).sort()
    if (names.length === 0) throw new Error(`no *.eml files in ${content.corpus}`)
    for (const name of names) {
      const id = await mailbox.addMessage(await readFile(join(content.corpus, name)), { folder })
      const item = mailbox.item(id)
      if (item !== undefined && item.sentAt === undefined) mailbox.updateMessage(id, { receivedAt: UNDATED })
      ids.push(id)
    }
    return ids
  }
  for (const { mime, envelope, state } of [
    ...generateMessages(content.messages, content.seed ?? 1),
  ].reverse()) {
    ids.push(await mailbox.addMessage(mime, { ...state, envelope, folder }))
  }
  return ids
}

/**
 * The mail system between the mailboxes: what is sent is noted, so that a test can ask which mail was sent to whom,
 * and lies in the Inbox of every recipient who has a mailbox here. Addresses elsewhere are only noted: nothing ever
 * leaves the server.
 */
import { composeMime } from './compose-mime.ts'
import type { Directory } from './directory.ts'
import type { AddOptions, Mailbox, NewItem } from './mailbox.ts'
import { readMessageDetails } from './message-envelope.ts'

export type SentMail = {
  /** Address of the mailbox that sent it. */
  readonly from: string
  /** Addresses of all recipients, Bcc among them. */
  readonly to: readonly string[]
  readonly subject: string
  /** IPM.Note for ordinary mail, IPM.Schedule.Meeting.Request for an invitation, and so on. */
  readonly itemClass: string
  /** Milliseconds since 1970. */
  readonly sentAt: number
  readonly mime: Uint8Array
}

export class Delivery {
  readonly sent: SentMail[] = []
  readonly #directory: Directory

  constructor(directory: Directory) {
    this.#directory = directory
  }

  /**
   * Sends a message to its recipients.
   * @param optionsFor how it arrives at a mailbox, for example as a meeting request with its properties
   */
  async send(
    from: string,
    item: NewItem,
    optionsFor: (mailbox: Mailbox) => AddOptions | Promise<AddOptions> = () => ({}),
  ): Promise<void> {
    const recipients = [...item.to, ...item.cc, ...item.bcc]
    const mime = item.bcc.length === 0 ? item.content.bytes : await withoutBcc(item)
    this.sent.push({
      from,
      to: recipients.map(({ address }) => address),
      subject: item.subject,
      itemClass: item.itemClass,
      sentAt: Date.now(),
      mime,
    })
    const { itemClass, importance, sensitivity, element, fields } = item
    const reached = new Set(recipients.map(({ address }) => this.#directory.byAddress(address)))
    for (const mailbox of reached) {
      if (mailbox === undefined) continue
      await mailbox.addMessage(mime, {
        itemClass,
        importance,
        sensitivity,
        element,
        fields,
        receivedAt: Date.now(),
        ...(await optionsFor(mailbox)),
      })
    }
  }
}

async function withoutBcc(item: NewItem): Promise<Uint8Array> {
  const { html, plain, attachments } = await readMessageDetails(item.content.bytes)
  const body =
    html === undefined ? { type: 'Text' as const, text: plain ?? '' } : { type: 'HTML' as const, text: html }
  return await composeMime({ ...item, bcc: [], body, attachments })
}

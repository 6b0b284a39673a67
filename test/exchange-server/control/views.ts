/** How the state of the server looks as JSON: times as instants in ISO 8601, bytes in base64. */
import { CATALOGUE, MISBEHAVIOUR_NAMES } from '../misbehaviour/catalogue.ts'
import type { ActiveMisbehaviour, Item, Mailbox, SentMail } from '../server.ts'
import { copyElement } from '../soap/copy-element.ts'

const instant = (milliseconds: number): string => new Date(milliseconds).toISOString()
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')

export function mailboxView(mailbox: Mailbox) {
  const { address, user, displayName, delegates } = mailbox
  return { address, user, displayName, delegates: [...delegates], items: mailbox.count() }
}

/** Properties that the client wrote are texts, or XML where there is more in them than a text. */
export function itemView(item: Item) {
  const { content, fields, exceptions, receivedAt, sentAt, createdAt, modifiedAt, ...plain } = item
  return {
    ...plain,
    receivedAt: instant(receivedAt),
    sentAt: sentAt === undefined ? undefined : instant(sentAt),
    createdAt: instant(createdAt),
    modifiedAt: instant(modifiedAt),
    size: content.bytes.length,
    fields: Object.fromEntries(
      [...fields].map(([name, field]) => [
        name,
        field.children.length > 0 || Object.keys(field.attributes).length > 0
          ? copyElement(field)
          : field.text,
      ]),
    ),
    exceptions: exceptions && {
      modified: [...exceptions.modified.keys()].map(instant),
      deleted: [...exceptions.deleted].map(instant),
    },
  }
}

export function mailView({ sentAt, mime, ...mail }: SentMail) {
  return { ...mail, sentAt: instant(sentAt), mime: base64(mime) }
}

export function misbehaviourView({ id, behaviour, options, met, acted }: ActiveMisbehaviour) {
  return { id, behaviour, options, met, acted }
}

export function catalogueView() {
  return MISBEHAVIOUR_NAMES.map((name) => {
    const { description, layer, operations, answers } = CATALOGUE[name]
    return { name, description, layer, operations, answers }
  })
}

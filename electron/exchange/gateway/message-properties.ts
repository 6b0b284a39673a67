/** How the properties of a message are written (MS-OXWSMSG 2.2.4.1). */
import type { MessageProperties } from './content.ts'
import type { Library } from './library.ts'
import {
  ITEM_PROPERTIES,
  type PropertyTable,
  emailAddress,
  emailAddresses,
  property,
} from './property-table.ts'

export const MESSAGE_PROPERTIES: PropertyTable<MessageProperties> = {
  ...ITEM_PROPERTIES,
  from: property(({ EmailMessageSchema }) => EmailMessageSchema.From, emailAddress),
  to: property(({ EmailMessageSchema }) => EmailMessageSchema.ToRecipients, emailAddresses),
  cc: property(({ EmailMessageSchema }) => EmailMessageSchema.CcRecipients, emailAddresses),
  bcc: property(({ EmailMessageSchema }) => EmailMessageSchema.BccRecipients, emailAddresses),
  replyTo: property(({ EmailMessageSchema }) => EmailMessageSchema.ReplyTo, emailAddresses),
  flag: property(({ EmailMessageSchema }) => EmailMessageSchema.Flag, flagOf),
  isRead: property(({ EmailMessageSchema }) => EmailMessageSchema.IsRead),
  isReadReceiptRequested: property(({ EmailMessageSchema }) => EmailMessageSchema.IsReadReceiptRequested),
  isDeliveryReceiptRequested: property(
    ({ EmailMessageSchema }) => EmailMessageSchema.IsDeliveryReceiptRequested,
  ),
  references: property(({ EmailMessageSchema }) => EmailMessageSchema.References),
}

function flagOf({ Flag, ItemFlagStatus: status }: Library, value: MessageProperties['flag']): unknown {
  const { NotFlagged, Flagged, Complete } = status
  return Object.assign(new Flag(), {
    FlagStatus: { none: NotFlagged, flagged: Flagged, complete: Complete }[value],
  })
}

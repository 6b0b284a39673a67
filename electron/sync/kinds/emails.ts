/**
 * E-mails: read with their MIME content, created from it, moved, marked and sent. See `mapping/emails.ts` for what
 * is synchronised of them.
 *
 * Rules: contacts and whatever else is no mail are left alone, also in the deleted items; no read receipt is ever
 * sent; what is encrypted passes through as it is.
 */
import type { EmailRecord } from '#shared/domain/prime-items.ts'
import { EMAIL_FIELDS } from '../mapping/emails.ts'
import { createEmails, homeOf } from './emails-create.ts'
import { fetchEmails, isMail, isMailFolder } from './emails-fetch.ts'
import { mails } from './emails-send.ts'
import { updateEmails } from './emails-update.ts'
import { fetchItemKeys } from './item-keys.ts'
import { findInFolder, removeItems } from './item-writes.ts'
import type { Kind } from './kind.ts'

export const emailsKind: Kind<EmailRecord> = {
  kind: 'emails',
  fields: EMAIL_FIELDS,
  concerns: (itemKind) => isMail(itemKind, null),
  isExportable: () => true,
  isWithin: ({ receivedAt, sentAt }, windowStart) => {
    const at = receivedAt ?? sentAt
    return at === null || Date.parse(at) >= Date.parse(windowStart)
  },
  folderOf: ({ folder }) => folder,
  homeOf,
  inFolder: (record, folder) => {
    if (!isMailFolder(folder)) throw new Error(`E-mails do not lie in ${folder}`)
    return { ...record, folder }
  },
  fetch: fetchEmails,
  fetchKeys: (session, ids) => fetchItemKeys(session, ids, ['message:InternetMessageId']),
  mails,
  find: findInFolder,
  create: createEmails,
  update: updateEmails,
  remove: removeItems,
}

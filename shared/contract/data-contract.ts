/** The calls of the screen "Daten", as a part of the contract. */
import { z } from 'zod'
import {
  accountDataSchema,
  calendarRangeSchema,
  emailOrderSchema,
  exportedAccountSchema,
  LONGEST_SEARCH,
  occurrenceSchema,
  openedItemSchema,
  taskPageSchema,
} from '../domain/data.ts'
import { primeEmailAccountIdSchema, primeItemIdSchema } from '../domain/ids.ts'
import { itemDraftSchema } from '../domain/item-drafts.ts'
import { revisionSchema, storedItemSchema } from '../domain/prime-items.ts'
import { emailContentSchema, emailPageSchema, mailFolderSchema } from '../domain/prime.ts'
import { nothing } from './nothing.ts'

const ofPrimeAccount = z.object({ primeEmailAccountId: primeEmailAccountIdSchema })
const ofItem = z.object({ id: primeItemIdSchema })

const page = ofPrimeAccount.extend({
  offset: z.number().int().nonnegative(),
  limit: z.number().int().min(1).max(500),
})

/** Where something was saved; `null`: the person closed the dialog. */
const saved = z.object({ path: z.string() }).nullable()

export const dataContract = {
  /** How much an account holds, and by what it is connected. */
  'data.account': { input: ofPrimeAccount, output: accountDataSchema },
  'data.listEmails': {
    input: page.extend({
      /** `null`: of all folders. */
      folder: mailFolderSchema.nullable().default(null),
      /** Words that all must be in subject, sender or recipients. */
      search: z.string().max(LONGEST_SEARCH).default(''),
      order: emailOrderSchema.default('newest'),
    }),
    output: emailPageSchema,
  },
  'data.openEmail': { input: ofItem, output: emailContentSchema },
  /** Asks where, then writes an attachment under a harmless name. */
  'data.saveAttachment': { input: ofItem.extend({ index: z.number().int().nonnegative() }), output: saved },
  /** What takes place in a range, each occurrence of a series by itself. */
  'data.listOccurrences': {
    input: ofPrimeAccount.extend({ range: calendarRangeSchema }),
    output: z.array(occurrenceSchema),
  },
  'data.listTasks': { input: page, output: taskPageSchema },
  /** An object with where it stands between both sides. */
  'data.openItem': { input: ofItem, output: openedItemSchema },
  'data.createItem': { input: ofPrimeAccount.extend({ draft: itemDraftSchema }), output: storedItemSchema },
  /** `expected` is the revision that the person has seen. */
  'data.updateItem': {
    input: ofItem.extend({ expected: revisionSchema, draft: itemDraftSchema }),
    output: storedItemSchema,
  },
  'data.deleteItem': { input: ofItem.extend({ expected: revisionSchema }), output: nothing },
  /** Asks where, then writes an e-mail as `.eml`, byte for byte, everything else as `.ics`. */
  'data.exportItem': { input: ofItem, output: saved },
  /** Asks for a folder; progress comes by `data.onDidExportProgress`. `null`: the person closed the dialog. */
  'data.exportAccount': { input: ofPrimeAccount, output: exportedAccountSchema.nullable() },
  'data.cancelExport': { input: nothing, output: nothing },
} as const

/** Every broken set-up, in the order of the steps that find them. A new row is a new entry in the file of its subject. */
import { AFTER_SIGN_IN } from './after-sign-in.ts'
import type { BrokenSetUp } from './broken-set-up.ts'
import { CERTIFICATES } from './certificates.ts'
import { MAILBOXES } from './mailboxes.ts'
import { NETWORK } from './network.ts'
import { SIGN_IN } from './sign-in.ts'
import { WEB_PAGES } from './web-pages.ts'

export const BROKEN_SET_UPS: readonly BrokenSetUp[] = [
  ...NETWORK,
  ...CERTIFICATES,
  ...WEB_PAGES,
  ...SIGN_IN,
  ...MAILBOXES,
  ...AFTER_SIGN_IN,
]

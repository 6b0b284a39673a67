/**
 * The right to write: an owner and a delegate may change a mailbox, a delegate who may only read may not. An
 * operation that writes asks here before it changes anything.
 */
import { mayWrite } from '../mailbox/directory.ts'
import type { Mailbox } from '../mailbox/mailbox.ts'
import { ResponseError } from '../soap/fault.ts'

/** @throws ResponseError ErrorAccessDenied */
export function requireWriteAccess(caller: Mailbox, mailbox: Mailbox): void {
  if (mayWrite(caller, mailbox)) return
  throw new ResponseError('ErrorAccessDenied', 'Access is denied. Check credentials and try again.')
}

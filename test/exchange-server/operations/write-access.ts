/**
 * The right to write: an owner and a delegate may change a mailbox, a delegate who may only read may not. An
 * operation that writes asks here before it changes anything.
 */
import { mayWrite } from '../mailbox/directory.ts'
import type { Mailbox } from '../mailbox/mailbox.ts'
import { ResponseError } from '../soap/fault.ts'
import type { XmlElement } from '../soap/xml-tree.ts'
import { type LocatedFolder, type OperationContext, locateFolder, locateItem } from './operation.ts'

/** @throws ResponseError ErrorAccessDenied */
export function requireWriteAccess(caller: Mailbox, mailbox: Mailbox): void {
  if (mayWrite(caller, mailbox)) return
  throw new ResponseError('ErrorAccessDenied', 'Access is denied. Check credentials and try again.')
}

/** As `locateItem`, for a change. @throws ResponseError */
export function locateItemToChange(
  reference: XmlElement,
  context: OperationContext,
): ReturnType<typeof locateItem> {
  const located = locateItem(reference, context)
  requireWriteAccess(context.caller, located.mailbox)
  return located
}

/** As `locateFolder`, for a change in it or to it. @throws ResponseError */
export function locateFolderToChange(
  reference: XmlElement | undefined,
  context: OperationContext,
): LocatedFolder {
  const located = locateFolder(reference, context)
  requireWriteAccess(context.caller, located.mailbox)
  return located
}

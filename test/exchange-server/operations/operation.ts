/**
 * What an EWS operation is to this server, and what the operations have in common: reading ids and writing
 * response messages.
 */
import type { Delivery } from '../mailbox/delivery.ts'
import type { Directory } from '../mailbox/directory.ts'
import { occurrenceAt, occurrenceWithIndex } from '../calendar/locate-occurrence.ts'
import { parseOccurrenceId } from '../calendar/occurrence-id.ts'
import type { TimeZone } from '../calendar/time-zones.ts'
import { mayOpen } from '../mailbox/directory.ts'
import { isWellFormedId } from '../mailbox/ids.ts'
import type { Item } from '../mailbox/item.ts'
import type { Folder, Mailbox } from '../mailbox/mailbox.ts'
import type { Subscriptions } from '../notifications/subscriptions.ts'
import { ResponseError, schemaValidationFault } from '../soap/fault.ts'
import { type XmlElement, child, childText } from '../soap/xml-tree.ts'
import { type Xml, all, element, leaf } from '../soap/xml-writer.ts'

export type OperationContext = {
  /** The mailbox of the user who signed in. */
  readonly caller: Mailbox
  readonly directory: Directory
  readonly delivery: Delivery
  readonly subscriptions: Subscriptions
  /** In which the request writes times that name no zone (t:TimeZoneContext). */
  readonly zone: TimeZone
  /** Aborted when the client went away. */
  readonly signal: AbortSignal
  /** How long a streaming connection stays silent, in milliseconds. Default: Exchange's. */
  readonly heartbeat: number | undefined
  /** The largest message, in bytes; undefined: any. */
  readonly maximumMessageBytes: number | undefined
}

export type Operation = {
  /** Local name of the request element in the messages namespace. */
  readonly name: string
  /**
   * Answers one request with the content of soap:Body, or with several, one envelope each on an open connection.
   * @throws SoapFault to end the request, ResponseError to fail it with one response message
   */
  readonly handle: (
    request: XmlElement,
    context: OperationContext,
  ) => Promise<Xml> | Xml | AsyncGenerator<Xml>
}

/** The child that the schema asks for; a fault without it. */
export function required(request: XmlElement, name: string): XmlElement {
  const found = child(request, name)
  if (found === undefined) {
    throw schemaValidationFault(
      `The element '${request.name}' in namespace '${request.namespace}' has incomplete content. ` +
        `List of possible elements expected: '${name}'.`,
    )
  }
  return found
}

/** A whole number from a text; a fault when it is none. */
export function wholeNumber(value: string | undefined, name: string): number {
  if (value === undefined || !/^[+-]?\d+$/.test(value)) {
    throw schemaValidationFault(`The '${name}' is invalid - The value '${value ?? ''}' is not a number.`)
  }
  return Number(value)
}

/** Runs an answer per element of a batch; a ResponseError becomes the response message of its element. */
export async function respond(
  operation: string,
  elements: readonly XmlElement[],
  answer: (element: XmlElement) => Promise<Xml> | Xml,
  onError?: Xml,
): Promise<Xml> {
  const messages: Xml[] = []
  for (const requested of elements) {
    try {
      messages.push(successMessage(operation, await answer(requested)))
    } catch (error) {
      if (!(error instanceof ResponseError)) throw error
      messages.push(errorMessage(operation, error, onError))
    }
  }
  return element(`m:${operation}Response`, {}, element('m:ResponseMessages', {}, all(messages)))
}

/** One response message of class Success. */
export function successMessage(operation: string, content: Xml): Xml {
  return element(
    `m:${operation}ResponseMessage`,
    { ResponseClass: 'Success' },
    leaf('m:ResponseCode', 'NoError'),
    content,
  )
}

/** One response message of class Error. `content` is what the schema wants there all the same. */
export function errorMessage(operation: string, error: ResponseError, content?: Xml): Xml {
  return element(
    `m:${operation}ResponseMessage`,
    { ResponseClass: 'Error' },
    leaf('m:MessageText', error.message),
    leaf('m:ResponseCode', error.responseCode),
    leaf('m:DescriptiveLinkKey', 0),
    error.messageXml && element('m:MessageXml', {}, error.messageXml),
    content,
  )
}

/** A folder together with the mailbox in which it lies. */
export type LocatedFolder = {
  readonly mailbox: Mailbox
  readonly folder: Folder
}

/**
 * Finds the folder that a t:FolderId or t:DistinguishedFolderId names.
 * @throws ResponseError
 */
export function locateFolder(reference: XmlElement | undefined, context: OperationContext): LocatedFolder {
  const id = reference?.attributes.Id
  if (reference === undefined || id === undefined)
    throw schemaValidationFault("The required attribute 'Id' is missing.")
  if (reference.name === 'DistinguishedFolderId') {
    const mailbox = locateMailbox(reference, context)
    const folder = mailbox.folder(id)
    if (folder?.distinguishedId === undefined) {
      throw new ResponseError('ErrorFolderNotFound', 'The specified folder could not be found in the store.')
    }
    return { mailbox, folder }
  }
  if (!isWellFormedId(id)) throw new ResponseError('ErrorInvalidIdMalformed', 'Id is malformed.')
  for (const mailbox of context.directory.accessibleTo(context.caller)) {
    const folder = mailbox.folder(id)
    if (folder !== undefined) return { mailbox, folder }
  }
  throw new ResponseError('ErrorItemNotFound', 'The specified object was not found in the store.')
}

/**
 * Finds the item that a t:ItemId names; of a series also the occurrence of a t:OccurrenceItemId, and the master of a
 * t:RecurringMasterItemId.
 * @throws ResponseError
 */
export function locateItem(
  reference: XmlElement,
  context: OperationContext,
): { readonly mailbox: Mailbox; readonly item: Item } {
  const { Id, OccurrenceId, RecurringMasterId, InstanceIndex } = reference.attributes
  const id = Id ?? OccurrenceId ?? RecurringMasterId
  if (id === undefined) throw schemaValidationFault("The required attribute 'Id' is missing.")
  if (!isWellFormedId(id)) throw new ResponseError('ErrorInvalidIdMalformed', 'Id is malformed.')
  const occurrence = parseOccurrenceId(id)
  for (const mailbox of context.directory.accessibleTo(context.caller)) {
    const item = mailbox.item(occurrence?.masterId ?? id)
    if (item === undefined) continue
    if (RecurringMasterId !== undefined) {
      return { mailbox, item: occurrenceWithIndex(item, wholeNumber(InstanceIndex, 'InstanceIndex')) }
    }
    const wantsMaster = OccurrenceId !== undefined || occurrence === undefined
    return { mailbox, item: wantsMaster ? item : occurrenceAt(item, occurrence.originalStart) }
  }
  throw new ResponseError('ErrorItemNotFound', 'The specified object was not found in the store.')
}

function locateMailbox(reference: XmlElement, context: OperationContext): Mailbox {
  const address = childText(child(reference, 'Mailbox'), 'EmailAddress')
  if (address === undefined) return context.caller
  const mailbox = context.directory.byAddress(address)
  if (mailbox === undefined) {
    throw new ResponseError('ErrorNonExistentMailbox', 'The SMTP address has no mailbox associated with it.')
  }
  if (!mayOpen(context.caller, mailbox)) {
    throw new ResponseError('ErrorAccessDenied', 'Access is denied. Check credentials and try again.')
  }
  return mailbox
}

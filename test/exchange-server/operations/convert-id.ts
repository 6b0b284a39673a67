/**
 * ConvertId: an id in another of its forms (MS-OXWSCVTID). The MAPI entry id lies inside the EWS id, after the
 * mailbox's GUID; the other forms write it differently. A store id cannot be turned back.
 *
 * The answer names the mailbox in which the id lies, whatever address was sent with it: DavMail finds out in this way
 * whose mailbox it has opened.
 */
import type { Directory } from '../mailbox/directory.ts'
import { idOfEntry, isWellFormedId, partsOfId } from '../mailbox/ids.ts'
import type { Mailbox } from '../mailbox/mailbox.ts'
import { ResponseError, schemaValidationFault } from '../soap/fault.ts'
import type { XmlElement } from '../soap/xml-tree.ts'
import { element } from '../soap/xml-writer.ts'
import { type Operation, required, respond } from './operation.ts'

export const convertId: Operation = {
  name: 'ConvertId',
  handle: (request, { directory }) => {
    const destination = request.attributes.DestinationFormat ?? ''
    return respond('ConvertId', required(request, 'SourceIds').children, (source) => {
      const { id, mailbox } = readId(source, directory)
      // The type of the element is an extension of the declared one, so it has to be named.
      return element('m:AlternateId', {
        'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
        'xsi:type': 't:AlternateIdType',
        Format: destination,
        Id: writeId(id, destination),
        Mailbox: mailbox.address,
      })
    })
  },
}

type ReadId = { readonly id: string; readonly mailbox: Mailbox }

function readId({ attributes }: XmlElement, directory: Directory): ReadId {
  const { Format: format = '', Id: source = '', Mailbox: address = '' } = attributes
  switch (format) {
    case 'EwsId':
    case 'EwsLegacyId':
      return ownerOf(source, address, directory)
    case 'OwaId':
      return ownerOf(unescaped(source), address, directory)
    case 'EntryId':
      return ofEntry(Buffer.from(source, 'base64'), address, directory)
    case 'HexEntryId':
      if (!/^([0-9a-f]{2})+$/i.test(source)) throw malformed()
      return ofEntry(Buffer.from(source, 'hex'), address, directory)
    default:
      throw schemaValidationFault(`The format '${format}' cannot be converted.`)
  }
}

function ownerOf(id: string, address: string, directory: Directory): ReadId {
  if (!isWellFormedId(id)) throw malformed()
  const { mailboxGuid } = partsOfId(id)
  const owner = directory.mailboxes().find(({ guid }) => guid === mailboxGuid)
  return { id, mailbox: owner ?? byAddress(address, directory) }
}

function ofEntry(entryId: Buffer, address: string, directory: Directory): ReadId {
  const mailbox = byAddress(address, directory)
  return { id: idOfEntry(mailbox.guid, entryId), mailbox }
}

function byAddress(address: string, directory: Directory): Mailbox {
  const mailbox = directory.byAddress(address)
  if (mailbox !== undefined) return mailbox
  throw new ResponseError('ErrorNonExistentMailbox', 'The SMTP address has no mailbox associated with it.')
}

function unescaped(id: string): string {
  try {
    return decodeURIComponent(id)
  } catch {
    throw malformed()
  }
}

const malformed = (): ResponseError => new ResponseError('ErrorInvalidIdMalformed', 'Id is malformed.')

function writeId(id: string, format: string): string {
  const { entryId } = partsOfId(id)
  switch (format) {
    case 'OwaId':
      return encodeURIComponent(id)
    case 'EntryId':
    case 'StoreId':
      return entryId.toString('base64')
    case 'HexEntryId':
      return entryId.toString('hex').toUpperCase()
    default:
      return id
  }
}

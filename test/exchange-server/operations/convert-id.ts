/**
 * ConvertId: an id in another of its forms (MS-OXWSCVTID). The MAPI entry id lies inside the EWS id, after the
 * mailbox's GUID; the other forms write it differently. A store id cannot be turned back.
 *
 * The answer names the mailbox in which the id lies, whatever address was sent with it: DavMail finds out in this way
 * whose mailbox it has opened.
 */
import { isWellFormedId } from '../mailbox/ids.ts'
import { ResponseError, schemaValidationFault } from '../soap/fault.ts'
import type { XmlElement } from '../soap/xml-tree.ts'
import { element } from '../soap/xml-writer.ts'
import { type Operation, required, respond } from './operation.ts'

const GUID_BYTES = 36
const HEADER_BYTES = 4
const ENTRY_ID_AT = HEADER_BYTES + GUID_BYTES + 4

export const convertId: Operation = {
  name: 'ConvertId',
  handle: (request, { directory }) => {
    const destination = request.attributes.DestinationFormat ?? ''
    return respond('ConvertId', required(request, 'SourceIds').children, (source) => {
      const { Id = '', Mailbox = '' } = source.attributes
      const guid = Buffer.from(Id.replaceAll(/%2B/gi, '+').replaceAll(/%2F/gi, '/'), 'base64').toString(
        'latin1',
        HEADER_BYTES,
        ENTRY_ID_AT - 4,
      )
      const mailbox =
        directory.mailboxes().find((candidate) => candidate.guid === guid) ?? directory.byAddress(Mailbox)
      if (mailbox === undefined) {
        throw new ResponseError(
          'ErrorNonExistentMailbox',
          'The SMTP address has no mailbox associated with it.',
        )
      }
      const bytes = readId(source, Id, mailbox.guid)
      // The type of the element is an extension of the declared one, so it has to be named.
      return element('m:AlternateId', {
        'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
        'xsi:type': 't:AlternateIdType',
        Format: destination,
        Id: writeId(bytes, destination),
        Mailbox: mailbox.address,
      })
    })
  },
}

function readId({ attributes }: XmlElement, id: string, mailboxGuid: string): Buffer {
  const malformed = new ResponseError('ErrorInvalidIdMalformed', 'Id is malformed.')
  const { Format: format } = attributes
  switch (format) {
    case 'EwsId':
    case 'EwsLegacyId':
      if (!isWellFormedId(id)) throw malformed
      return Buffer.from(id, 'base64')
    case 'OwaId': {
      const decoded = decodeURIComponent(id)
      if (!isWellFormedId(decoded)) throw malformed
      return Buffer.from(decoded, 'base64')
    }
    case 'EntryId':
      return ewsIdOf(Buffer.from(id, 'base64'), mailboxGuid)
    case 'HexEntryId':
      if (!/^([0-9a-f]{2})+$/i.test(id)) throw malformed
      return ewsIdOf(Buffer.from(id, 'hex'), mailboxGuid)
    default:
      throw schemaValidationFault(`The format '${format ?? ''}' cannot be converted.`)
  }
}

function ewsIdOf(entryId: Buffer, mailboxGuid: string): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32LE(entryId.length)
  return Buffer.concat([Buffer.from([0, 3, 0x24, 0]), Buffer.from(mailboxGuid, 'ascii'), length, entryId])
}

function writeId(id: Buffer, format: string): string {
  const entryId = id.subarray(ENTRY_ID_AT)
  switch (format) {
    case 'OwaId':
      return encodeURIComponent(id.toString('base64'))
    case 'EntryId':
    case 'StoreId':
      return entryId.toString('base64')
    case 'HexEntryId':
      return entryId.toString('hex').toUpperCase()
    default:
      return id.toString('base64')
  }
}

/**
 * Ids and change keys that look like Exchange's: opaque base64 of realistic length.
 *
 * An item id is 152 characters that begin with "AAMk" (a GUID and a MAPI entry id of 70 bytes), a folder id
 * 120 (an entry id of 46 bytes), a change key 40. Everything derives from the mailbox's GUID and a counter, so
 * a server started twice with the same content gives the same ids.
 */
import { createHash } from 'node:crypto'

const HEADER = Buffer.from([0x00, 0x03, 0x24, 0x00])
const GUID_BYTES = 36 // as text
const LENGTH_BYTES = 4
const ENTRY_ID_AT = HEADER.length + GUID_BYTES + LENGTH_BYTES
const FOLDER_ENTRY_ID_BYTES = 46
const ITEM_ENTRY_ID_BYTES = 70

/** The shortest id this server ever gave; a shorter one cannot be an id at all. */
const SHORTEST_ID = 100

/** Makes the ids of one mailbox. */
export class IdFactory {
  readonly mailboxGuid: string
  readonly #store: Buffer

  /** @param seed anything that names the mailbox, usually its address */
  constructor(seed: string) {
    const digest = createHash('sha256').update(seed).digest()
    const hex = digest.toString('hex')
    this.mailboxGuid = [
      hex.slice(0, 8),
      hex.slice(8, 12),
      `4${hex.slice(13, 16)}`,
      `8${hex.slice(17, 20)}`,
      hex.slice(20, 32),
    ].join('-')
    this.#store = digest.subarray(16)
  }

  /** The id of a folder; `number` is unique in the mailbox. */
  folderId(number: number): string {
    return this.#id(FOLDER_ENTRY_ID_BYTES, number)
  }

  /** The id of an item; `number` is unique in the mailbox. */
  itemId(number: number): string {
    return this.#id(ITEM_ENTRY_ID_BYTES, number)
  }

  /** The change key of a folder ("AQ…") or an item ("CQ…") after the change `sequence`. */
  changeKey(kind: 'folder' | 'item', sequence: number): string {
    const key = Buffer.alloc(30)
    key.writeUInt32LE(kind === 'item' ? 9 : 1, 0)
    key.writeUInt32LE(0x16, 4)
    this.#store.copy(key, 8, 0, 16)
    key.writeUIntBE(sequence, 24, 6)
    return key.toString('base64')
  }

  /** Sixteen bytes, base64; `number` is unique in the mailbox. */
  searchKey(number: number): string {
    const key = Buffer.alloc(16)
    this.#store.copy(key, 0, 0, 10)
    key.writeUIntBE(number, 10, 6)
    return key.toString('base64')
  }

  #id(entryIdBytes: number, number: number): string {
    const entryId = Buffer.alloc(entryIdBytes)
    this.#store.copy(entryId, 4, 0, 16)
    entryId.writeUInt16LE(1, 20)
    this.#store.copy(entryId, 22, 0, 16)
    entryId.writeUIntBE(number, entryIdBytes - 8, 6)
    return idOfEntry(this.mailboxGuid, entryId)
  }
}

/** The id of an object by the GUID of its mailbox and its MAPI entry id. */
export function idOfEntry(mailboxGuid: string, entryId: Buffer): string {
  const length = Buffer.alloc(LENGTH_BYTES)
  length.writeUInt32LE(entryId.length)
  return Buffer.concat([HEADER, Buffer.from(mailboxGuid, 'ascii'), length, entryId]).toString('base64')
}

/** What an id is made of. A text that is no id gives parts that belong to no mailbox. */
export function partsOfId(id: string): { readonly mailboxGuid: string; readonly entryId: Buffer } {
  const bytes = Buffer.from(id, 'base64')
  return {
    mailboxGuid: bytes.toString('latin1', HEADER.length, HEADER.length + GUID_BYTES),
    entryId: bytes.subarray(ENTRY_ID_AT),
  }
}

/** Whether a text could be an id of Exchange at all (otherwise: ErrorInvalidIdMalformed). */
export function isWellFormedId(id: string): boolean {
  return id.length >= SHORTEST_ID && id.length % 4 === 0 && /^[A-Za-z0-9+/]+={0,2}$/.test(id)
}

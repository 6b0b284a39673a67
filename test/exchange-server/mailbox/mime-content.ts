/**
 * The bytes of a message, as they came, and their base64 form, which is made once, at the first request for it.
 *
 * Content that lies in a file is read when it is asked for the first time, so that a large file opens at once.
 */
export class MimeContent {
  /** In bytes. */
  readonly size: number
  readonly #read: () => Uint8Array
  #bytes: Uint8Array | undefined
  #base64: string | undefined

  constructor(source: Uint8Array | { readonly size: number; readonly read: () => Uint8Array }) {
    if (source instanceof Uint8Array) {
      this.size = source.length
      this.#bytes = source
      this.#read = () => source
    } else {
      this.size = source.size
      this.#read = source.read
    }
  }

  get bytes(): Uint8Array {
    this.#bytes ??= this.#read()
    return this.#bytes
  }

  get base64(): string {
    if (this.#base64 === undefined) {
      const { buffer, byteOffset, byteLength } = this.bytes
      this.#base64 = Buffer.from(buffer, byteOffset, byteLength).toString('base64')
    }
    return this.#base64
  }
}

/** What we use of mailsplit, which comes without types. */
declare module 'mailsplit' {
  import type { Transform } from 'node:stream'

  export type MimeNode = {
    readonly type: 'node'
    /** `multipart/…`: what follows the slash. */
    readonly multipart: string | false
    readonly contentType: string | false
    readonly disposition: string | false
    readonly encoding: string | false
    getHeaders(): Buffer
    getDecoder(): Transform
  }
  export type MimePart =
    MimeNode | { readonly type: 'body' | 'data'; readonly node: MimeNode; readonly value?: Buffer }

  /** Bytes in, `MimePart` objects out. */
  export class Splitter extends Transform {
    constructor(config?: { readonly ignoreEmbedded?: boolean })
  }
}

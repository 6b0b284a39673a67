/** A transport that gives out files from memory, as a plain web server does, and remembers what was asked. */
import type { Transport, TransportRequest } from '#electron/exchange/transport/transport.ts'
import { ok } from '#shared/result.ts'

export type FilesTransport = Transport & {
  readonly files: Map<string, Buffer>
  readonly asked: TransportRequest[]
  /** The next body ends after so many bytes. */
  cutAfter: number | null
  knowsRanges: boolean
  /** Bytes that were read of bodies. */
  given: number
}

export function filesTransport(): FilesTransport {
  const transport: FilesTransport = {
    files: new Map(),
    asked: [],
    cutAfter: null,
    knowsRanges: true,
    given: 0,
    send: (request) => {
      transport.asked.push(request)
      const content = transport.files.get(new URL(request.url).pathname.slice(1))
      const wanted = Number(/^bytes=(\d+)-$/.exec(request.headers.Range ?? '')?.[1] ?? 0)
      const from = transport.knowsRanges ? wanted : 0
      const rest = content?.subarray(from, from + (transport.cutAfter ?? content.length)) ?? Buffer.alloc(0)
      transport.cutAfter = null
      const headers: Record<string, string> =
        from > 0 && content
          ? { 'content-range': `bytes ${from}-${content.length - 1}/${content.length}` }
          : {}
      return Promise.resolve(
        ok({
          status: !content ? 404 : from > 0 ? 206 : 200,
          headers,
          ...{ challenges: [], setCookies: [], requestId: '' },
          body: chunksOf(rest, (bytes) => {
            transport.given += bytes
          }),
        }),
      )
    },
    close: () => Promise.resolve(),
  }
  return transport
}

async function* chunksOf(bytes: Buffer, onGiven: (bytes: number) => void): AsyncGenerator<Uint8Array, void> {
  for (let at = 0; at < bytes.length; at += 1000) {
    onGiven(1000)
    yield bytes.subarray(at, at + 1000)
  }
}

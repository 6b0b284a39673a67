/**
 * The update server of a company: static files over https with a certificate of its own authority, range requests, a
 * record of what was asked, and the ways in which such a server or the line to it fails.
 */
import { createHash, type KeyObject } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:https'
import type { IncomingHttpHeaders, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { signatureFileOf, signChannelFile } from '#electron/updates/update-signature.ts'
import type { Instant } from '#shared/domain/ids.ts'
import { makeCertificate } from '#test/exchange-server/http/certificates.ts'

export type UpdateRequest = { readonly path: string; readonly headers: IncomingHttpHeaders }

export type Release = {
  readonly version: string
  readonly content: Buffer
  readonly channel?: 'latest' | 'beta'
  readonly stagingPercentage?: number
  readonly notes?: string
  readonly signedAt?: string
  readonly key: KeyObject
}

export type UpdateServer = {
  readonly url: string
  readonly caCertificate: string
  readonly files: Map<string, Buffer>
  readonly requests: UpdateRequest[]
  /** Those of the program itself, beside its channel file. */
  programRequests(): UpdateRequest[]
  /** The connection breaks once after so many bytes of a program. */
  cutAfter(bytes: number): void
  /** Puts a version there as electron-builder and `npm run sign-update` make it. */
  publish(release: Release): void
  stop(): Promise<void>
}

export async function startUpdateServer(): Promise<UpdateServer> {
  const { key, certificate, caCertificate } = await makeCertificate('private-ca')
  const files = new Map<string, Buffer>()
  const requests: UpdateRequest[] = []
  let cut: number | null = null
  const server = createServer({ key, cert: certificate }, (request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'https://server').pathname)
    requests.push({ path, headers: request.headers })
    const content = files.get(path.replace('/updates/', ''))
    if (!content) {
      response.writeHead(404).end()
      return
    }
    const isCut = cut !== null && path.endsWith('.AppImage')
    answer(response, content, request.headers.range, isCut ? cut : null)
    if (isCut) cut = null
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `https://127.0.0.1:${port}/updates/`,
    caCertificate,
    files,
    requests,
    programRequests: () => requests.filter(({ path }) => path.endsWith('.AppImage')),
    cutAfter: (bytes) => {
      cut = bytes
    },
    publish: (release) => {
      for (const [name, content] of filesOf(release)) files.set(name, content)
    },
    stop: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

function answer(
  response: ServerResponse,
  content: Buffer,
  range: string | undefined,
  cut: number | null,
): void {
  const from = Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1] ?? 0)
  const rest = content.subarray(from)
  response.writeHead(range === undefined ? 200 : 206, {
    'content-length': rest.length,
    'accept-ranges': 'bytes',
    ...(range !== undefined && {
      'content-range': `bytes ${from}-${content.length - 1}/${content.length}`,
    }),
  })
  if (cut === null) {
    response.end(rest)
    return
  }
  response.write(rest.subarray(0, cut), () => response.destroy())
}

function filesOf(release: Release): [string, Buffer][] {
  const { version, content, channel = 'latest', stagingPercentage, notes, key } = release
  const program = `ms-ews-konnektor-${version}-x86_64.AppImage`
  const sha512 = createHash('sha512').update(content).digest('base64')
  const lines = [
    `version: ${version}`,
    'files:',
    `  - url: ${program}`,
    `    sha512: ${sha512}`,
    `    size: ${content.length}`,
    `path: ${program}`,
    `sha512: ${sha512}`,
    "releaseDate: '2026-05-04T08:00:00.000Z'",
    ...(notes === undefined ? [] : [`releaseNotes: ${JSON.stringify(notes)}`]),
    ...(stagingPercentage === undefined ? [] : [`stagingPercentage: ${stagingPercentage}`]),
  ]
  const name = `${channel}-linux.yml`
  const bytes = Buffer.from(`${lines.join('\n')}\n`)
  const signedAt = (release.signedAt ?? '2026-05-04T09:00:00.000Z') as Instant
  const signature = signChannelFile({ name, bytes }, [key], signedAt)
  return [
    [program, content],
    [name, bytes],
    [signatureFileOf(name), Buffer.from(signature)],
  ]
}

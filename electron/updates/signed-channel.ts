/**
 * Reads a channel file from the server and believes nothing in it before its signature is verified. In this order:
 * the signature by one of the built-in keys over exactly these bytes under this name; not older than what was accepted
 * from this address before (an old file put back would offer a version with known faults); the form; a file for this
 * computer.
 */
import { appError } from '#shared/errors.ts'
import type { Transport } from '../exchange/transport/transport.ts'
import { UpdateFailure } from './update-failure.ts'
import { channelFileName, fileFor, updateInfoSchema, type VerifiedInfo } from './update-metadata.ts'
import { signatureFileOf, verifyChannelFile } from './update-signature.ts'
import type { UpdaterOptions } from './updater.ts'

const LARGEST = 1_000_000 // bytes; a channel file has some hundred, with release notes some thousand
const LONGEST = 60_000 // ms

export type SignedChannel = {
  readonly info: VerifiedInfo
  readonly file: VerifiedInfo['files'][number]
  readonly fileUrl: string
}

export type ChannelOptions = Pick<UpdaterOptions, 'server' | 'channel' | 'keys' | 'newest' | 'signal'> & {
  readonly platform: NodeJS.Platform
  readonly arch: string
  readonly parse: (text: string) => unknown
}

/** @throws UpdateFailure, TransportFailure */
export async function readSignedChannel(
  transport: Transport,
  options: ChannelOptions,
): Promise<SignedChannel> {
  const { channel, platform, arch, keys, newest, parse } = options
  const name = channelFileName(channel, platform, arch)
  const address = urlBeside(options.server, name)
  const bytes = await read(transport, address, name, options)
  if (bytes === null) throw failed('updates.no-channel-file', { file: name })
  const signatureName = signatureFileOf(name)
  const signature = await read(transport, urlBeside(options.server, signatureName), signatureName, options)
  if (signature === null) throw failed('updates.not-signed', { file: name })
  const signedAt = verifyChannelFile({ name, bytes }, signature.toString('utf8'), keys)
  if (signedAt === null) throw failed('updates.wrong-signature', { file: name })
  const before = newest.get(address)
  if (before !== null && signedAt < before) throw failed('updates.older-than-seen', { file: name })
  const parsed = updateInfoSchema.safeParse(parsedOrNull(bytes, parse))
  if (!parsed.success) {
    const reason = parsed.error.issues[0]?.path.join('.') ?? ''
    throw failed('updates.invalid-channel-file', { file: name, reason })
  }
  newest.set(address, signedAt)
  const file = fileFor(parsed.data.files, platform, arch)
  if (file === null) throw failed('updates.nothing-for-this-system', { file: name })
  return { info: parsed.data, file, fileUrl: urlBeside(options.server, file.url) }
}

/** An address in the folder that `server` names, whether or not it ends with a slash. */
function urlBeside(server: string, name: string): string {
  return new URL(encodeURIComponent(name), server.endsWith('/') ? server : `${server}/`).href
}

/** @returns `null`: the server has no such file */
async function read(
  transport: Transport,
  url: string,
  name: string,
  { signal }: Pick<ChannelOptions, 'signal'>,
): Promise<Buffer | null> {
  const answer = await transport.send({
    ...{ operation: 'Update', method: 'GET', url, body: null, signal },
    headers: { Accept: '*/*', 'Cache-Control': 'no-cache' },
    totalMilliseconds: LONGEST,
  })
  if (!answer.ok) throw new UpdateFailure(answer.error)
  const { status, body } = answer.value
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of body) {
    length += chunk.length
    if (length > LARGEST) throw failed('updates.invalid-channel-file', { file: name, reason: `> ${LARGEST}` })
    chunks.push(chunk)
  }
  if (status === 404 || status === 410) return null
  if (status !== 200) throw failed('updates.status', { file: name, status })
  return Buffer.concat(chunks)
}

function parsedOrNull(bytes: Buffer, parse: (text: string) => unknown): unknown {
  try {
    return parse(bytes.toString('utf8'))
  } catch {
    return null
  }
}

function failed(...[code, params]: Parameters<typeof appError>): UpdateFailure {
  return new UpdateFailure(appError(code, params))
}

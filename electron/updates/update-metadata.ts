/** What a verified channel file says: as strict as what comes from outside, because a mistake in it reaches everybody. */
import { z } from 'zod'
import { instantOf } from '#shared/domain/ids.ts'
import type { Update, UpdateChannel } from '#shared/domain/updates.ts'

const SHA512_BASE64 = /^[A-Za-z0-9+/]{86}==$/
/** A name beside the channel file: no folder, no other server. */
const PLAIN_NAME = /^[A-Za-z0-9][A-Za-z0-9._ -]*$/

const fileSchema = z.looseObject({
  url: z.string().max(200).regex(PLAIN_NAME),
  sha512: z.string().regex(SHA512_BASE64),
  size: z.number().int().positive(),
  isAdminRightsRequired: z.boolean().optional(),
})

export const updateInfoSchema = z.looseObject({
  version: z.string().max(100),
  files: z.array(fileSchema).min(1),
  path: z.string().default(''),
  sha512: z.string().default(''),
  releaseDate: z.union([z.string(), z.date()]).transform(String).default(''),
  releaseNotes: z.string().nullish(),
  stagingPercentage: z.number().min(0).max(100).optional(),
})
export type VerifiedInfo = z.infer<typeof updateInfoSchema>

const CHANNEL_NAMES: Readonly<Record<UpdateChannel, string>> = { stable: 'latest', beta: 'beta' }
const FILE_ENDINGS: Partial<Record<NodeJS.Platform, string>> = { win32: '.exe', linux: '.AppImage' }

/** As electron-builder writes it for one channel and system. */
export function channelFileName(channel: UpdateChannel, platform: NodeJS.Platform, arch: string): string {
  const system = platform === 'linux' ? `-linux${arch === 'x64' ? '' : `-${arch}`}` : ''
  return `${CHANNEL_NAMES[channel]}${system}.yml`
}

/** The file for this computer, or `null`. */
export function fileFor(
  files: VerifiedInfo['files'],
  platform: NodeJS.Platform,
  arch: string,
): VerifiedInfo['files'][number] | null {
  const ending = FILE_ENDINGS[platform]
  if (ending === undefined) return null
  const fitting = files.filter(({ url }) => url.toLowerCase().endsWith(ending.toLowerCase()))
  const named = fitting.find(({ url }) => url.includes(arch))
  return named ?? (fitting.length === 1 ? (fitting[0] ?? null) : null)
}

/** For a person. */
export function updateOf(info: VerifiedInfo, bytes: number): Update {
  const notes = info.releaseNotes?.trim() ?? ''
  const released = new Date(info.releaseDate)
  return {
    version: info.version,
    releasedAt: Number.isNaN(released.getTime()) ? null : instantOf(released),
    notes: notes === '' ? null : notes,
    bytes,
  }
}

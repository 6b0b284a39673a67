/**
 * Signs the channel files of a folder with installers. A channel file is signed only when every file that it names is
 * there and has its size and hash: what is signed is what lies there.
 */
import { createHash, type KeyObject } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseUpdateInfo } from 'electron-updater/out/providers/Provider.js'
import type { Instant } from '#shared/domain/ids.ts'
import { updateInfoSchema } from '#electron/updates/update-metadata.ts'
import { signatureFileOf, signChannelFile } from '#electron/updates/update-signature.ts'

export type SignOptions = {
  readonly folder: string
  readonly privateKeys: readonly KeyObject[]
  readonly signedAt: Instant
  /** Percent of the computers that get it. Default: what stands in the file. */
  readonly staging?: number
}

const CHANNEL_FILE = /^(latest|beta)(-linux(-[a-z0-9]+)?)?\.yml$/

/** @returns the names of the files that were signed. @throws when something is not as its channel file says */
export function signFolder({ folder, privateKeys, signedAt, staging }: SignOptions): string[] {
  const names = readdirSync(folder).filter((name) => CHANNEL_FILE.test(name))
  if (names.length === 0) throw new Error(`${folder} holds no channel file (latest.yml, beta-linux.yml …)`)
  for (const name of names) {
    const file = path.join(folder, name)
    if (staging !== undefined) writeFileSync(file, withStaging(readFileSync(file, 'utf8'), staging))
    const bytes = readFileSync(file)
    const info = updateInfoSchema.parse(parseUpdateInfo(bytes.toString('utf8'), name, new URL('file:///')))
    for (const { url, sha512, size } of info.files) {
      const named = readFileSync(path.join(folder, url))
      const hash = createHash('sha512').update(named).digest('base64')
      if (named.length !== size || hash !== sha512)
        throw new Error(`${url} is not the file that ${name} names`)
    }
    writeFileSync(
      path.join(folder, signatureFileOf(name)),
      signChannelFile({ name, bytes }, privateKeys, signedAt),
    )
  }
  return names
}

function withStaging(text: string, percent: number): string {
  const others = text.split('\n').filter((line) => !line.startsWith('stagingPercentage:'))
  return `${others.join('\n').trimEnd()}\nstagingPercentage: ${percent}\n`
}

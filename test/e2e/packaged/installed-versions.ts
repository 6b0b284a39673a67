/**
 * Two versions of the packaged application as files that replace each other, as AppImages do.
 *
 * A real AppImage needs a runtime that is only offered for download and FUSE, which containers lack. What the
 * application sees of one is the same here: one executable file that starts the program of its version from a folder
 * of its own, with `APPIMAGE` and `APPDIR` set. The programs are the package as it is, with another version and the
 * key of the test in their archive, hard links for the rest.
 */
import { execFileSync } from 'node:child_process'
import { createHash, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { createPackageWithOptions, extractAll } from '@electron/asar'
import { projectFolder, removeFolder } from '../application.ts'
import { PACKAGE_FOLDER } from './packaged.ts'

export type InstalledVersions = {
  /** Signs what the programs trust. */
  readonly key: KeyObject
  readonly otherKey: KeyObject
  /** The file of a version, as it lies on the update server. */
  content(version: string): Buffer
  /** A fresh installation of 0.1.0. @returns its file */
  install(): Promise<string>
  remove(): Promise<void>
}

/** Long enough to be cut in the middle. */
const PADDING = 3_000_000

export async function makeVersions(versions: readonly string[]): Promise<InstalledVersions> {
  const results = path.join(projectFolder, 'test-results')
  await mkdir(results, { recursive: true })
  const folder = await mkdtemp(path.join(results, 'versions-'))
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const keys = [publicKey.export({ format: 'der', type: 'spki' }).toString('base64')]
  const archive = path.join(folder, 'archive')
  extractAll(path.join(PACKAGE_FOLDER, 'resources/app.asar'), archive)
  await writeFile(path.join(archive, 'out/main/update-trust.json'), JSON.stringify({ keys, server: '' }))
  const contents = new Map<string, Buffer>()
  for (const version of versions) {
    const program = path.join(folder, version)
    execFileSync('cp', ['--archive', '--link', PACKAGE_FOLDER, program])
    const target = path.join(program, 'resources/app.asar')
    await rm(target)
    await rm(`${target}.unpacked`, { recursive: true })
    const description = path.join(archive, 'package.json')
    const parsed = JSON.parse(await readFile(description, 'utf8')) as Record<string, unknown>
    await writeFile(description, JSON.stringify({ ...parsed, version }))
    await createPackageWithOptions(archive, target, { unpack: '*.node' })
    contents.set(version, startFile(program))
  }
  const content = (version: string): Buffer => contents.get(version) ?? Buffer.from(version)
  return {
    key: privateKey,
    otherKey: generateKeyPairSync('ed25519').privateKey,
    content,
    install: async () => {
      const place = await mkdtemp(path.join(folder, 'installed-'))
      const file = path.join(place, 'MS EWS Konnektor.AppImage')
      await writeFile(file, content('0.1.0'))
      await chmod(file, 0o755)
      return file
    },
    remove: () => removeFolder(folder),
  }
}

function startFile(program: string): Buffer {
  const script = [
    '#!/bin/sh',
    'APPIMAGE=$(readlink -f "$0")',
    `APPDIR='${program}'`,
    'export APPIMAGE APPDIR',
    'exec "$APPDIR/ms-ews-konnektor" "$@"',
    '',
  ].join('\n')
  return Buffer.concat([Buffer.from(script), noise(program)])
}

/** Bytes that no other version has. */
function noise(seed: string): Buffer {
  const blocks: Buffer[] = []
  let block = createHash('sha512').update(seed).digest()
  for (let length = 0; length < PADDING; length += block.length) {
    block = createHash('sha512').update(block).digest()
    blocks.push(block)
  }
  return Buffer.concat(blocks)
}

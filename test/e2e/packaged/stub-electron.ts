/**
 * A folder like that of Electron for Windows, whose program is the smallest that Windows would load: with resources and
 * with the place of the fuses, so that electron-builder does to it what it does to the real one.
 */
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { FuseV1Options } from '@electron/fuses'
import { NtExecutable, NtExecutableResource, Resource } from 'resedit'

/** Marks the place of the fuses; after it come their version, their number and a sign for each. */
const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'
const FUSES = Object.values(FuseV1Options).filter((option) => typeof option === 'number').length

export async function writeStubElectron(folder: string): Promise<void> {
  await mkdir(path.join(folder, 'resources'), { recursive: true })
  await mkdir(path.join(folder, 'locales'))
  for (const language of ['de', 'en-US', 'fr']) {
    await writeFile(path.join(folder, 'locales', `${language}.pak`), '')
  }
  await writeFile(path.join(folder, 'electron.exe'), stubProgram())
  await writeFile(path.join(folder, 'ffmpeg.dll'), '')
  await writeFile(path.join(folder, 'LICENSE'), '')
}

function stubProgram(): Buffer {
  const program = NtExecutable.createEmpty(false, false)
  const wire = Buffer.concat([Buffer.from(SENTINEL), Buffer.from([1, FUSES]), Buffer.alloc(FUSES, '0')])
  program.setExtraData(Uint8Array.from(wire).buffer)
  const resources = NtExecutableResource.from(program)
  const version = Resource.VersionInfo.createEmpty()
  version.setStringValues({ lang: 1033, codepage: 1200 }, { ProductName: 'Electron', CompanyName: 'GitHub' })
  version.outputToResourceEntries(resources.entries)
  resources.outputResource(program)
  return Buffer.from(program.generate())
}

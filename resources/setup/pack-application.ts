/** Packs the built application for Linux into dist/linux-unpacked, without a network. */
import { rm } from 'node:fs/promises'
import { node, runQuiet } from './child.ts'
import { distFolder, tools } from './paths.ts'
import { SetupError, duration, progress } from './say.ts'

// With the runtime that the set-up installed; electron-builder would download one itself.
const LINUX_FOLDER = ['--linux', 'dir', '-c.electronDist=node_modules/electron/dist']

/** Throws SetupError with electron-builder's output. */
export async function packApplication(args: readonly string[] = []): Promise<void> {
  const started = Date.now()
  progress('Package', 'packing the application …')
  await rm(distFolder, { recursive: true, force: true })
  const target = args.length > 0 ? args : LINUX_FOLDER
  const options = ['--config', 'electron-builder.config.ts', '--publish', 'never']
  const result = await runQuiet(...node(tools.electronBuilder, [...target, ...options]))
  if (result.code !== 0) {
    throw new SetupError(`Packing failed:\n${result.output.trim()}`, 'correct what the lines above name')
  }
  progress('Package', `ready in ${distFolder} (${duration(Date.now() - started)})`)
}

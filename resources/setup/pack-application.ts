/** Packs the built application: for Linux into dist/linux-unpacked, without a network, or as the installers asked for. */
import { rm } from 'node:fs/promises'
import { everythingShipped, writeSupplyChain } from '../supply-chain/supply-chain.ts'
import { node, runQuiet } from './child.ts'
import { distFolder, tools } from './paths.ts'
import { SetupError, duration, progress } from './say.ts'
import { describeSigning, SigningError } from './signing.ts'

// With the runtime that the set-up installed; electron-builder would download one itself.
const LINUX_FOLDER = ['--linux', 'dir', '-c.electronDist=node_modules/electron/dist']

/** Throws SetupError with electron-builder's output. */
export async function packApplication(args: readonly string[] = []): Promise<void> {
  const started = Date.now()
  progress('Package', 'packing the application …')
  const target = args.length > 0 ? args : LINUX_FOLDER
  const signing = signingOf(target)
  for (const line of signing) progress('Package', line)
  await rm(distFolder, { recursive: true, force: true })
  await writeSupplyChain(await everythingShipped())
  const options = ['--config', 'electron-builder.config.ts', '--publish', 'never']
  const result = await runQuiet(...node(tools.electronBuilder, [...target, ...options]))
  if (result.code !== 0) {
    throw new SetupError(`Packing failed:\n${result.output.trim()}`, 'correct what the lines above name')
  }
  progress('Package', `ready in ${distFolder} (${duration(Date.now() - started)})`)
  // Again, so that it is the last that is read.
  for (const line of signing) progress('Package', line)
}

function signingOf(target: readonly string[]): string[] {
  const has = (...names: readonly string[]) => names.some((name) => target.includes(name))
  const systems = {
    windows: has('--win', '--windows', '-w'),
    mac: has('--mac', '--macos', '-m', '-o'),
  }
  try {
    return describeSigning(systems, process.env)
  } catch (failure) {
    if (!(failure instanceof SigningError)) throw failure
    throw new SetupError(failure.message, 'set all variables of one way to sign, or none')
  }
}

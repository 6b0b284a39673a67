/** What the application gives to the browser of the system, written down instead of opened: on Linux by `xdg-open`. */
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'

export type OpenedAddresses = {
  /** For the application under test: a program named `xdg-open` stands first on the path. */
  readonly environment: Record<string, string>
  addresses(): Promise<string[]>
  close(): Promise<void>
}

export async function openedAddresses(): Promise<OpenedAddresses> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'ews-konnektor-browser-'))
  const list = path.join(folder, 'opened')
  const program = path.join(folder, 'xdg-open')
  await writeFile(list, '')
  await writeFile(program, `#!/bin/sh\nprintf '%s\\n' "$1" >> '${list}'\n`)
  await chmod(program, 0o755)
  return {
    environment: { PATH: `${folder}${path.delimiter}${process.env.PATH ?? ''}` },
    addresses: async () => (await readFile(list, 'utf8')).split('\n').filter((line) => line !== ''),
    close: async () => {
      await rm(folder, { recursive: true, force: true })
    },
  }
}

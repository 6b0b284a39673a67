/** Names for exported e-mails in a folder: safe, and none taken twice. */
import { existsSync } from 'node:fs'
import path from 'node:path'

/**
 * Hands out paths in `folder`. A name that was handed out or is there already gets a number, so that nothing is
 * overwritten; names that differ only in case or in their Unicode form are one name on Windows and macOS.
 */
export class TargetFiles {
  readonly #taken = new Set<string>()

  constructor(private readonly folder: string) {}

  pathFor(name: string): string {
    const { name: base, ext } = path.parse(name)
    for (let number = 1; ; number += 1) {
      const candidate = number === 1 ? name : `${base} (${number})${ext}`
      const key = candidate.normalize('NFC').toLowerCase()
      const file = path.join(this.folder, candidate)
      if (this.#taken.has(key) || existsSync(file)) continue
      this.#taken.add(key)
      return file
    }
  }
}

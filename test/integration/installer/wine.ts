/** A Windows of its own in a folder, by Wine, in which installers run silently. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { open, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'

/** Debian has the 64-bit part alone under this name too. */
export const isWineThere = existsSync('/usr/bin/wine')

const SERVER = '/usr/lib/wine/wineserver64'
const LIMIT = 60_000 // ms; a step takes about two seconds

export class Wine {
  readonly #folder: string

  /** @param folder empty */
  constructor(folder: string) {
    this.#folder = folder
  }

  /** Makes the Windows. Its server stays, because each start of one takes as long as an installation. */
  async begin(): Promise<void> {
    await this.#start(SERVER, ['--persistent'])
    await this.run('wineboot', '--init')
  }

  /** @param place in the Windows way, without the drive @returns the path of this system */
  file(place: string): string {
    return path.join(this.#folder, 'drive_c', ...place.split('\\'))
  }

  /** @throws when the program says that it failed */
  async run(program: string, ...args: readonly string[]): Promise<string> {
    const { code, output } = await this.#wine(program, args)
    if (code !== 0) throw new Error(`${program} ended with ${String(code)}:\n${output}`)
    return output
  }

  /**
   * The line as it stands, as one types it in Windows; Wine would put a parameter with spaces into quotes, which the last
   * parameters of an installer must not have.
   */
  async line(line: string): Promise<void> {
    const file = path.join(this.#folder, 'line.bat')
    await writeFile(file, `@${line}\r\n`)
    await this.run('cmd', '/c', file)
  }

  /** @returns the value; `null`: there is none. @param name empty for the default value of the key */
  async registry(key: string, name: string): Promise<string | null> {
    const { code, output } = await this.#wine('reg', ['query', key, ...(name ? ['/v', name] : ['/ve'])])
    if (code !== 0) return null
    return /REG_SZ\s+(.*?)\s*$/m.exec(output)?.[1] ?? null
  }

  /** Ends what runs in it. */
  async end(): Promise<void> {
    await this.#start(SERVER, ['--kill', '--wait'])
  }

  async #wine(program: string, args: readonly string[]) {
    return await this.#start('wine', [program, ...args])
  }

  /**
   * The output goes into a file: what a program leaves running, as the server and the desktop of Windows, would hold a
   * pipe open.
   */
  async #start(command: string, args: readonly string[]): Promise<{ code: number | null; output: string }> {
    const file = path.join(this.#folder, 'output.txt')
    const output = await open(file, 'w')
    try {
      const child = spawn(command, [...args], {
        env: { ...process.env, ...this.#environment },
        stdio: ['ignore', output.fd, output.fd],
        timeout: LIMIT,
        killSignal: 'SIGKILL',
      })
      const [code] = (await once(child, 'exit')) as [number | null]
      return { code, output: await readFile(file, 'utf8') }
    } finally {
      await output.close()
    }
  }

  get #environment() {
    return {
      WINEPREFIX: this.#folder,
      WINEDEBUG: '-all',
      // Without .NET and a browser, which it would want to fetch, and without entries in our menus.
      WINEDLLOVERRIDES: 'mscoree,mshtml,winemenubuilder.exe=',
      DISPLAY: undefined,
    }
  }
}

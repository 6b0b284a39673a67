/** Processes that a measurement starts, each of which answers with lines of JSON. */
import { type ChildProcess, spawn } from 'node:child_process'
import { type Interface, createInterface } from 'node:readline'
import { projectFolder } from '#resources/setup/paths.ts'

export class Helper {
  readonly #name: string
  readonly #process: ChildProcess
  readonly #lines: AsyncIterator<string>
  readonly #reader: Interface

  constructor(name: string, command: string, args: readonly string[]) {
    this.#name = name
    const started = spawn(command, args, { cwd: projectFolder, stdio: ['pipe', 'pipe', 'inherit'] })
    this.#process = started
    this.#reader = createInterface({ input: started.stdout })
    this.#lines = this.#reader[Symbol.asyncIterator]()
  }

  tell(line: string): void {
    this.#process.stdin?.write(`${line}\n`)
  }

  async answer<T>(): Promise<T> {
    const line = await this.#lines.next()
    if (line.done === true) throw new Error(`${this.#name} ended before it answered`)
    return JSON.parse(line.value) as T
  }

  stop(): void {
    this.#reader.close()
    this.#process.kill()
  }
}

export class Helpers {
  readonly #started: Helper[] = []

  start(name: string, command: string, args: readonly string[]): Helper {
    const helper = new Helper(name, command, args)
    this.#started.push(helper)
    return helper
  }

  /** A script of this project, in a Node like the present one. */
  node(script: string, ...args: readonly string[]): Helper {
    return this.start(script, process.execPath, [...process.execArgv, script, ...args])
  }

  stop(): void {
    for (const helper of this.#started) helper.stop()
  }
}

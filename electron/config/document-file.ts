/**
 * Where one settings document lives. The application uses electron-store (`electron-store-file.ts`), tests and
 * headless use a file in memory.
 */
export type DocumentFile = {
  /** For messages: the path or name of the file. */
  readonly name: string
  /** The parsed content, or `undefined` when there is no file yet. Throws when it cannot be read or parsed. */
  read(): Readonly<Record<string, unknown>> | undefined
  /** Replaces the content atomically. Throws when it cannot be written; the old content is still there then. */
  write(content: Readonly<Record<string, unknown>>): void
  /** Copies the file, unparsed, to a name of its own. @returns that name. Throws when it cannot. */
  keepCopy(suffix: string): string
  /** Removes the copies with names that begin like this. Throws when one cannot be removed. */
  removeCopies(prefix: string): void
  /** Removes the file and every copy of it. Throws when one cannot be removed. */
  remove(): void
}

export class MemoryDocumentFile implements DocumentFile {
  readonly name = 'memory'
  content: Readonly<Record<string, unknown>> | undefined
  copies: string[] = []

  constructor(content?: Readonly<Record<string, unknown>>) {
    this.content = content
  }

  read(): Readonly<Record<string, unknown>> | undefined {
    return this.content
  }

  write(content: Readonly<Record<string, unknown>>): void {
    this.content = structuredClone(content)
  }

  keepCopy(suffix: string): string {
    this.copies.push(suffix)
    return `memory.${suffix}`
  }
  removeCopies(prefix: string): void {
    this.copies = this.copies.filter((suffix) => !suffix.startsWith(prefix))
  }

  remove(): void {
    this.content = undefined
    this.copies = []
  }
}

/** Configuration objects of a mailbox: what programs keep in a folder beside its items, for example CategoryList in the calendar. */
import type { XmlElement } from '../soap/xml-tree.ts'

export type UserConfiguration = {
  readonly name: string
  readonly folderId: string
  /** Dictionary, XmlData and BinaryData by the local name of the element, as they were written. */
  readonly parts: ReadonlyMap<string, XmlElement>
}

export class UserConfigurations {
  readonly #all = new Map<string, UserConfiguration>()

  find(folderId: string, name: string): UserConfiguration | undefined {
    return this.#all.get(key(folderId, name))
  }

  put(configuration: UserConfiguration): void {
    this.#all.set(key(configuration.folderId, configuration.name), configuration)
  }

  remove(folderId: string, name: string): void {
    this.#all.delete(key(folderId, name))
  }
}

const key = (folderId: string, name: string): string => `${folderId} ${name.toLowerCase()}`

/** The help: what is kept of each kind of object, as the synchronisation itself does it. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { MappingTable } from '#shared/domain/help.ts'
import { appError } from '#shared/errors.ts'
import { failure, ok, type Result } from '#shared/result.ts'
import type { Desktop } from './create-sign-in.ts'

export class HelpService {
  readonly #desktop: Pick<Desktop, 'openInBrowser'>

  constructor(desktop: Pick<Desktop, 'openInBrowser'>) {
    this.#desktop = desktop
  }

  /** @param url one of the pages that the contract lets through */
  async openPage(url: string): Promise<Result<null>> {
    const isOpen = await this.#desktop.openInBrowser(url)
    return isOpen ? ok(null) : failure(appError('help.browser-not-opened', { url }))
  }

  /** Written when the application is packed. @returns `help.notices-missing` where it is not */
  async notices(): Promise<Result<string>> {
    const { resourcesPath = '' } = process as { readonly resourcesPath?: string }
    try {
      return ok(await readFile(path.join(resourcesPath, 'THIRD-PARTY-NOTICES.txt'), 'utf8'))
    } catch {
      return failure(appError('help.notices-missing'))
    }
  }

  /** Loaded when somebody reads them: the tables come with the readers of messages, which main needs for nothing. */
  async mappingTables(): Promise<Result<MappingTable[]>> {
    const { MAPPING_TABLES } = await import('../sync/mapping/tables.ts')
    return ok([...MAPPING_TABLES])
  }
}

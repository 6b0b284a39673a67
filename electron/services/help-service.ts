/** The help: what is kept of each kind of object, as the synchronisation itself does it. */
import type { MappingTable } from '#shared/domain/help.ts'
import { ok, type Result } from '#shared/result.ts'

export class HelpService {
  /** Loaded when somebody reads them: the tables come with the readers of messages, which main needs for nothing. */
  async mappingTables(): Promise<Result<MappingTable[]>> {
    const { MAPPING_TABLES } = await import('../sync/mapping/tables.ts')
    return ok([...MAPPING_TABLES])
  }
}

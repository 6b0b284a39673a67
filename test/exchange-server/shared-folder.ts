/**
 * Where the shared test material (EWS schemas, sample envelopes, mail corpus) lies on this machine.
 *
 * The material is not part of the repository. It is found through the environment variable
 * EWS_KONNEKTOR_SHARED or, without it, in a folder `shared` beside the repository. Tests that need it are
 * skipped with `SHARED_FOLDER_MISSING` as the reason. Rejected: a copy in the repository (the schemas are
 * Microsoft's) and a fixed path (differs on every machine).
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const REPOSITORY = fileURLToPath(new URL('../..', import.meta.url))

/** Says what to do; used as the name of skipped tests and as the text of errors. */
export const SHARED_FOLDER_MISSING =
  'the shared test material was not found: set EWS_KONNEKTOR_SHARED to its folder ' +
  'or put it beside the repository as "shared"'

/** The folder of the shared test material, or undefined when this machine has none. */
export function sharedFolder(): string | undefined {
  const folder = process.env.EWS_KONNEKTOR_SHARED ?? join(REPOSITORY, '..', 'shared')
  return existsSync(join(folder, 'ews', 'schema', 'soap.xsd')) ? folder : undefined
}

/** The name of a test that needs the folder: what it is about, and why it is skipped when it is. */
export function needingSharedFolder(name: string): string {
  return sharedFolder() === undefined ? `${name} (skipped: ${SHARED_FOLDER_MISSING})` : name
}

/**
 * What was built into this application about its updates: the public keys that may sign them, and the address of the
 * makers' server, if there is one. The build writes the file (`resources/updates/built-in-trust.ts`), and it
 * lies in the archive of the application: whoever could change it could change the program itself.
 *
 * So no setting and no policy names a key: a company that mirrors the updates serves the makers' files as they are,
 * signatures included, and whoever builds the application anew builds his own keys in.
 */
import type { KeyObject } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { updateServerProblem } from '#shared/domain/updates.ts'
import { readPublicKey } from './update-signature.ts'

export const UPDATE_TRUST_FILE = 'update-trust.json'

const trustSchema = z.object({
  /** Base64 of the DER of public Ed25519 keys. */
  keys: z.array(z.string()),
  server: z.string().refine((text) => updateServerProblem(text) === null),
})

export type UpdateTrust = { readonly keys: readonly KeyObject[]; readonly server: string }

const NOBODY: UpdateTrust = { keys: [], server: '' }

/** A file that is not there or cannot be used trusts nobody, so there are no updates. */
export function readUpdateTrust(file: string): UpdateTrust {
  try {
    const { keys, server } = trustSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
    return { keys: keys.map(readPublicKey), server }
  } catch {
    return NOBODY
  }
}

/**
 * What a build trusts about its updates, from the environment; `electron/updates/update-trust.ts` reads it.
 *
 * `EWS_KONNEKTOR_UPDATE_KEYS`: files with public Ed25519 keys (PEM), several with commas between; without it the
 * application accepts no updates. `EWS_KONNEKTOR_UPDATE_SERVER`: the address of the makers' server, if there is one.
 *
 * Imports nothing of ours: the configuration of the build is loaded by plain Node.
 */
import { createPublicKey } from 'node:crypto'
import { readFileSync } from 'node:fs'

/** @throws when a key or the address cannot be used: a build must not quietly trust less than it was told to */
export function builtInTrust(environment: NodeJS.ProcessEnv): { keys: string[]; server: string } {
  const files = (environment.EWS_KONNEKTOR_UPDATE_KEYS ?? '').split(',').map((name) => name.trim())
  const keys = files.filter((name) => name !== '').map(publicKeyOf)
  const server = environment.EWS_KONNEKTOR_UPDATE_SERVER ?? ''
  if (server !== '' && new URL(server).protocol !== 'https:') throw new Error(`${server} is not https`)
  return { keys, server }
}

/** Base64 of its DER. */
function publicKeyOf(file: string): string {
  const text = readFileSync(file, 'utf8')
  if (text.includes('PRIVATE KEY')) throw new Error(`${file} holds a private key`)
  const key = createPublicKey(text)
  if (key.asymmetricKeyType !== 'ed25519') throw new Error(`${file} holds no Ed25519 key`)
  return key.export({ format: 'der', type: 'spki' }).toString('base64')
}

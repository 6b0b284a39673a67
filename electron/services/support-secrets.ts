/** The secrets that people entered or were given, so that they can be looked for in what leaves the computer. */
import { PROXY_SECRET } from '#shared/domain/proxy.ts'
import { applicationSecretId } from '../auth/application-credential.ts'
import { tokenSecretId } from '../auth/token-store.ts'
import type { Connections } from '../config/documents.ts'
import type { SecretVault } from '../vault/secret-vault.ts'

export async function enteredSecrets(
  { connectors, accounts }: Connections,
  vault: Pick<SecretVault, 'get'>,
): Promise<string[]> {
  const ids = [
    PROXY_SECRET,
    ...accounts.flatMap(({ id }) => [id, tokenSecretId(id)]),
    ...connectors.map(({ id }) => applicationSecretId(id)),
  ]
  const secrets: string[] = []
  for (const id of ids) {
    const found = await vault.get(id)
    if (found.ok) secrets.push(found.value, ...secretsIn(found.value))
  }
  return secrets
}

/** Of a credential or a cache of tokens, which are JSON. */
function secretsIn(text: string): string[] {
  const secrets: string[] = []
  try {
    JSON.parse(text, (key, value: unknown) => {
      if (typeof value === 'string' && /secret|token|private/i.test(key)) secrets.push(value)
      return value
    })
  } catch {
    // A password, and no JSON.
  }
  return secrets
}

/**
 * Writes secrets until it is killed: `tsx write-secrets.ts <folder>`. Every round changes a large secret and says so
 * once it is stored.
 */
import { electronStoreFile } from '#electron/config/electron-store-file.ts'
import { openDocuments } from '#electron/config/documents.ts'
import { DocumentVault } from '#electron/vault/secret-vault.ts'
import { aCipher } from '#test/unit/vault/vault-under-test.ts'

const folder = process.argv[2] ?? ''
const documents = openDocuments((name) => electronStoreFile(folder, name))
const vault = new DocumentVault(documents.secrets, aCipher(7))
for (let round = 1; ; round += 1) {
  const stored = await vault.set('changing', `${round}:${'x'.repeat(400_000)}`)
  if (!stored.ok) throw new Error(stored.error.code)
  process.stdout.write(`${round}\n`)
}

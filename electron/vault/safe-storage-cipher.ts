/**
 * The cipher of the operating system (DPAPI, Keychain, Secret Service) by Electron's `safeStorage`; the only importer
 * of it. To be called after `app.whenReady()`.
 *
 * The synchronous methods are deprecated in Electron 45 and gone in 46, the asynchronous ones do not exist before 42:
 * both are served here, and nobody else needs to know. On Linux without a key ring Electron "encrypts" with a
 * password that stands in its source (`basic_text`); that is no protection, so it counts as none.
 */
/* eslint-disable @typescript-eslint/no-deprecated -- the runtime without the asynchronous methods is served too */
import { safeStorage } from 'electron'
import type { SecretCipher } from './secret-vault.ts'

type AsyncSafeStorage = {
  isAsyncEncryptionAvailable(): Promise<boolean>
  encryptStringAsync(plain: string): Promise<Buffer>
  decryptStringAsync(encrypted: Buffer): Promise<{ result: string; shouldReEncrypt: boolean }>
}

/** @returns `null` where the system cannot encrypt. */
export async function safeStorageCipher(): Promise<SecretCipher | null> {
  if (process.platform === 'linux' && linuxBackend() === 'basic_text') return null
  const storage: object = safeStorage
  if (hasAsync(storage)) {
    if (!(await storage.isAsyncEncryptionAvailable())) return null
    return {
      encrypt: (plain) => storage.encryptStringAsync(plain),
      decrypt: async (encrypted) => {
        const { result, shouldReEncrypt } = await storage.decryptStringAsync(encrypted)
        return { plain: result, shouldReEncrypt }
      },
    }
  }
  if (!safeStorage.isEncryptionAvailable()) return null
  return {
    encrypt: async (plain) => Promise.resolve(safeStorage.encryptString(plain)),
    // Asynchronous, so that a refusal is a rejection here too.
    decrypt: async (encrypted) =>
      Promise.resolve({ plain: safeStorage.decryptString(encrypted), shouldReEncrypt: false }),
  }
}

function linuxBackend(): string {
  return safeStorage.getSelectedStorageBackend()
}

function hasAsync(storage: object): storage is AsyncSafeStorage {
  return 'encryptStringAsync' in storage && 'decryptStringAsync' in storage
}

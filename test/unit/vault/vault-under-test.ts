/** A vault over a file in memory, with a cipher that stands for the keys of one user of the operating system. */
import { z } from 'zod'
import { MemoryDocumentFile } from '#electron/config/document-file.ts'
import { openDocuments } from '#electron/config/documents.ts'
import type { SecretOwner } from '#electron/vault/secret-envelope.ts'
import { DocumentVault, type SecretCipher } from '#electron/vault/secret-vault.ts'

export type TestCipher = SecretCipher & {
  locked: boolean
  encryptsNoLonger: boolean
  encryptsWrongly: boolean
  decryptions: number
  /** From now on another key of the same user encrypts; the old one still decrypts, and asks for the new one. */
  rotate(): void
}

/** @param user another number, another user */
export function aCipher(user: number): TestCipher {
  let generation = 0
  const turn = (bytes: Uint8Array) => Buffer.from(bytes.map((byte) => byte ^ user))
  const cipher: TestCipher = {
    locked: false,
    encryptsNoLonger: false,
    encryptsWrongly: false,
    decryptions: 0,
    rotate: () => {
      generation += 1
    },
    encrypt: async (plain) => {
      if (cipher.locked || cipher.encryptsNoLonger) throw new Error('the key ring is locked')
      return turn(Buffer.from(`ok:${generation}:${cipher.encryptsWrongly ? 'x' : plain}`))
    },
    decrypt: async (encrypted) => {
      cipher.decryptions += 1
      const [, made, plain] = /^ok:(\d+):(.*)$/s.exec(turn(encrypted).toString()) ?? []
      if (cipher.locked || plain === undefined) throw new Error('not for this key')
      return { plain, shouldReEncrypt: Number(made) < generation }
    },
  }
  return cipher
}

export function aVault(cipher: SecretCipher | null, file = new MemoryDocumentFile(), owner?: SecretOwner) {
  const documents = openDocuments((name) => (name === 'secrets' ? file : new MemoryDocumentFile()))
  return { file, vault: new DocumentVault(documents.secrets, cipher, owner) }
}

const contentSchema = z.object({ data: z.object({ secrets: z.record(z.string(), z.unknown()) }) })
const envelopesSchema = z.array(z.looseObject({ version: z.number(), data: z.string() }))

export function storedSecrets(file: MemoryDocumentFile): Record<string, unknown> {
  return contentSchema.parse(file.content).data.secrets
}

export function envelopesIn(file: MemoryDocumentFile, id: string) {
  return envelopesSchema.parse(storedSecrets(file)[id])
}

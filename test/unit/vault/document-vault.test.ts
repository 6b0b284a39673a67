/** The vault: passwords are stored encrypted or not at all, and never lost by accident. */
import { describe, expect, it } from 'vitest'
import { MemoryDocumentFile } from '#electron/config/document-file.ts'
import { openDocuments } from '#electron/config/documents.ts'
import { DocumentVault, type SecretCipher } from '#electron/vault/secret-vault.ts'

const PASSWORD = 'Grüezi: wohl'

/** Stands for the key of one user of the operating system. */
function aCipher(key: number): SecretCipher & { locked: boolean } {
  const turn = (bytes: Uint8Array) => Buffer.from(bytes.map((byte) => byte ^ key))
  const cipher = {
    locked: false,
    encrypt: async (plain: string) => {
      if (cipher.locked) throw new Error('the key ring is locked')
      return turn(Buffer.from(`ok:${plain}`))
    },
    decrypt: async (encrypted: Buffer) => {
      const plain = turn(encrypted).toString()
      if (cipher.locked || !plain.startsWith('ok:')) throw new Error('not for this key')
      return plain.slice(3)
    },
  }
  return cipher
}

class BrokenFile extends MemoryDocumentFile {
  override write(): never {
    throw new Error('disk full')
  }
}

function aVault(cipher: SecretCipher | null, file = new MemoryDocumentFile()) {
  const documents = openDocuments((name) => (name === 'secrets' ? file : new MemoryDocumentFile()))
  return { file, vault: new DocumentVault(documents.secrets, cipher) }
}

describe('with a cipher of the system', () => {
  it('a password is stored encrypted and comes back after a restart', async () => {
    const { file, vault } = aVault(aCipher(7))
    expect(vault.protection).toBe('system')
    expect(await vault.state('a')).toBe('none')
    await vault.set('a', PASSWORD)
    expect(await vault.state('a')).toBe('system')
    const onDisk = JSON.stringify(file.content)
    expect(onDisk).toContain('"a"')
    for (const form of [PASSWORD, Buffer.from(PASSWORD).toString('base64'), 'wohl']) {
      expect(onDisk).not.toContain(form)
    }
    expect(await aVault(aCipher(7), file).vault.get('a')).toEqual({ ok: true, value: PASSWORD })
  })

  it('a password that cannot be decrypted is reported and kept, whatever else is stored or cleared', async () => {
    const { file, vault } = aVault(aCipher(7))
    await vault.set('a', PASSWORD)
    const { vault: moved } = aVault(aCipher(9), file)
    expect(await moved.get('a')).toMatchObject({ ok: false, error: { code: 'secret.undecryptable' } })
    expect(await moved.state('a')).toBe('unreadable')
    await moved.set('b', 'other')
    moved.clear('b')
    moved.clear('unknown')
    expect(await aVault(aCipher(7), file).vault.get('a')).toEqual({ ok: true, value: PASSWORD })
  })

  it('only setting or clearing it replaces a password that cannot be decrypted', async () => {
    const { file, vault } = aVault(aCipher(7))
    await vault.set('a', PASSWORD)
    const { vault: moved } = aVault(aCipher(9), file)
    await moved.set('a', 'new')
    expect(await moved.get('a')).toEqual({ ok: true, value: 'new' })
    moved.clear('a')
    expect(await moved.state('a')).toBe('none')
    expect(file.content).toMatchObject({ data: { secrets: {} } })
  })

  it('a key ring that was locked in between keeps the password for the session and the stored one on disk', async () => {
    const cipher = aCipher(7)
    const { file, vault } = aVault(cipher)
    await vault.set('a', PASSWORD)
    const before = structuredClone(file.content)
    cipher.locked = true
    expect((await vault.set('a', 'new')).ok).toBe(true)
    expect(await vault.state('a')).toBe('session')
    expect(await vault.get('a')).toEqual({ ok: true, value: 'new' })
    expect(file.content).toEqual(before)
  })

  it('a disk that cannot be written is told, and the password is not pretended to be stored', async () => {
    const { vault } = aVault(aCipher(7), new BrokenFile())
    expect(await vault.set('a', PASSWORD)).toMatchObject({ error: { code: 'document.write-failed' } })
    expect(await vault.state('a')).toBe('none')
  })
})

describe('without a cipher', () => {
  it('a password lives for the session, and nothing reaches the disk', async () => {
    const { file, vault } = aVault(null)
    expect(vault.protection).toBe('session')
    await vault.set('a', PASSWORD)
    expect(await vault.get('a')).toEqual({ ok: true, value: PASSWORD })
    expect(await vault.state('a')).toBe('session')
    expect(file.content).toBeUndefined()
    expect(await aVault(null, file).vault.get('a')).toMatchObject({ error: { code: 'secret.not-stored' } })
  })

  it('a password that was stored earlier is reported as unreadable and kept', async () => {
    const { file, vault } = aVault(aCipher(7))
    await vault.set('a', PASSWORD)
    const before = structuredClone(file.content)
    const { vault: bare } = aVault(null, file)
    expect(await bare.state('a')).toBe('unreadable')
    expect(await bare.get('a')).toMatchObject({ error: { code: 'secret.undecryptable' } })
    await bare.set('a', 'for now')
    expect(await bare.get('a')).toEqual({ ok: true, value: 'for now' })
    expect(file.content).toEqual(before)
  })
})

describe('an id', () => {
  it.each(['__proto__', 'constructor', 'toString'])('%s holds nothing that was not stored', async (id) => {
    const { vault } = aVault(aCipher(7))
    expect(await vault.get(id)).toMatchObject({ error: { code: 'secret.not-stored' } })
    expect(vault.clear(id).ok).toBe(true)
  })

  it('clearing a password ends it for the session and on disk', async () => {
    const { vault } = aVault(aCipher(7))
    await vault.set('a', PASSWORD)
    expect(vault.clear('a').ok).toBe(true)
    expect(await vault.get('a')).toMatchObject({ error: { code: 'secret.not-stored' } })
    const session = aVault(null).vault
    await session.set('a', PASSWORD)
    session.clear('a')
    expect(await session.state('a')).toBe('none')
  })
})

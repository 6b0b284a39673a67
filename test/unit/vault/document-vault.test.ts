/** The vault: passwords are stored encrypted or not at all, and never lost by accident. */
import { describe, expect, it } from 'vitest'
import { MemoryDocumentFile } from '#electron/config/document-file.ts'
import { openDocuments } from '#electron/config/documents.ts'
import { DocumentVault } from '#electron/vault/secret-vault.ts'
import { failure, ok } from '#shared/result.ts'
import { appError } from '#shared/errors.ts'
import { aCipher, aVault, envelopesIn, storedSecrets } from './vault-under-test.ts'

const PASSWORD = 'Grüezi: wohl'
const ANNA = { user: 'anna', computer: 'PC-7' }

class BrokenFile extends MemoryDocumentFile {
  override write(): never {
    throw new Error('disk full')
  }
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

  it('a password of another user is reported with his name and kept, whatever else is stored or cleared', async () => {
    const { file, vault } = aVault(aCipher(7), new MemoryDocumentFile(), ANNA)
    await vault.set('a', PASSWORD)
    const { vault: moved } = aVault(aCipher(9), file)
    expect(await moved.get('a')).toMatchObject({
      ok: false,
      error: { code: 'secret.undecryptable', params: ANNA },
    })
    expect(await moved.problem('a')).toMatchObject({ code: 'secret.undecryptable', params: ANNA })
    expect(await moved.state('a')).toBe('unreadable')
    await moved.set('b', 'other')
    moved.clear('b')
    moved.clear('unknown')
    expect(await aVault(aCipher(7), file).vault.get('a')).toEqual({ ok: true, value: PASSWORD })
  })

  it('a new password does not overwrite the one of another user: each reads his own', async () => {
    const { file, vault } = aVault(aCipher(7))
    await vault.set('a', PASSWORD)
    const { vault: moved } = aVault(aCipher(9), file)
    await moved.set('a', 'new')
    expect(await moved.get('a')).toEqual({ ok: true, value: 'new' })
    const { vault: back } = aVault(aCipher(7), file)
    expect(await back.get('a')).toEqual({ ok: true, value: PASSWORD })
    await back.set('a', 'newest')
    expect(await back.get('a')).toEqual({ ok: true, value: 'newest' })
    expect(await aVault(aCipher(9), file).vault.get('a')).toEqual({ ok: true, value: 'new' })
    expect(envelopesIn(file, 'a')).toHaveLength(2)
  })

  it('clearing takes every envelope away, also those of others', async () => {
    const { file, vault } = aVault(aCipher(7))
    await vault.set('a', PASSWORD)
    const { vault: moved } = aVault(aCipher(9), file)
    await moved.set('a', 'new')
    moved.clear('a')
    expect(await moved.state('a')).toBe('none')
    expect(storedSecrets(file)).toEqual({})
  })

  it('an own password that is replaced leaves nothing of the old one', async () => {
    const { file, vault } = aVault(aCipher(7))
    await vault.set('a', PASSWORD)
    const [old] = envelopesIn(file, 'a')
    await vault.set('a', 'new')
    expect(envelopesIn(file, 'a')).toHaveLength(1)
    expect(JSON.stringify(file.content)).not.toContain(old!.data)
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

  it('an opened password is not kept: the system is asked every time', async () => {
    const cipher = aCipher(7)
    const { vault } = aVault(cipher)
    await vault.set('a', PASSWORD)
    const before = cipher.decryptions
    await vault.get('a')
    await vault.get('a')
    expect(cipher.decryptions).toBe(before + 2)
    cipher.locked = true
    expect(await vault.get('a')).toMatchObject({ error: { code: 'secret.undecryptable' } })
  })
})

describe('the state of a password', () => {
  it('is told without asking the system again, until another password is stored or this one no longer opens', async () => {
    const cipher = aCipher(7)
    const { vault } = aVault(cipher)
    await vault.set('a', PASSWORD)
    expect(await vault.state('a')).toBe('system')
    const before = cipher.decryptions
    expect([await vault.state('a'), await vault.problem('a')]).toEqual(['system', null])
    expect(cipher.decryptions).toBe(before)
    cipher.locked = true
    await vault.get('a')
    expect(await vault.state('a')).toBe('unreadable')
    cipher.locked = false
    expect(await vault.state('a')).toBe('system')
    vault.clear('a')
    expect(await vault.state('a')).toBe('none')
  })
})

describe('a new key of the system', () => {
  it('makes the vault encrypt again what it opens, once', async () => {
    const cipher = aCipher(7)
    const { file, vault } = aVault(cipher)
    await vault.set('a', PASSWORD)
    await vault.set('b', 'other')
    const [old] = envelopesIn(file, 'a')
    cipher.rotate()
    expect(await vault.get('a')).toEqual({ ok: true, value: PASSWORD })
    const renewed = envelopesIn(file, 'a')
    expect(renewed).toHaveLength(1)
    expect(renewed[0]!.data).not.toBe(old!.data)
    expect(await vault.get('a')).toEqual({ ok: true, value: PASSWORD })
    expect(envelopesIn(file, 'a')).toEqual(renewed)
    expect(await vault.get('b')).toEqual({ ok: true, value: 'other' })
  })

  it('that cannot be used, or a disk that cannot be written, leaves the old envelope, which still opens', async () => {
    const cipher = aCipher(7)
    const { file, vault } = aVault(cipher)
    await vault.set('a', PASSWORD)
    const before = structuredClone(file.content)
    cipher.rotate()
    cipher.encryptsNoLonger = true
    expect(await vault.get('a')).toEqual({ ok: true, value: PASSWORD })
    expect(file.content).toEqual(before)
    cipher.encryptsNoLonger = false
    cipher.encryptsWrongly = true
    expect(await vault.get('a')).toEqual({ ok: true, value: PASSWORD })
    expect(file.content).toEqual(before)
    const { vault: onFullDisk } = aVault(cipher, new BrokenFile(before))
    cipher.encryptsWrongly = false
    expect(await onFullDisk.get('a')).toEqual({ ok: true, value: PASSWORD })
  })
})

describe('an envelope', () => {
  it.each([
    ['of a newer version', { version: 3, somethingNew: true }, 'secret.newer-version'],
    ['without a version', { data: 'AAAA' }, 'secret.damaged'],
    ['with data that is no base64', { version: 1, data: '***' }, 'secret.damaged'],
    ['that is a number', 7, 'secret.damaged'],
    ['that is nothing', null, 'secret.damaged'],
    ['cut in the middle', 'half', 'secret.damaged'],
  ])('%s is reported and kept, and a new password stands before it', async (_name, stored, code) => {
    const { file, vault } = aVault(aCipher(7))
    await vault.set('other', PASSWORD)
    file.content = withSecret(file, 'a', [stored])
    const { vault: reopened } = aVault(aCipher(7), file)
    expect(await reopened.get('a')).toMatchObject({ error: { code } })
    expect(await reopened.state('a')).toBe('unreadable')
    expect(await reopened.get('other')).toEqual({ ok: true, value: PASSWORD })
    await reopened.set('a', 'new')
    expect(await reopened.get('a')).toEqual({ ok: true, value: 'new' })
    expect(storedSecrets(file).a).toEqual([expect.objectContaining({ version: 2 }), stored])
  })

  it('whose bytes were changed is not opened, and kept', async () => {
    const { file, vault } = aVault(aCipher(7))
    await vault.set('a', PASSWORD)
    const [envelope] = envelopesIn(file, 'a')
    const changed = { ...envelope!, data: `AAAA${envelope!.data.slice(4)}` }
    file.content = withSecret(file, 'a', [changed])
    const { vault: reopened } = aVault(aCipher(7), file)
    expect(await reopened.get('a')).toMatchObject({ error: { code: 'secret.undecryptable' } })
    expect(envelopesIn(file, 'a')).toEqual([changed])
  })

  it('of one account does not open as that of another', async () => {
    const { file, vault } = aVault(aCipher(7))
    await vault.set('a', PASSWORD)
    file.content = withSecret(file, 'b', envelopesIn(file, 'a'))
    const { vault: reopened } = aVault(aCipher(7), file)
    expect(await reopened.get('b')).toMatchObject({ error: { code: 'secret.undecryptable' } })
    expect(await reopened.get('a')).toEqual({ ok: true, value: PASSWORD })
  })

  it('that a cipher without integrity turns into noise does not pass for a password', async () => {
    const { file, vault } = aVault(aCipher(7))
    await vault.set('a', PASSWORD)
    const noisy = {
      ...aCipher(9),
      decrypt: () => Promise.resolve({ plain: '\u0001ÿ', shouldReEncrypt: false }),
    }
    expect(await aVault(noisy, file).vault.get('a')).toMatchObject({
      error: { code: 'secret.undecryptable' },
    })
  })
})

describe('a file', () => {
  it('of version 1 is read, and written again as version 2 when a password is first used', async () => {
    const bare = (await aCipher(7).encrypt(PASSWORD)).toString('base64')
    const file = new MemoryDocumentFile({ version: 1, data: { secrets: { a: bare } } })
    const { vault } = aVault(aCipher(7), file)
    expect(file.copies).toEqual([expect.stringMatching(/^v1-/)])
    expect(await vault.get('a')).toEqual({ ok: true, value: PASSWORD })
    expect(envelopesIn(file, 'a')).toEqual([expect.objectContaining({ version: 2 })])
    expect(await aVault(aCipher(7), file).vault.get('a')).toEqual({ ok: true, value: PASSWORD })
    expect(await aVault(aCipher(9), file).vault.state('a')).toBe('unreadable')
  })

  it('of a newer version is not touched, and every password in it is reported as such', async () => {
    const newer = { version: 99, data: { anything: true } }
    const file = new MemoryDocumentFile(newer)
    const { vault } = aVault(aCipher(7), file)
    expect(await vault.get('a')).toMatchObject({ error: { code: 'document.newer-version' } })
    expect(await vault.state('a')).toBe('unreadable')
    expect(await vault.set('a', PASSWORD)).toMatchObject({ error: { code: 'document.newer-version' } })
    expect(file.content).toEqual(newer)
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

describe('the secrets of a deleted object', () => {
  const filled = async (file = new MemoryDocumentFile()) => {
    const { vault } = aVault(aCipher(7), file)
    for (const id of ['a', 'a/token-cache', 'ab', 'b']) await vault.set(id, PASSWORD)
    return { file, vault }
  }

  it('are erased with it, whoever stored them and under whatever name, and no others', async () => {
    const { file } = await filled()
    const { vault: moved } = aVault(aCipher(9), file)
    await moved.set('a', 'new')
    expect(moved.eraseLater(['a'], () => ok('removed'))).toEqual(ok('removed'))
    expect(Object.keys(storedSecrets(file))).toContain('a/token-cache')
    expect(moved.finishErasing(() => false)).toEqual(ok(['a']))
    expect(Object.keys(storedSecrets(file)).sort()).toEqual(['ab', 'b'])
    const session = aVault(null).vault
    await session.set('a/token-cache', PASSWORD)
    session.eraseLater(['a'], () => ok(null))
    session.finishErasing(() => false, ['a'])
    expect(await session.state('a/token-cache')).toBe('none')
  })

  it('stay when it could not be removed', async () => {
    const { file, vault } = await filled()
    const refusal = failure(appError('document.write-failed'))
    expect(vault.eraseLater(['a'], () => refusal)).toEqual(refusal)
    expect(await vault.get('a')).toEqual({ ok: true, value: PASSWORD })
    expect(file.content).toMatchObject({ data: { erasing: [] } })
  })

  it('stay when it is there again, and others that wait are left alone', async () => {
    const { file, vault } = await filled()
    vault.eraseLater(['a'], () => ok(null))
    vault.eraseLater(['b'], () => ok(null))
    expect(vault.finishErasing((owner) => owner === 'a', ['a'])).toEqual(ok([]))
    expect(await vault.get('a')).toEqual({ ok: true, value: PASSWORD })
    expect(file.content).toMatchObject({ data: { erasing: ['b'] } })
    expect(vault.finishErasing(() => false)).toEqual(ok(['b']))
    expect(Object.keys(storedSecrets(file)).sort()).toEqual(['a', 'a/token-cache', 'ab'])
  })

  it('are erased at the next start when a crash came in between', async () => {
    const { file, vault } = await filled()
    let crashed: unknown
    vault.eraseLater(['a'], () => {
      crashed = structuredClone(file.content)
      return ok(null)
    })
    const left = new MemoryDocumentFile(crashed as Record<string, unknown>)
    const { vault: restarted } = aVault(aCipher(7), left)
    expect(await restarted.get('a')).toEqual({ ok: true, value: PASSWORD })
    restarted.finishErasing(() => false)
    expect(Object.keys(storedSecrets(left)).sort()).toEqual(['ab', 'b'])
    // Had the crash come before the removal, the object would still be there, and its secrets with it.
    const early = new MemoryDocumentFile(crashed as Record<string, unknown>)
    aVault(aCipher(7), early).vault.finishErasing(() => true)
    expect(Object.keys(storedSecrets(early))).toContain('a')
    expect(early.content).toMatchObject({ data: { erasing: [] } })
  })

  it('do not stay in the copy that an upgrade kept', async () => {
    const bare = (await aCipher(7).encrypt(PASSWORD)).toString('base64')
    const file = new MemoryDocumentFile({ version: 1, data: { secrets: { a: bare } } })
    const documents = openDocuments((name) => (name === 'secrets' ? file : new MemoryDocumentFile()))
    expect(file.copies).toHaveLength(1)
    const vault = new DocumentVault(documents.secrets, aCipher(7))
    vault.eraseLater(['a'], () => ok(null))
    vault.finishErasing(() => false)
    expect(file.copies).toEqual([])
    expect(storedSecrets(file)).toEqual({})
  })
})

function withSecret(file: MemoryDocumentFile, id: string, stored: unknown): Record<string, unknown> {
  return { version: 2, data: { secrets: { ...storedSecrets(file), [id]: stored }, erasing: [] } }
}

/** A process that dies while it writes secrets leaves the old or the new file, never half of one. */
import { spawn } from 'node:child_process'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { electronStoreFile } from '#electron/config/electron-store-file.ts'
import { openDocuments } from '#electron/config/documents.ts'
import { DocumentVault } from '#electron/vault/secret-vault.ts'
import { aCipher } from '#test/unit/vault/vault-under-test.ts'

const projectFolder = path.resolve(import.meta.dirname, '../../..')
const PASSWORD = 'Grüezi: wohl'

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'ews-konnektor-vault-'))
})
afterEach(async () => {
  await rm(folder, { recursive: true, force: true })
})

function open() {
  const { secrets } = openDocuments((name) => electronStoreFile(folder, name))
  return { document: secrets, vault: new DocumentVault(secrets, aCipher(7)) }
}

/** @returns the last round that the process called stored before it was killed, some way into the next one */
function killedWhileWriting(afterRound: number, delay: number): Promise<number> {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', 'test/integration/vault/write-secrets.ts', folder],
    { cwd: projectFolder, stdio: ['ignore', 'pipe', 'inherit'] },
  )
  let last = 0
  let isDying = false
  child.stdout.on('data', (text: Buffer) => {
    last = Number(text.toString().trim().split('\n').at(-1))
    if (last < afterRound || isDying) return
    isDying = true
    setTimeout(() => child.kill('SIGKILL'), delay)
  })
  return new Promise((resolve, reject) => {
    child.on('exit', (_code, signal) => {
      if (signal === 'SIGKILL') resolve(last)
      else reject(new Error('it ended by itself'))
    })
  })
}

it('the secrets of before are all there, the one being written is old or new, and no half stays behind', async () => {
  await open().vault.set('other', PASSWORD)
  for (const delay of [0, 1, 2, 3, 5, 8]) {
    const last = await killedWhileWriting(3, delay)
    const { document, vault } = open()
    expect(document.notice).toBeNull()
    expect(await vault.get('other')).toEqual({ ok: true, value: PASSWORD })
    const changing = await vault.get('changing')
    const [round, filling] = changing.ok ? changing.value.split(':') : []
    expect(filling).toHaveLength(400_000)
    expect(Number(round)).toBeGreaterThanOrEqual(last)
  }
  expect(await readdir(folder)).toEqual(['secrets.json'])
}, 120_000)

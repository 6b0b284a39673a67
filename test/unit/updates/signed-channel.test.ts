import { generateKeyPairSync } from 'node:crypto'
import { parseUpdateInfo } from 'electron-updater/out/providers/Provider.js'
import { beforeEach, describe, expect, it } from 'vitest'
import { readSignedChannel } from '#electron/updates/signed-channel.ts'
import { updateError } from '#electron/updates/update-failure.ts'
import { signChannelFile } from '#electron/updates/update-signature.ts'
import type { Instant } from '#shared/domain/ids.ts'
import { filesTransport, type FilesTransport } from './files-transport.ts'

const { publicKey, privateKey } = generateKeyPairSync('ed25519')
const SHA512 = `${'A'.repeat(86)}==`
let transport: FilesTransport
let seen: Map<string, Instant>

beforeEach(() => {
  transport = filesTransport()
  seen = new Map()
})

function publish(text: string, signedAt = '2026-05-04T09:00:00.000Z', name = 'latest.yml'): void {
  const bytes = Buffer.from(text)
  transport.files.set(name, bytes)
  const signature = signChannelFile({ name, bytes }, [privateKey], signedAt as Instant)
  transport.files.set(`${name}.sig`, Buffer.from(signature))
}

const release = (file = 'setup-0.2.0-x64.exe', more = ''): string =>
  `version: 0.2.0\nfiles:\n  - url: ${file}\n    sha512: ${SHA512}\n    size: 1000\n${more}`

async function read(platform: NodeJS.Platform = 'win32', server = 'https://updates.company.example/') {
  return await readSignedChannel(transport, {
    ...{ server, channel: 'stable', keys: [publicKey], platform, arch: 'x64' },
    newest: { get: (address) => seen.get(address) ?? null, set: (address, at) => seen.set(address, at) },
    signal: new AbortController().signal,
    parse: (text) => parseUpdateInfo(text, '', new URL(server)),
  })
}

const codeOfFailure = async (): Promise<string> =>
  await read().then(
    () => 'accepted',
    (cause: unknown) => updateError(cause).code,
  )

describe('what the update server says', () => {
  it('is accepted with its signature, and names a file beside it', async () => {
    publish(release())
    const { info, fileUrl } = await read()
    expect(info.version).toBe('0.2.0')
    expect(fileUrl).toBe('https://updates.company.example/setup-0.2.0-x64.exe')
  })

  it('is refused without a signature, and its content is not looked at', async () => {
    transport.files.set('latest.yml', Buffer.from(release()))
    expect(await codeOfFailure()).toBe('updates.not-signed')
    transport.files.set('latest.yml.sig', Buffer.from('{}'))
    transport.files.set('latest.yml', Buffer.from('no: [yaml'))
    expect(await codeOfFailure()).toBe('updates.wrong-signature')
  })

  it('is missing where the channel does not exist', async () => {
    expect(await codeOfFailure()).toBe('updates.no-channel-file')
  })

  it('is refused when it is older than what lay there before, and the same again is not older', async () => {
    publish(release(), '2026-05-04T09:00:00.000Z')
    expect(await codeOfFailure()).toBe('accepted')
    expect(await codeOfFailure()).toBe('accepted')
    publish(release(), '2026-05-04T08:59:59.000Z')
    expect(await codeOfFailure()).toBe('updates.older-than-seen')
  })

  it.each([
    ['a file in another folder', release('../setup.exe')],
    ['a file on another server', release('https://elsewhere.example/setup.exe')],
    ['no hash', 'version: 0.2.0\nfiles:\n  - url: setup.exe\n    size: 1000\n'],
    ['a hash that is none', release().replace(SHA512, 'abc')],
    ['no size', `version: 0.2.0\nfiles:\n  - url: setup.exe\n    sha512: ${SHA512}\n`],
    ['a roll-out that is no percentage', release('setup.exe', 'stagingPercentage: 101\n')],
    ['no version', release().replace('version: 0.2.0\n', '')],
  ])('is refused with %s, although it is signed', async (_why, text) => {
    publish(text)
    expect(await codeOfFailure()).toBe('updates.invalid-channel-file')
  })

  it('without a file for this system is nothing to install', async () => {
    publish(release('ms-ews-konnektor-0.2.0.dmg'))
    expect(await codeOfFailure()).toBe('updates.nothing-for-this-system')
  })

  it('is read no further than a channel file is long', async () => {
    publish(release('setup.exe', `# ${'x'.repeat(1_100_000)}\n`))
    expect(await codeOfFailure()).toBe('updates.invalid-channel-file')
  })
})

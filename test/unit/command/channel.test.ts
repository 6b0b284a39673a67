/** The way between a command and the running application, over real sockets: who may use it, and what ends it. */
import { chmodSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { createConnection } from 'node:net'
import { once } from 'node:events'
import os from 'node:os'
import path from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { eventually } from '#test/eventually.ts'
import { AnswerChannel } from '#electron/command/channel/answer-channel.ts'
import { CommandServer, type RunRequest } from '#electron/command/channel/command-server.ts'
import {
  FOLDER_PREFIX,
  isOwnAddress,
  SOCKET_NAME,
  type CommandRequest,
} from '#electron/command/channel/messages.ts'

const HOOKS = { onProgress: () => undefined, onLater: () => undefined }
const PRINTED = { output: '{}\n', errors: '', exitCode: 0 }

const opened: AnswerChannel[] = []
const folders: string[] = []

async function channelOf(): Promise<AnswerChannel> {
  const channel = await AnswerChannel.open()
  opened.push(channel)
  return channel
}

const requestFor = ({ address, token }: AnswerChannel, argv = ['status']): CommandRequest => ({
  ...{ ewsKonnektorCommand: 1, argv, folder: '/', address, token },
})

function folderWith(mode: number, prefix = FOLDER_PREFIX): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), prefix))
  folders.push(folder)
  chmodSync(folder, mode)
  return folder
}

afterEach(() => {
  for (const channel of opened.splice(0)) channel.close()
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

describe('the running application', () => {
  it('brings progress and the answer to the command that asked, once', async () => {
    const channel = await channelOf()
    const asked: CommandRequest[] = []
    const server = new CommandServer(async (request, { progress }) => {
      asked.push(request)
      progress('half')
      return PRINTED
    })
    const told: string[] = []
    const answer = channel.answer({ ...HOOKS, onProgress: (line) => told.push(line) })
    expect(server.take(requestFor(channel))).toBe(true)
    expect(server.take(requestFor(channel))).toBe(true)
    expect(await answer).toEqual({ is: 'answer', printed: PRINTED })
    expect(told).toEqual(['half'])
    expect(asked).toHaveLength(1)
    await server.settled()
  })

  it('takes a second start without a command for the wish to see the window', () => {
    const server = new CommandServer(() => Promise.resolve(PRINTED))
    for (const data of [undefined, null, {}, 'status']) expect(server.take(data)).toBe(false)
  })

  it('ends what it does when Ctrl+C is pressed, and when the command is gone', async () => {
    for (const leave of ['cancel', 'close'] as const) {
      const channel = await channelOf()
      let onAbort: () => void = () => undefined
      const aborted = new Promise<void>((resolve) => (onAbort = resolve))
      let onBegin: () => void = () => undefined
      const begun = new Promise<void>((resolve) => (onBegin = resolve))
      const run: RunRequest = async (_request, { signal }) => {
        signal.addEventListener('abort', onAbort)
        onBegin()
        await aborted
        return PRINTED
      }
      void channel.answer(HOOKS)
      const server = new CommandServer(run)
      server.take(requestFor(channel))
      await begun
      channel[leave]()
      await aborted
      await server.settled()
    }
  })

  it('lets a command wait for its end that it cannot answer before', async () => {
    const channel = await channelOf()
    const onLater = vi.fn()
    const answer = channel.answer({ ...HOOKS, onLater })
    const server = new CommandServer(() => Promise.resolve(null))
    server.take(requestFor(channel))
    await eventually(() => {
      expect(onLater).toHaveBeenCalledOnce()
    })
    await server.settled()
    channel.close()
    expect(await answer).toEqual({ is: 'later' })
  })

  it.each<[string, Partial<CommandRequest> | { address: string }]>([
    ['another computer', { address: String.raw`\\evil.example\pipe\ms-ews-konnektor-${'0'.repeat(32)}` }],
    ['a socket that anybody may have made', { address: '/tmp/answer' }],
    ['a token that is none', { token: 'x' }],
    ['a thousand arguments', { argv: Array<string>(1_000).fill('a') }],
  ])('goes nowhere for %s', async (_name, changes) => {
    const channel = await channelOf()
    const run = vi.fn(() => Promise.resolve(PRINTED))
    const server = new CommandServer(run)
    expect(server.take({ ...requestFor(channel), ...changes })).toBe(true)
    await server.settled()
    expect(run).not.toHaveBeenCalled()
  })
})

describe('an address', () => {
  it('is that of a pipe of this computer with a random name on Windows', () => {
    const name = `ms-ews-konnektor-${'0'.repeat(32)}`
    expect(isOwnAddress(String.raw`\\.\pipe\${name}`.replace('${name}', name), 'win32')).toBe(true)
    for (const address of [
      `\\\\evil\\pipe\\${name}`,
      `\\\\.\\pipe\\${name}\\..\\other`,
      '\\\\.\\pipe\\other',
      `//./pipe/${name}`,
      'C:\\answer',
    ]) {
      expect(isOwnAddress(address, 'win32'), address).toBe(false)
    }
  })

  it('is elsewhere a socket in a folder that nobody else may enter', () => {
    const own = folderWith(0o700)
    expect(isOwnAddress(path.join(own, SOCKET_NAME), 'linux')).toBe(true)
    expect(isOwnAddress(path.join(folderWith(0o755), SOCKET_NAME), 'linux')).toBe(false)
    expect(isOwnAddress(path.join(folderWith(0o700, 'other-'), SOCKET_NAME), 'linux')).toBe(false)
    expect(isOwnAddress(path.join(own, 'else'), 'linux')).toBe(false)
    expect(isOwnAddress(`${own}/../${path.basename(own)}/${SOCKET_NAME}`, 'linux')).toBe(false)
    const link = path.join(folderWith(0o700), `${FOLDER_PREFIX}link`)
    symlinkSync(own, link)
    expect(isOwnAddress(path.join(link, SOCKET_NAME), 'linux')).toBe(false)
  })

  it('of a command is one that the application goes to', async () => {
    expect(isOwnAddress((await channelOf()).address)).toBe(true)
  })
})

describe('a command that waits for its answer', () => {
  it('believes nobody who does not know the token, and waits on for the one who does', async () => {
    const channel = await channelOf()
    const answer = channel.answer(HOOKS)
    for (const line of [
      `{"is":"here","token":"${'0'.repeat(64)}"}`,
      `{"is":"answer","printed":{"output":"forged","errors":"","exitCode":0}}`,
      'no document',
    ]) {
      const stranger = createConnection(channel.address)
      stranger.on('error', () => undefined)
      const closed = once(stranger, 'close')
      stranger.write(`${line}\n`)
      await closed
    }
    new CommandServer(() => Promise.resolve(PRINTED)).take(requestFor(channel))
    expect(await answer).toEqual({ is: 'answer', printed: PRINTED })
  })

  it('is told when the application ends without an answer, and when nobody comes', async () => {
    const channel = await channelOf()
    const answer = channel.answer(HOOKS)
    const visitor = createConnection(channel.address)
    visitor.end(`${JSON.stringify({ is: 'here', token: channel.token })}\n`)
    expect(await answer).toEqual({ is: 'gone' })
    const lonely = await channelOf()
    expect(await lonely.answer(HOOKS, 1)).toEqual({ is: 'nobody' })
  })

  it('is found by nobody any longer when somebody has come', async () => {
    const channel = await channelOf()
    const answer = channel.answer(HOOKS)
    new CommandServer(() => Promise.resolve(PRINTED)).take(requestFor(channel))
    await answer
    const late = createConnection(channel.address)
    const [error] = (await once(late, 'error')) as [NodeJS.ErrnoException]
    expect(error.code).toMatch(/ENOENT|ECONNREFUSED/)
  })
})

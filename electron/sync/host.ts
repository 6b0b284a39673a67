/**
 * The sync host: the engine in a utility process, so that parsing and storing never hold up the windows. It gets its
 * folders by arguments and everything else over `process.parentPort`; it knows no secret until a run asks for one.
 */
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { ok } from '#shared/result.ts'
import { callbackContract, engineContract } from './engine-api.ts'
import { Engine, type EngineOptions } from './engine.ts'
import { MessagePeer, type MessagePortLike } from './message-peer.ts'

/** The part of Electron's `process.parentPort` that we use; this file imports no `electron`. */
type ParentPort = {
  postMessage(message: unknown): void
  on(event: 'message', listener: (event: { data: unknown }) => void): void
}

const { values } = parseArgs({
  options: {
    'prime-folder': { type: 'string' },
    'user-agent': { type: 'string' },
    'ca-file': { type: 'string' },
  },
})

const parentPort = (process as unknown as { parentPort?: ParentPort }).parentPort
if (!parentPort) throw new Error('The sync host runs as a utility process of the application.')
start(parentPort, {
  primeFolder: values['prime-folder'] ?? '.',
  userAgent: values['user-agent'] ?? 'MS-EWS-Konnektor',
  extraAuthorities: values['ca-file'] === undefined ? [] : [readFileSync(values['ca-file'], 'utf8')],
})

function start(parent: ParentPort, options: EngineOptions): void {
  const port: MessagePortLike = {
    post: (message) => {
      parent.postMessage(message)
    },
    onMessage: (listener) => {
      parent.on('message', (event) => {
        listener(event.data)
      })
    },
  }
  const engine: Engine = new Engine(options, {
    passwordOf: (accountId) => peer.call('passwordOf', accountId),
    onProgress: (progress) => {
      peer.emit('progress', progress)
    },
  })
  const peer = new MessagePeer(port, {
    theirs: callbackContract,
    ours: engineContract,
    handlers: {
      listEmailAccounts: () => engine.listEmailAccounts(),
      createEmailAccount: (draft) => engine.createEmailAccount(draft),
      listEmails: (query) => engine.listEmails(query),
      openEmail: (input) => engine.openEmail(input),
      exportEmail: (input) => engine.exportEmail(input),
      startSync: (input) => engine.startSync(input),
      cancelSync: (input) => engine.cancelSync(input),
      close: async () => {
        await engine.close()
        return ok(null)
      },
    },
  })
}

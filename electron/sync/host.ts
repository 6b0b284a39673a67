/**
 * The sync host: the engine in a utility process, so that parsing and storing never hold up the windows. It gets its
 * folder by an argument, calls over `process.parentPort`, and with the first message a second port on which main sends
 * its requests to servers (wire/). It never knows a secret.
 */
import { parseArgs } from 'node:util'
import { ok } from '#shared/result.ts'
import { checkDatabase } from '../prime/check-database.ts'
import { engineContract, type EngineApi } from './engine-api.ts'
import { engineCalls } from './engine-calls.ts'
import { Engine, type EngineOptions } from './engine.ts'
import { MessagePeer, type MessagePortLike } from './message-peer.ts'
import { onPorts } from './parent-port.ts'
import { WireClient } from './wire/wire-client.ts'

const { values } = parseArgs({
  options: {
    'prime-folder': { type: 'string' },
    /** Only looks at this database, and ends with 0 when it is sound. */
    'check-database': { type: 'string' },
  },
})

const checked = values['check-database']
if (checked !== undefined) process.exit(checkDatabase(checked) === null ? 0 : 1)

onPorts(({ calls, wire }) => {
  start(calls, wire, { primeFolder: values['prime-folder'] ?? '.' })
})

function start(port: MessagePortLike, wirePort: MessagePortLike, options: EngineOptions): void {
  const wire = new WireClient(wirePort)
  const engine: Engine = new Engine(options, {
    transportFor: (accountId) => Promise.resolve(ok(wire.transportFor(accountId))),
    onProgress: (progress) => {
      peer.emit('progress', progress)
    },
    onMailboxChange: (accountId) => {
      peer.emit('mailbox-change', { accountId })
    },
    onNotificationMode: (accountId, mode) => {
      peer.emit('notification-mode', { accountId, mode })
    },
    onStoreNotice: (notice) => {
      peer.emit('store-notice', notice)
    },
  })
  const peer = new MessagePeer(port, {
    theirs: {},
    ours: engineContract,
    handlers: {
      ...engineCalls((method, input) => (engine as EngineApi)[method](input as never) as never),
      close: async () => {
        await engine.close()
        return ok(null)
      },
    },
  })
}

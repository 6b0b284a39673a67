/** While the data folder is being moved nothing of it is read or changed; calls are refused with the reason. */
import { CHANNELS, type Channel } from '#shared/contract/channels.ts'
import { appError } from '#shared/errors.ts'
import { failure } from '#shared/result.ts'
import type { Handlers } from './handlers.ts'

const ANSWERED: ReadonlySet<Channel> = new Set<Channel>([
  'app.state',
  'app.copy',
  'dataFolder.state',
  'dataFolder.cancel',
])

const refuse = () => failure(appError('data-folder.moving'))

export function exceptWhileMoving(handlers: Handlers, isMoving: boolean): Handlers {
  if (!isMoving) return handlers
  const answers = CHANNELS.map((name) => [name, ANSWERED.has(name) ? handlers[name] : refuse])
  return Object.fromEntries(answers) as Handlers
}

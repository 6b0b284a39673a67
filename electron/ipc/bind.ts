/**
 * Binds the contract to Electron's IPC: sender check → size and shape → parse → handler → `Result`. The only importer of `ipcMain`.
 *
 * There is one channel; the name of the call travels inside and must be one of the contract's. Accepted is only the
 * main frame of a window of ours that shows our own origin. A refused call is answered with a typed error.
 */
import { ipcMain, type IpcMainInvokeEvent, type WebContents } from 'electron'
import {
  CALL_CHANNEL,
  CHANNELS,
  EVENT_CHANNEL,
  type Channel,
  type EventName,
} from '#shared/contract/channels.ts'
import { contract, type EventPayload } from '#shared/contract/contract.ts'
import { inputError } from '#shared/domain/validation.ts'
import { appError, type AppError } from '#shared/errors.ts'
import { failure, type Result } from '#shared/result.ts'
import type { Handlers } from './handlers.ts'
import { isPlainPayload } from './payload-limit.ts'

export type Binding = {
  /** Origins that may call, for example `app://bundle`. */
  readonly origins: readonly string[]
  readonly handlers: () => Promise<Handlers>
  /** For the log: what was refused, or failed without a reason of its own. Never a payload. */
  readonly onProblem: (channel: string, error: AppError) => void
  /** For the log at its most talkative: how each call ended, `ok` or a code. */
  readonly onCall: (channel: string, outcome: string, milliseconds: number) => void
}

export function bindContract(binding: Binding): void {
  closeOtherChannels()
  // The last of them come when the services open.
  void binding.handlers().then(closeOtherChannels, () => undefined)
  ipcMain.handle(CALL_CHANNEL, async (event, name: unknown, input: unknown) => {
    const channel = typeof name === 'string' ? name.slice(0, 100) : typeof name
    const start = performance.now()
    const result = isOurs(event, binding.origins)
      ? await call(name, input, binding.handlers)
      : failure(appError('ipc.refused'))
    if (!result.ok && PROBLEMS.has(result.error.code)) binding.onProblem(channel, result.error)
    binding.onCall(channel, result.ok ? 'ok' : result.error.code, Math.round(performance.now() - start))
    return result
  })
}

/**
 * Libraries in main open channels of their own for windows that use them: that of the log would write unredacted lines
 * for every page. No window of ours does.
 */
function closeOtherChannels(): void {
  for (const name of ipcMain.eventNames()) {
    if (typeof name !== 'string' || name === 'error') continue // Electron's own, which keeps the name harmless
    ipcMain.removeAllListeners(name)
    ipcMain.removeHandler(name)
  }
}

const PROBLEMS: ReadonlySet<string> = new Set(['ipc.refused', 'ipc.invalid-payload', 'internal.unexpected'])

export function emitTo<E extends EventName>(
  webContents: WebContents,
  name: E,
  payload: EventPayload<E>,
): void {
  if (!webContents.isDestroyed()) webContents.send(EVENT_CHANNEL, name, payload)
}

function isOurs(event: IpcMainInvokeEvent, origins: readonly string[]): boolean {
  const frame = event.senderFrame
  if (frame?.parent !== null) return false
  return URL.canParse(frame.url) && origins.includes(originOf(frame.url))
}

/** `URL.origin` is `null` for a scheme of our own, so the origin is put together from its parts. */
function originOf(address: string): string {
  const { protocol, host } = new URL(address)
  return `${protocol}//${host}`
}

/** Exported for tests: the same without a window. */
export async function call(
  name: unknown,
  input: unknown,
  handlers: () => Promise<Handlers>,
): Promise<Result<unknown>> {
  if (!isChannel(name)) return failure(appError('ipc.refused'))
  if (!isPlainPayload(input)) return failure(appError('ipc.invalid-payload', { channel: name }))
  const parsed = contract[name].input.safeParse(input)
  // Wrong values of a form are the user's and come back field by field; the form checks the same schema first.
  if (!parsed.success) {
    const { fields } = inputError(parsed.error)
    return failure(
      FORM_CHANNELS.has(name) ? formError(fields) : appError('ipc.invalid-payload', { channel: name }),
    )
  }
  try {
    const handler = (await handlers())[name] as (value: unknown) => Promise<Result<unknown>> | Result<unknown>
    return await handler(parsed.data)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return failure(appError('internal.unexpected', { reason }))
  }
}

const FORM_CHANNELS: ReadonlySet<Channel> = new Set<Channel>([
  'connectors.save',
  'accounts.save',
  'primeAccounts.create',
  'data.createItem',
  'data.updateItem',
  'connectionTests.start',
  'autodiscover.start',
  'autodiscover.answerSignIn',
])

/** Paths inside `draft` are the names of the form's fields. */
function formError(fields: AppError['fields'] = []): AppError {
  return appError(
    'input.invalid',
    {},
    fields.map((field) => ({ ...field, path: field.path.replace(/^(draft|connector|account)\./, '') })),
  )
}

function isChannel(name: unknown): name is Channel {
  return typeof name === 'string' && (CHANNELS as readonly string[]).includes(name)
}

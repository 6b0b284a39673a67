/**
 * The bridge: `window.api`, built from the names of the contract. No generic `invoke`, no `ipcRenderer`, no event
 * object of Electron reaches the page. Bundled to one CommonJS file for the sandbox; knows no schemas, so zod stays
 * out.
 */
import { contextBridge, ipcRenderer } from 'electron'
import { CALL_CHANNEL, CHANNELS, EVENT_CHANNEL, EVENTS } from '../../shared/contract/channels.ts'

type Listener = (payload: unknown) => void
type Member = (...input: unknown[]) => unknown

const listeners = new Map<string, Set<Listener>>()

ipcRenderer.on(EVENT_CHANNEL, (_event, name: string, payload: unknown) => {
  for (const listener of listeners.get(name) ?? []) listener(payload)
})

function subscribe(name: string, listener: Listener): () => void {
  const known = listeners.get(name) ?? new Set()
  listeners.set(name, known)
  known.add(listener)
  return () => {
    known.delete(listener)
  }
}

const api: Record<string, Record<string, Member>> = {}

function add(name: string, member: Member): void {
  const [group = '', method = ''] = name.split('.')
  const members = (api[group] ??= {})
  members[method] = member
}

for (const channel of CHANNELS) add(channel, (input) => ipcRenderer.invoke(CALL_CHANNEL, channel, input))
for (const event of EVENTS) add(event, (listener) => subscribe(event, listener as Listener))

contextBridge.exposeInMainWorld('api', api)

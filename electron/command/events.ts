/** What the services tell, for commands that wait for it; the window is told apart from it. */
import type { EventName } from '#shared/contract/channels.ts'
import type { EventPayload } from '#shared/contract/contract.ts'
import type { EmitEvent } from '../services/events.ts'

type Listener = { readonly name: EventName; readonly call: (payload: never) => void }

export class CommandEvents {
  readonly #listeners = new Set<Listener>()

  readonly tell: EmitEvent = (name, payload) => {
    for (const listener of this.#listeners) if (listener.name === name) listener.call(payload as never)
  }

  /** @returns ends it */
  on<E extends EventName>(name: E, call: (payload: EventPayload<E>) => void): () => void {
    const listener: Listener = { name, call }
    this.#listeners.add(listener)
    return () => {
      this.#listeners.delete(listener)
    }
  }
}

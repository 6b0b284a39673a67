/** Events from the services to whoever listens: the window, the command line, tests. */
import type { EventName } from '#shared/contract/channels.ts'
import type { EventPayload } from '#shared/contract/contract.ts'

export type EmitEvent = <E extends EventName>(name: E, payload: EventPayload<E>) => void

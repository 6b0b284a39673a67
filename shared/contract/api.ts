/** The type of `window.api`, derived from the contract: `window.api.connectors.save({ … })`. */
import type { Channel, EventName } from './channels.ts'
import type { CallInput, CallResult, EventPayload } from './contract.ts'

type Group<Name extends string> = Name extends `${infer G}.${string}` ? G : never
type Member<Name extends string, G extends string> = Name extends `${G}.${infer M}` ? M : never

type Calls<G extends string> = {
  readonly [M in Member<Channel, G>]: `${G}.${M}` extends infer C extends Channel
    ? undefined extends CallInput<C>
      ? () => Promise<CallResult<C>>
      : (input: CallInput<C>) => Promise<CallResult<C>>
    : never
}

/** Subscribes and answers with the function that ends the subscription. */
type Events<G extends string> = {
  readonly [M in Member<EventName, G>]: `${G}.${M}` extends infer E extends EventName
    ? (listener: (payload: EventPayload<E>) => void) => () => void
    : never
}

export type Api = { readonly [G in Group<Channel | EventName>]: Calls<G> & Events<G> }

/**
 * Which request meets which misbehaviour: those that were switched on, in the order in which they were.
 *
 * A request meets the first that answers in the place of the server (or drops the connection); those that alter
 * requests and answers add up, and alter also what another one answered. So a fault can be combined with
 * `fault-with-200`, a slow body with a page that is lost in its middle. Rejected: an interceptor for each, because
 * what one answers would then depend on the order in which a test wrote its lines.
 */
import { Random } from '../content/random.ts'
import { EWS_PATH } from '../http/http-front.ts'
import type { Alteration, InterceptedRequest, Interception, ReadyAnswer } from '../http/interception.ts'
import { child, childText, parseXml } from '../soap/xml-tree.ts'
import { CATALOGUE, type MisbehaviourName } from './catalogue.ts'
import { type MisbehaveOptions, misbehaveOptions } from './misbehave-options.ts'
import type { ActiveBehaviour, Misbehaviour, Surroundings } from './misbehaviour.ts'

/** A misbehaviour that was switched on. */
export type ActiveMisbehaviour = {
  /** Counts those of this server from 1. */
  readonly id: number
  readonly behaviour: MisbehaviourName
  readonly options: MisbehaveOptions
  /** How many requests it could have acted on. */
  readonly met: number
  /** How often it acted. */
  readonly acted: number
  /** Switches it off; nothing happens when it is off. */
  stop(): void
}

type Alter = Extract<Interception, { kind: 'alter' }>

export class Misbehaviours {
  readonly #surroundings: Surroundings
  readonly #active = new Map<number, Active>()
  #count = 0

  constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings
  }

  /** Those that are on, in the order in which they were switched on. */
  get active(): readonly ActiveMisbehaviour[] {
    return [...this.#active.values()]
  }

  /**
   * Switches one on.
   * @throws ZodError
   */
  start({ when, ...options }: MisbehaveOptions): ActiveMisbehaviour {
    const parsed = misbehaveOptions.parse(options)
    const id = ++this.#count
    const active = new Active(id, { ...parsed, ...(when && { when }) }, this.#surroundings, () =>
      this.#active.delete(id),
    )
    this.#active.set(id, active)
    return active
  }

  stopAll(): void {
    this.#active.clear()
  }

  /** What becomes of a request. */
  async intercept(request: InterceptedRequest): Promise<Interception> {
    let body = request.body
    let answer: Exclude<Interception, 'pass' | Alter> | undefined
    let followsSchema = true
    const alterations: ((answer: ReadyAnswer) => Promise<Alteration>)[] = []
    for (const active of this.#active.values()) {
      const interception = active.choose({ ...request, body })
      if (interception === 'pass') continue
      if (interception.kind !== 'alter' && answer !== undefined) continue
      active.acted++
      followsSchema &&= active.answersValid
      if (interception.kind !== 'alter') {
        answer = interception
        continue
      }
      body = interception.request ?? body
      if (interception.answer !== undefined) alterations.push(counted(active, interception))
    }
    const alterAll = async (ready: ReadyAnswer): Promise<Alteration> => {
      let altered: Alteration = ready
      for (const alter of alterations) {
        if (typeof altered === 'string') break
        altered = await alter(altered)
      }
      return altered
    }
    if (answer === undefined) {
      if (body === request.body && alterations.length === 0) return 'pass'
      return {
        kind: 'alter',
        answer: alterAll,
        followsSchema,
        ...(body !== request.body && { request: body }),
      }
    }
    if (answer.kind !== 'http') return answer
    const { status, headers = {}, body: content = '' } = answer
    const altered = await alterAll({ status, headers, body: content })
    return typeof altered === 'string' ? { kind: altered } : { kind: 'http', ...altered, followsSchema }
  }
}

/** Takes back that a misbehaviour acted when it left the answer as it was. */
function counted(active: Active, { request, answer }: Alter): (ready: ReadyAnswer) => Promise<Alteration> {
  return async (ready) => {
    const altered = (await answer?.(ready)) ?? ready
    if (altered === ready && request === undefined) active.acted--
    return altered
  }
}

class Active implements ActiveMisbehaviour {
  readonly id: number
  readonly options: MisbehaveOptions
  readonly stop: () => void
  met = 0
  acted = 0
  readonly #misbehaviour: Misbehaviour
  readonly #behaviour: ActiveBehaviour
  readonly #operations: ReadonlySet<string> | undefined
  readonly #chance: Random

  constructor(id: number, options: MisbehaveOptions, surroundings: Surroundings, stop: () => void) {
    this.id = id
    this.options = options
    this.stop = stop
    this.#misbehaviour = CATALOGUE[options.behaviour]
    const { operations } = this.#misbehaviour
    const asked = options.operation === undefined ? operations : [options.operation].flat()
    this.#operations = asked && new Set(asked)
    const seed = options.seed ?? 1
    this.#chance = new Random(seed)
    this.#behaviour = this.#misbehaviour.start({
      ...surroundings,
      settings: options,
      random: new Random(seed + 1),
    })
  }

  get behaviour(): MisbehaviourName {
    return this.options.behaviour
  }

  get answersValid(): boolean {
    return this.#misbehaviour.answers === 'valid'
  }

  choose(request: InterceptedRequest): Interception {
    if (!this.#concerns(request)) return 'pass'
    const { after = 0, every = 1, times = Infinity, probability } = this.options
    const number = ++this.met - after
    this.#behaviour.watch?.(request)
    if (number <= 0 || number % every !== 0 || this.acted >= times) return 'pass'
    if (probability !== undefined && !this.#chance.chance(probability)) return 'pass'
    return this.#behaviour.act(request)
  }

  #concerns(request: InterceptedRequest): boolean {
    const { mailbox, path = EWS_PATH, when } = this.options
    const { operation, signedIn } = request
    if (request.path.toLowerCase() !== path.toLowerCase()) return false
    if (this.#misbehaviour.layer === 'exchange' && (!signedIn || operation === undefined)) return false
    if (this.#operations?.has(operation ?? '') === false) return false
    if (mailbox !== undefined && !actsFor(request, mailbox)) return false
    return when?.(request) !== false
  }
}

/** Whether somebody signed in as the user of a mailbox, or acts as that user. */
function actsFor({ mailbox, signedIn, body }: InterceptedRequest, address: string): boolean {
  const wanted = address.toLowerCase()
  if (mailbox?.toLowerCase() === wanted) return true
  if (!signedIn || !body.includes('ExchangeImpersonation')) return false
  try {
    const impersonation = child(child(parseXml(body), 'Header'), 'ExchangeImpersonation')
    const identity = child(impersonation, 'ConnectingSID')?.children[0]?.name ?? ''
    return childText(child(impersonation, 'ConnectingSID'), identity)?.toLowerCase() === wanted
  } catch {
    return false // malformed requests are nobody's; the server says what is wrong with them
  }
}

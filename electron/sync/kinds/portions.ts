/**
 * Cuts work into requests of bearable size, and puts the results of the elements together again.
 *
 * A request that fails as a whole fails the call, which can be repeated. Only where the request was surely not
 * carried out because of something in it (too large, a value that cannot be written) are its elements asked for one
 * by one, so that the one to blame is found and the others are not held up.
 */
import type { AppError } from '#shared/errors.ts'
import { type Failure, type Result, failure, ok } from '#shared/result.ts'

export type PortionLimits = { readonly items: number; readonly bytes: number }

/** At most this many items in one request; larger ones time out on loaded servers. Bytes: an answer of a few MB. */
export const MIME_PORTION: PortionLimits = { items: 100, bytes: 4 * 1024 * 1024 }
/** Without contents. */
export const PLAIN_PORTION: PortionLimits = { items: 100, bytes: Number.POSITIVE_INFINITY }

/** Assumed for an item whose size is unknown; the median of real mail. */
const ASSUMED_BYTES = 15 * 1024

/** In their order; what is larger than a portion may be is a portion of its own. */
export function portionsOf<E>(
  elements: readonly E[],
  limits: PortionLimits,
  sizeOf: (element: E) => number | null = () => 0,
): E[][] {
  const portions: E[][] = []
  let portion: E[] = []
  let bytes = 0
  for (const element of elements) {
    const size = sizeOf(element) ?? ASSUMED_BYTES
    if (portion.length > 0 && (portion.length >= limits.items || bytes + size > limits.bytes)) {
      portions.push(portion)
      portion = []
      bytes = 0
    }
    portion.push(element)
    bytes += size
  }
  if (portion.length > 0) portions.push(portion)
  return portions
}

/** What became of each element. */
export type Outcomes<E, T> = Map<E, Result<T>>

/** One request after the other. @returns how the first one failed that failed as a whole */
export async function inPortions<E, T>(
  portions: readonly (readonly E[])[],
  request: (portion: readonly E[]) => Promise<Result<readonly Result<T>[]>>,
): Promise<Result<Outcomes<E, T>>> {
  const outcomes: Outcomes<E, T> = new Map()
  for (const portion of portions) {
    const answered = await request(portion)
    if (answered.ok) {
      portion.forEach((element, index) => {
        const outcome = answered.value[index]
        if (outcome !== undefined) outcomes.set(element, outcome)
      })
    } else if (!liesInAnElement(answered.error)) {
      return answered
    } else if (portion.length === 1) {
      for (const element of portion) outcomes.set(element, answered)
    } else {
      const singles = await inPortions(
        portion.map((element) => [element]),
        request,
      )
      if (!singles.ok) return singles
      for (const [element, outcome] of singles.value) outcomes.set(element, outcome)
    }
  }
  return ok(outcomes)
}

/** The outcomes in the order of the elements. */
export function inOrder<E, T>(
  elements: readonly E[],
  outcomes: ReadonlyMap<E, Result<T>>,
): Result<readonly Result<T>[]> {
  return ok(
    elements.map((element) => {
      const outcome = outcomes.get(element)
      if (outcome === undefined) throw new Error('An element was left without an outcome')
      return outcome
    }),
  )
}

/** Elements by what they have in common, in the order of their first one. */
export function groupedBy<E, K>(elements: readonly E[], keyOf: (element: E) => K): Map<K, E[]> {
  const groups = new Map<K, E[]>()
  for (const element of elements) {
    const key = keyOf(element)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [element])
    else group.push(element)
  }
  return groups
}

/** Those that went well go on with `next`; the others keep their failure. */
export function split<E, T>(
  outcomes: ReadonlyMap<E, Result<T>>,
): { readonly good: Map<E, T>; readonly failed: Map<E, Failure> } {
  const good = new Map<E, T>()
  const failed = new Map<E, Failure>()
  for (const [element, outcome] of outcomes) {
    if (outcome.ok) good.set(element, outcome.value)
    else failed.set(element, failure(outcome.error))
  }
  return { good, failed }
}

function liesInAnElement({ category, code }: AppError): boolean {
  return category === 'too-large' || code === 'exchange.invalid-request'
}

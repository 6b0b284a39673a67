/**
 * What the payload of a call may be, before anything looks into it: plain data, of which the contract is made, and not
 * more than any of its calls needs. What the structured clone can carry beside that (maps, dates, buffers, cycles) is
 * refused, as is a key that would become the prototype of an object it is copied to.
 *
 * Rejected: limits in each schema alone. They are there, but a schema reads an array to its end before it complains.
 */

/** Far above the largest call (500,000 characters for the clipboard, 20,000 rows of an import). */
export const PAYLOAD_LIMIT = { characters: 2_000_000, values: 100_000, depth: 32 } as const

export function isPlainPayload(payload: unknown): boolean {
  let characters = 0
  let values = 0
  const fits = (value: unknown, depth: number): boolean => {
    values += 1
    if (values > PAYLOAD_LIMIT.values) return false
    if (typeof value === 'string') return (characters += value.length) <= PAYLOAD_LIMIT.characters
    if (typeof value !== 'object') return typeof value !== 'bigint'
    if (value === null) return true
    if (depth === PAYLOAD_LIMIT.depth) return false
    if (Array.isArray(value)) {
      return value.length <= PAYLOAD_LIMIT.values && value.every((element) => fits(element, depth + 1))
    }
    const prototype: unknown = Object.getPrototypeOf(value)
    if (prototype !== Object.prototype && prototype !== null) return false
    return Object.entries(value).every(
      ([key, element]) =>
        key !== '__proto__' &&
        (characters += key.length) <= PAYLOAD_LIMIT.characters &&
        fits(element, depth + 1),
    )
  }
  return fits(payload, 0)
}

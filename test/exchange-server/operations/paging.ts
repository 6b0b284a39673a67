/** Pages of FindItem and FindFolder: by offset from either end, or by a fraction (MS-OXWSSRCH 2.2.4). */
import { ResponseError } from '../soap/fault.ts'
import type { XmlElement } from '../soap/xml-tree.ts'
import { wholeNumber } from './operation.ts'

/** A part of a list, and what is told about it. */
export type Page = {
  readonly start: number
  readonly end: number
  readonly includesLast: boolean
  readonly attributes: Readonly<Record<string, number>>
}

/**
 * @param view the page that a request asks for; without one, everything
 * @param limit the most entries of one answer, whatever is asked for
 */
export function readPage(
  view: XmlElement | undefined,
  total: number,
  limit = Number.POSITIVE_INFINITY,
): Page {
  if (view === undefined) {
    const end = Math.min(total, limit)
    return { start: 0, end, includesLast: end === total, attributes: { IndexedPagingOffset: end } }
  }
  const maximum = view.attributes.MaxEntriesReturned
  const size = Math.min(limit, maximum === undefined ? total : wholeNumber(maximum, 'MaxEntriesReturned'))
  if (size < 0) {
    throw new ResponseError('ErrorInvalidPagingMaxRows', 'MaxEntriesReturned must be greater than zero.')
  }
  if (view.name.startsWith('Fractional')) {
    const numerator = wholeNumber(view.attributes.Numerator, 'Numerator')
    const denominator = wholeNumber(view.attributes.Denominator, 'Denominator')
    if (denominator <= 0 || numerator < 0 || numerator > denominator) {
      throw new ResponseError(
        'ErrorInvalidFractionalPagingParameters',
        'Fractional paging parameters are invalid.',
      )
    }
    const start = Math.floor((total * numerator) / denominator)
    const end = Math.min(total, start + size)
    return {
      start,
      end,
      includesLast: end === total,
      attributes: { NumeratorOffset: end, AbsoluteDenominator: Math.max(total, 1) },
    }
  }
  const offset = wholeNumber(view.attributes.Offset, 'Offset')
  if (offset < 0)
    throw new ResponseError('ErrorInvalidIndexedPagingParameters', 'The offset must not be negative.')
  if (view.attributes.BasePoint === 'End') {
    const end = Math.max(0, total - offset)
    const start = Math.max(0, end - size)
    return { start, end, includesLast: start === 0, attributes: { IndexedPagingOffset: total - start } }
  }
  const start = Math.min(offset, total)
  const end = Math.min(total, start + size)
  return { start, end, includesLast: end === total, attributes: { IndexedPagingOffset: end } }
}

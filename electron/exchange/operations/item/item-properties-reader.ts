/** Reads one item of a GetItem answer with whatever properties it has: `m:Items` › the item. */
import { type Result, failure, ok } from '#shared/result.ts'
import { malformedResponse } from '../../errors.ts'
import type { ExchangeItemId } from '../../ids.ts'
import type { ExchangeItem } from '../../item.ts'
import { type ContentReader, NO_PIECES } from '../../soap/response-reader.ts'
import { ElementCollector } from '../../soap/xml-element.ts'
import type { Attributes } from '../../soap/xml-stream.ts'
import type { ReadElement } from '../batch.ts'
import { itemOf } from './read-item.ts'

export class ItemPropertiesReader implements ContentReader<ReadElement<ExchangeItemId, ExchangeItem>> {
  readonly piecesOf = NO_PIECES
  #item: ExchangeItem | null = null
  readonly #collector = new ElementCollector(2, (element, parent) => {
    if (parent === 'Items') this.#item ??= itemOf(element)
  })

  begin(): void {
    this.#item = null
    this.#collector.reset()
  }

  open(name: string, depth: number, attributes: Attributes): void {
    this.#collector.open(name, depth, attributes)
  }

  close(_name: string, depth: number, text: string): void {
    this.#collector.close(depth, text)
  }

  end(): Result<ReadElement<ExchangeItemId, ExchangeItem>> {
    const item = this.#item
    if (item === null) return failure(malformedResponse('no ItemId'))
    return ok({
      id: item.id,
      complete: () => Promise.resolve(ok(item)),
      discard: () => Promise.resolve(),
    })
  }
}

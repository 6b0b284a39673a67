/**
 * For answers that are small or rare: each response message as a tree, from which the operation picks what it needs.
 */
import { type Result, ok } from '#shared/result.ts'
import {
  type ContentReader,
  NO_PIECES,
  type ResponseContext,
  readSingleResponse,
} from '../soap/response-reader.ts'
import { ElementCollector, type XmlElement } from '../soap/xml-element.ts'
import type { Attributes } from '../soap/xml-stream.ts'

/** A response message: what it tells beside its success. */
export type MessageTree = { readonly children: readonly XmlElement[] }

export class TreeReader implements ContentReader<MessageTree> {
  readonly piecesOf = NO_PIECES
  #children: XmlElement[] = []
  readonly #collector = new ElementCollector(1, (element) => {
    this.take(element)
  })

  begin(): void {
    this.#children = []
    this.#collector.reset()
  }

  open(name: string, depth: number, attributes: Attributes): void {
    this.#collector.open(name, depth, attributes)
  }

  close(_name: string, depth: number, text: string): void {
    this.#collector.close(depth, text)
  }

  end(): Result<MessageTree> {
    return ok({ children: this.#children })
  }

  protected take(element: XmlElement): void {
    this.#children.push(element)
  }
}

/** @param pick what the operation makes of a successful message */
export async function readSingleTree<T>(
  body: AsyncIterable<Uint8Array>,
  context: ResponseContext,
  pick: (message: MessageTree) => Result<T>,
): Promise<Result<T>> {
  const read = await readSingleResponse(body, new TreeReader(), context)
  return read.ok ? pick(read.value) : read
}

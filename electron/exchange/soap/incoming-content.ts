/**
 * One base64 content on its way from the parser, which cannot wait, to a sink, which may have to.
 *
 * The parser's pieces wait here until the chunk of the body that held them has been parsed; then reading goes on
 * only when the sink has taken them. So no more than one chunk is ever held, however large the content is.
 */
import type { AppError } from '#shared/errors.ts'
import { type Result, failure } from '#shared/result.ts'
import type { ContentSink, OpenContentSink, ReceivedContent } from '../content-sink.ts'
import { malformedResponse } from '../errors.ts'
import { Base64Decoder } from './base64-decoder.ts'

export class IncomingContent {
  readonly #decoder = new Base64Decoder((bytes) => this.#waiting.push(bytes))
  readonly #sink: ContentSink
  #waiting: Uint8Array[] = []
  #valid = true
  #error: AppError | null = null

  constructor(openSink: OpenContentSink) {
    this.#sink = openSink()
  }

  write(text: string): void {
    this.#decoder.write(text)
  }

  /** The element ended. */
  end(): void {
    this.#valid = this.#decoder.end()
  }

  /** Waits until the sink has taken what has arrived. @returns why the sink cannot take any more */
  async settle(): Promise<AppError | null> {
    const waiting = this.#waiting
    this.#waiting = []
    for (const bytes of waiting) {
      if (this.#error !== null) break
      const written = await this.#sink.write(bytes)
      if (!written.ok) this.#error = written.error
    }
    return this.#error
  }

  /** @param name of the element, for the text of the error */
  async complete(name: string): Promise<Result<ReceivedContent>> {
    const error = await this.settle()
    if (error !== null) return failure(error)
    if (!this.#valid) return failure(malformedResponse(`${name} is not base64`))
    return await this.#sink.complete()
  }

  async discard(): Promise<void> {
    this.#waiting = []
    await this.#sink.discard()
  }
}

/** The contents of one answer that nobody has taken yet; whatever happens, none is left behind. */
export class IncomingContents {
  readonly #openSink: OpenContentSink
  readonly #held = new Set<IncomingContent>()

  constructor(openSink: OpenContentSink) {
    this.#openSink = openSink
  }

  open(): IncomingContent {
    const content = new IncomingContent(this.#openSink)
    this.#held.add(content)
    return content
  }

  async settle(): Promise<AppError | null> {
    for (const content of this.#held) {
      const error = await content.settle()
      if (error !== null) return error
    }
    return null
  }

  async discard(content: IncomingContent): Promise<void> {
    this.#held.delete(content)
    await content.discard()
  }

  async discardAll(): Promise<void> {
    for (const content of this.#held) await this.discard(content)
  }
}

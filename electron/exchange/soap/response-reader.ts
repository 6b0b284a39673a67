/**
 * Reads the answer to any operation: finds the response messages, their success or failure, and SOAP faults;
 * what is inside a successful message the operation's own `ContentReader` reads.
 *
 * Lenient: any order of the common elements, faults with any status, without `<detail>` and in the form of
 * SOAP 1.2, unknown elements anywhere. Strict about one thing: an answer that is neither response messages nor
 * fault, or ends too early, is an error and never an empty list.
 *
 * Messages are handed on between two chunks of the body, and reading waits for whoever takes them.
 */
import type { AppError } from '#shared/errors.ts'
import { type Result, failure, ok } from '#shared/result.ts'
import { type ErrorContext, exchangeError, malformedResponse } from '../errors.ts'
import { TransportFailure } from '../transport/transport.ts'
import { type Attribute, MalformedXml, XmlStream } from './xml-stream.ts'

/** Reads the content of one response message after the other. Depth 1 is a direct child of the message. */
export type ContentReader<T> = {
  /** Local name of the element whose text comes in pieces, or `null`. */
  readonly piecesOf: string | null
  /** A new message begins; forget the one before. */
  begin(): void
  open(name: string, depth: number, attribute: Attribute): void
  /** The text of `piecesOf`; only where that is an element. */
  piece?(text: string): void
  /** @param text the text of an element without children, else empty */
  close(name: string, depth: number, text: string): void
  /** The message ended and was successful. */
  end(): Result<T>
}

export type ResponseContext = ErrorContext & {
  /** Tells what the answer says beside its content, as soon as it is known. */
  readonly onDidRead?: (facts: ResponseFacts) => void
}

export type ResponseFacts = {
  /** For example `15.2.1118.7`; `null` when the answer has no `ServerVersionInfo`. */
  readonly serverVersion: string | null
  /** Characters dropped because XML cannot carry them. */
  readonly illegalCharacters: number
}

/**
 * @param onMessage gets each response message, in the server's order
 * @returns how many messages there were; or why the answer as a whole is none
 */
export async function readResponse<T>(
  body: AsyncIterable<Uint8Array>,
  content: ContentReader<T>,
  context: ResponseContext,
  onMessage: (message: Result<T>) => Promise<void> | void,
): Promise<Result<number>> {
  const reader = new Reader(content, context)
  const stream = new XmlStream(reader)
  let messages = 0
  const handOn = async (): Promise<void> => {
    for (const message of reader.takeMessages()) {
      messages++
      await onMessage(message)
    }
  }
  try {
    for await (const chunk of body) {
      parsed(() => {
        stream.write(chunk)
      })
      if (reader.hasMessages) await handOn()
    }
    parsed(() => {
      stream.end()
    })
  } catch (cause) {
    if (cause instanceof UnreadableAnswer) return failure(cause.error)
    if (cause instanceof TransportFailure) return failure(cause.error)
    throw cause
  } finally {
    context.onDidRead?.({ serverVersion: reader.serverVersion, illegalCharacters: stream.illegalCharacters })
  }
  await handOn()
  const problem = reader.problem()
  if (problem !== null) return failure(problem)
  return messages > 0 ? ok(messages) : failure(malformedResponse('no response message'))
}

/** For operations that ask for one thing: the first response message is the answer. */
export async function readSingleResponse<T>(
  body: AsyncIterable<Uint8Array>,
  content: ContentReader<T>,
  context: ResponseContext,
): Promise<Result<T>> {
  const answers: Result<T>[] = []
  const read = await readResponse(body, content, context, (message) => {
    answers.push(message)
  })
  if (!read.ok) return read
  return answers[0] ?? failure(malformedResponse('no response message'))
}

class UnreadableAnswer extends Error {
  readonly error: AppError

  constructor(error: AppError) {
    super(error.code)
    this.error = error
  }
}

/** Keeps what the parser throws apart from what a taker of messages may throw. */
function parsed(parse: () => void): void {
  try {
    parse()
  } catch (cause) {
    if (cause instanceof MalformedXml) throw new UnreadableAnswer(malformedResponse(cause.message))
    throw cause
  }
}

type Section = 'envelope' | 'message' | 'fault'

class Reader<T> {
  readonly piecesOf: string | null
  serverVersion: string | null = null
  readonly #content: ContentReader<T>
  readonly #context: ResponseContext
  readonly #path: string[] = []
  #messages: Result<T>[] = []
  #section: Section = 'envelope'
  /** Length of the path at the message or the fault. */
  #base = 0
  #text = ''
  #root: string | null = null
  #responseClass = ''
  #responseCode = ''
  #messageText = ''
  #values: Record<string, string> = {}
  #valueName: string | undefined
  #faultError: AppError | null = null

  constructor(content: ContentReader<T>, context: ResponseContext) {
    this.#content = content
    this.#context = context
    this.piecesOf = content.piecesOf
  }

  get hasMessages(): boolean {
    return this.#messages.length > 0
  }

  takeMessages(): Result<T>[] {
    const messages = this.#messages
    this.#messages = []
    return messages
  }

  /** Why a complete document is no answer, or the fault that it holds. */
  problem(): AppError | null {
    if (this.#root !== 'Envelope') return malformedResponse(`${this.#root ?? 'nothing'} instead of Envelope`)
    return this.#faultError
  }

  open(name: string, attribute: Attribute): void {
    const parent = this.#path.at(-1)
    this.#path.push(name)
    this.#root ??= name
    this.#text = ''
    if (this.#section === 'envelope') {
      if (name === 'ServerVersionInfo') this.serverVersion = versionOf(attribute)
      else if (name === 'Fault' && parent === 'Body') this.#begin('fault', '')
      else if (parent === 'ResponseMessages') this.#begin('message', attribute('ResponseClass') ?? '')
      return
    }
    if (name === 'Value') this.#valueName = attribute('Name')
    if (this.#section === 'message' && this.#path[this.#base] !== 'MessageXml') {
      this.#content.open(name, this.#path.length - this.#base, attribute)
    }
  }

  text(value: string): void {
    if (this.#section === 'message' && this.#path.at(-1) === this.piecesOf) this.#content.piece?.(value)
    else this.#text += value
  }

  close(name: string): void {
    const depth = this.#path.length - this.#base
    const text = this.#text
    this.#text = ''
    if (this.#section === 'fault') this.#closeInFault(name, text, depth)
    else if (this.#section === 'message') this.#closeInMessage(name, text, depth)
    this.#path.pop()
  }

  #begin(section: Section, responseClass: string): void {
    this.#section = section
    this.#base = this.#path.length
    this.#responseClass = responseClass
    this.#responseCode = ''
    this.#messageText = ''
    this.#values = {}
    this.#valueName = undefined
    if (section === 'message') this.#content.begin()
  }

  #closeInMessage(name: string, text: string, depth: number): void {
    if (depth === 0) {
      this.#section = 'envelope'
      const successful = this.#responseClass === 'Success' || this.#responseCode === 'NoError'
      this.#messages.push(successful ? this.#content.end() : failure(this.#error()))
      return
    }
    if (this.#path[this.#base] === 'MessageXml') this.#takeValue(name, text)
    else if (depth === 1 && name === 'ResponseCode') this.#responseCode = text.trim()
    else if (depth === 1 && name === 'MessageText') this.#messageText = text.trim()
    else this.#content.close(name, depth, text)
  }

  #closeInFault(name: string, text: string, depth: number): void {
    if (depth === 0) {
      this.#section = 'envelope'
      this.#faultError ??= this.#error()
      return
    }
    switch (name) {
      case 'ResponseCode': // in <detail>, the real cause
        this.#responseCode = text.trim()
        break
      case 'faultcode':
        this.#responseCode ||= text.trim().replace(/^.*:/, '')
        break
      case 'Message':
      case 'faultstring':
      case 'Text': // SOAP 1.2
        this.#messageText ||= text.trim()
        break
      default:
        this.#takeValue(name, text)
    }
  }

  #takeValue(name: string, text: string): void {
    if (name !== 'Value') return
    if (this.#valueName !== undefined) this.#values[this.#valueName] = text.trim()
    // SOAP 1.2 names the code of a fault in a Value without a name, the general one before the special one.
    else if (this.#section === 'fault') this.#responseCode = text.trim().replace(/^.*:/, '')
    this.#valueName = undefined
  }

  #error(): AppError {
    const responseCode = this.#responseCode || (this.#section === 'fault' ? 'Fault' : 'no ResponseCode')
    return exchangeError({ responseCode, message: this.#messageText, values: this.#values }, this.#context)
  }
}

function versionOf(attribute: Attribute): string | null {
  const parts = ['MajorVersion', 'MinorVersion', 'MajorBuildNumber', 'MinorBuildNumber'].map(attribute)
  return parts[0] === undefined ? null : parts.map((part) => part ?? '0').join('.')
}

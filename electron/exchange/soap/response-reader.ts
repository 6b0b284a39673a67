/**
 * Reads the answer to any operation: finds the response messages, their success or failure, and SOAP faults;
 * what is inside a successful message the operation's own `ContentReader` reads.
 *
 * Lenient: any order of the common elements, faults with any status, without `<detail>` and in the form of
 * SOAP 1.2, unknown elements anywhere. Strict about one thing: an answer that is neither response messages nor
 * fault, or ends too early, is an error and never an empty list.
 *
 * Messages are handed on between two chunks of the body, and reading waits for whoever takes them; so it does for
 * the sinks of large contents.
 */
import type { AppError } from '#shared/errors.ts'
import { type Result, failure, ok } from '#shared/result.ts'
import { type ErrorContext, exchangeError, malformedResponse } from '../errors.ts'
import { TransportFailure } from '../transport/transport.ts'
import { type Attributes, MalformedXml, type XmlEvents, XmlStream } from './xml-stream.ts'

/** Reads the content of one response message after the other. Depth 1 is a direct child of the message. */
export type ContentReader<T> = {
  /** Local names of the elements whose text comes in pieces. */
  readonly piecesOf: ReadonlySet<string>
  /** A new message begins; forget the one before. */
  begin(): void
  open(name: string, depth: number, attributes: Attributes): void
  /** A piece of the text of the element that is open, which is one of `piecesOf`. */
  piece?(text: string, depth: number): void
  /** @param text the text of an element without children, else empty */
  close(name: string, depth: number, text: string): void
  /** The message ended and was successful. */
  end(): Result<T>
  /** Called between two chunks of the body; reading goes on when it is settled. @returns why it cannot go on */
  settle?(): Promise<AppError | null>
  /** Nothing more will be read, for whatever reason: gives back what nobody has taken. */
  release?(): Promise<void>
}

/** For readers of small answers. */
export const NO_PIECES: ReadonlySet<string> = new Set()

/** Elements of one message, which somebody may have to keep: 512 changes or 1,000 found items are far below. */
const MAXIMUM_ELEMENTS = 500_000

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
 * @param envelopes one after the other on an open connection, or the usual one
 * @returns how many messages there were; or why the answer as a whole is none
 */
export async function readResponse<T>(
  body: AsyncIterable<Uint8Array>,
  content: ContentReader<T>,
  context: ResponseContext,
  onMessage: (message: Result<T>) => Promise<void> | void,
  envelopes: 'one' | 'many' = 'one',
): Promise<Result<number>> {
  const reader = new Reader(content, context)
  const stream = new XmlStream(reader, envelopes)
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
      const stuck = (await content.settle?.()) ?? null
      if (stuck !== null) return failure(stuck)
      if (!reader.hasMessages) continue
      await handOn()
      stream.forgetLength()
    }
    parsed(() => {
      stream.end()
    })
    await handOn()
  } catch (cause) {
    if (cause instanceof TransportFailure) return failure(cause.error)
    if (!(cause instanceof UnreadableAnswer)) throw cause
    await handOn() // the messages that were complete before
    return failure(cause.error)
  } finally {
    await content.release?.()
    context.onDidRead?.({ serverVersion: reader.serverVersion, illegalCharacters: stream.illegalCharacters })
  }
  return messages > 0 ? ok(messages) : failure(malformedResponse('no response message'))
}

/** For operations that ask for one thing: the first response message is the answer. */
export async function readSingleResponse<T>(
  body: AsyncIterable<Uint8Array>,
  content: ContentReader<T>,
  context: ResponseContext,
): Promise<Result<T>> {
  // Set inside a callback, which the control flow of the type checker does not follow.
  let answer = null as Result<T> | null
  const read = await readResponse(body, content, context, (message) => {
    answer ??= message
  })
  if (!read.ok) return read
  return answer ?? failure(malformedResponse('no response message'))
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

/** The parts of a message that every operation's answer has, and that are no content. */
const COMMON: ReadonlySet<string> = new Set(['ResponseCode', 'MessageText', 'MessageXml'])

type Section = 'envelope' | 'message' | 'fault'

class Reader<T> implements XmlEvents {
  readonly piecesOf: ReadonlySet<string>
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
  readonly #values = new Map<string, string>()
  #elements = 0
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

  /** @throws UnreadableAnswer when the document was no answer, or is a fault */
  documentEnd(): void {
    if (this.#root !== 'Envelope') {
      throw new UnreadableAnswer(malformedResponse(`${this.#root ?? 'nothing'} instead of Envelope`))
    }
    if (this.#faultError !== null) throw new UnreadableAnswer(this.#faultError)
    this.#root = null
  }

  open(name: string, attributes: Attributes): void {
    const parent = this.#path.at(-1)
    this.#path.push(name)
    this.#root ??= name
    this.#text = ''
    if (this.#section === 'envelope') {
      if (name === 'ServerVersionInfo') this.serverVersion = versionOf(attributes)
      else if (name === 'Fault' && parent === 'Body') this.#begin('fault', '')
      else if (parent === 'ResponseMessages') this.#begin('message', attributes.get('ResponseClass') ?? '')
      return
    }
    if (++this.#elements > MAXIMUM_ELEMENTS) throw new MalformedXml('too many elements')
    if (name === 'Value') this.#valueName = attributes.get('Name')
    if (this.#section === 'message' && !COMMON.has(this.#path[this.#base] ?? '')) {
      this.#content.open(name, this.#path.length - this.#base, attributes)
    }
  }

  text(value: string): void {
    const name = this.#path.at(-1)
    if (this.#section === 'message' && name !== undefined && this.piecesOf.has(name)) {
      this.#content.piece?.(value, this.#path.length - this.#base)
    } else this.#text += value
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
    this.#values.clear()
    this.#elements = 0
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
    const part = this.#path[this.#base] ?? ''
    if (!COMMON.has(part)) this.#content.close(name, depth, text)
    else if (part === 'MessageXml') this.#takeValue(name, text)
    else if (depth === 1 && part === 'ResponseCode') this.#responseCode = text.trim()
    else if (depth === 1) this.#messageText = text.trim()
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
    if (this.#valueName !== undefined) this.#values.set(this.#valueName, text.trim())
    // SOAP 1.2 names the code of a fault in a Value without a name, the general one before the special one.
    else if (this.#section === 'fault') this.#responseCode = text.trim().replace(/^.*:/, '')
    this.#valueName = undefined
  }

  #error(): AppError {
    const responseCode = this.#responseCode || (this.#section === 'fault' ? 'Fault' : 'no ResponseCode')
    const values = Object.fromEntries(this.#values)
    return exchangeError({ responseCode, message: this.#messageText, values }, this.#context)
  }
}

function versionOf(attributes: Attributes): string | null {
  const parts = ['MajorVersion', 'MinorVersion', 'MajorBuildNumber', 'MinorBuildNumber'].map((name) =>
    attributes.get(name),
  )
  return parts[0] === undefined ? null : parts.map((part) => part ?? '0').join('.')
}

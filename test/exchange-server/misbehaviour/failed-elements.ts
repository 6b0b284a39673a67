/**
 * Fails elements of a batch as Exchange does: they have no effect, the others are done, and the messages come in the
 * order of the request. The elements are taken out before the server reads the request and put back as errors into
 * what it answers.
 */
import type { InterceptedRequest, Interception } from '../http/interception.ts'
import type { ServerVersion } from '../soap/envelope.ts'
import { ResponseError } from '../soap/fault.ts'
import { errorMessage } from '../operations/operation.ts'
import { type Xml, element } from '../soap/xml-writer.ts'
import { type ErrorAnswer, changeText, messagesAnswer, valuesXml } from './answers.ts'
import { batchOf, operationOf, withoutElements } from './request-tree.ts'

// What the schema wants in a message even when it is an error (Messages.xsd: ItemInfoResponseMessageType and
// AttachmentInfoResponseMessageType; everything else is optional).
const NEEDED_CONTENT: Readonly<Record<string, string>> = {
  CopyItem: 'm:Items',
  CreateItem: 'm:Items',
  GetItem: 'm:Items',
  MoveItem: 'm:Items',
  UpdateItem: 'm:Items',
  CreateAttachment: 'm:Attachments',
  GetAttachment: 'm:Attachments',
}

/** Answers the elements that are chosen with an error, and everything else as ever. */
export function failElements(
  { operation = '', body }: InterceptedRequest,
  version: ServerVersion,
  error: ErrorAnswer,
  isChosen: (index: number, count: number) => boolean = () => true,
): Interception {
  const count = batchOf(operationOf(body))?.children.length ?? 1
  const chosen = Array.from({ length: count }, (_, index) => isChosen(index, count))
  const message = failedMessage(operation, error)
  if (chosen.every(Boolean)) {
    return messagesAnswer(
      version,
      operation,
      chosen.map(() => message),
    )
  }
  return {
    kind: 'alter',
    request: withoutElements(body, (index) => chosen[index] === true),
    answer: (answer) => ({
      ...answer,
      body: changeText(answer.body, (envelope) => insertMessages(envelope, operation, chosen, message)),
    }),
  }
}

function failedMessage(operation: string, { responseCode, message, values }: ErrorAnswer): Xml {
  const needed = NEEDED_CONTENT[operation]
  return errorMessage(
    operation,
    new ResponseError(responseCode, message, valuesXml(values)),
    needed === undefined ? undefined : element(needed, {}),
  )
}

function insertMessages(
  envelope: string,
  operation: string,
  chosen: readonly boolean[],
  message: Xml,
): string {
  const name = `m:${operation}ResponseMessage`
  const answered = envelope.match(new RegExp(`<${name}[ >].*?</${name}>`, 'gs')) ?? []
  let next = 0
  const messages = chosen.map((failed) => (failed ? message : (answered[next++] ?? '')))
  return envelope.replace(
    /<m:ResponseMessages>.*<\/m:ResponseMessages>/s,
    () => `<m:ResponseMessages>${messages.join('')}</m:ResponseMessages>`,
  )
}

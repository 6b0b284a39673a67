/** GetUserConfiguration: settings that programs keep in a folder (MS-OXWSUSRCFG 3.1.4.3). */
import { type Result, failure, ok } from '#shared/result.ts'
import type { ExchangeOperation } from '../../call.ts'
import { malformedResponse } from '../../errors.ts'
import { Base64Decoder } from '../../soap/base64-decoder.ts'
import { NO_PIECES, type ContentReader, readSingleResponse } from '../../soap/response-reader.ts'
import type { UserConfiguration } from '../exchange-gateway.ts'
import { libraryOperation } from '../library-operation.ts'
import { type Writing, libraryFolder } from '../request-writer.ts'
import type { GetUserConfigurationRequest } from '../requests.ts'

export function operation(
  writing: Writing,
  request: GetUserConfigurationRequest,
): Result<ExchangeOperation<UserConfiguration>> {
  return libraryOperation(writing, {
    name: 'GetUserConfiguration',
    effect: 'read',
    folder: request.folder,
    build: ({ library, service }) => {
      const configuration = new library.GetUserConfigurationRequest(service)
      configuration.Name = request.name
      configuration.ParentFolderId = libraryFolder(writing, request.folder)
      configuration.Properties = library.UserConfigurationProperties.All
      return configuration
    },
    parse: (body, context) => readSingleResponse(body, new ConfigurationReader(), context),
  })
}

class ConfigurationReader implements ContentReader<UserConfiguration> {
  readonly piecesOf = NO_PIECES
  #dictionary = new Map<string, string>()
  #key = ''
  #value = ''
  #texts: Record<string, string> = {}

  begin(): void {
    this.#dictionary = new Map()
    this.#texts = {}
  }

  open(name: string): void {
    if (name === 'DictionaryKey' || name === 'DictionaryValue') this.#value = ''
  }

  close(name: string, depth: number, text: string): void {
    // UserConfiguration (1) › Dictionary (2) › DictionaryEntry (3) › DictionaryKey (4) › Value (5)
    if (depth === 2) this.#texts[name] = text
    else if (name === 'Value') this.#value = this.#value === '' ? text : `${this.#value}\n${text}`
    else if (name === 'DictionaryKey') this.#key = this.#value
    else if (name === 'DictionaryValue') this.#dictionary.set(this.#key, this.#value)
  }

  end(): Result<UserConfiguration> {
    const xmlData = decoded(this.#texts.XmlData)
    const binaryData = decoded(this.#texts.BinaryData)
    if (xmlData === 'broken' || binaryData === 'broken') return failure(malformedResponse('base64'))
    return ok({ dictionary: this.#dictionary, xmlData, binaryData })
  }
}

function decoded(base64: string | undefined): Uint8Array | null | 'broken' {
  if (base64 === undefined || base64.trim() === '') return null
  const parts: Uint8Array[] = []
  const decoder = new Base64Decoder((bytes) => parts.push(bytes))
  decoder.write(base64)
  return decoder.end() ? Buffer.concat(parts) : 'broken'
}

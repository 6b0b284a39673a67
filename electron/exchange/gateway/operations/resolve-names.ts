/**
 * ResolveNames: people by part of their name or address (MS-OXWSRSLNM).
 *
 * Several people are a warning for Exchange and none are an error; here both are answers.
 */
import { type Result, ok } from '#shared/result.ts'
import type { ExchangeOperation } from '../../call.ts'
import type { Person } from '../../exchange-client.ts'
import { NO_PIECES, type ContentReader, readSingleResponse } from '../../soap/response-reader.ts'
import { libraryOperation } from '../library-operation.ts'
import type { Library } from '../library.ts'
import type { Writing } from '../request-writer.ts'
import type { ResolveNamesRequest } from '../requests.ts'

export function operation(
  writing: Writing,
  request: ResolveNamesRequest,
): Result<ExchangeOperation<readonly Person[]>> {
  return libraryOperation(writing, {
    name: 'ResolveNames',
    effect: 'read',
    folder: null,
    build: ({ library, service }) => {
      const resolution = new library.ResolveNamesRequest(service)
      resolution.NameToResolve = request.name
      resolution.SearchLocation = searchLocation(library, request)
      return resolution
    },
    parse: async (body, context) => {
      const reader = new PeopleReader()
      const read = await readSingleResponse(body, reader, context)
      if (read.ok) return read
      switch (read.error.params.responseCode) {
        case 'ErrorNameResolutionMultipleResults':
          return reader.end()
        case 'ErrorNameResolutionNoResults':
          return ok([])
        default:
          return read
      }
    },
  })
}

function searchLocation(
  { ResolveNameSearchLocation: location }: Library,
  { searchIn }: ResolveNamesRequest,
): number {
  return {
    directory: location.DirectoryOnly,
    contacts: location.ContactsOnly,
    'directory-then-contacts': location.DirectoryThenContacts,
  }[searchIn]
}

class PeopleReader implements ContentReader<readonly Person[]> {
  readonly piecesOf = NO_PIECES
  #people: Person[] = []
  #mailbox: Record<string, string> = {}

  begin(): void {
    this.#people = []
  }

  open(name: string): void {
    if (name === 'Mailbox') this.#mailbox = {}
  }

  close(name: string, depth: number, text: string): void {
    // ResolutionSet (1) › Resolution (2) › Mailbox (3) › EmailAddress (4)
    if (depth === 4) this.#mailbox[name] = text
    else if (depth === 3 && name === 'Mailbox') {
      const { Name = '', EmailAddress: address = '', RoutingType: routing = 'SMTP' } = this.#mailbox
      // Without an SMTP address the address is of the kind that only the server itself can mail to.
      if (address !== '' && routing === 'SMTP') this.#people.push({ name: Name, address })
    }
  }

  end(): Result<readonly Person[]> {
    return ok(this.#people)
  }
}

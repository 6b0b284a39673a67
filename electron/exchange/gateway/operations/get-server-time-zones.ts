/** GetServerTimeZones: which zones the server knows, by id and name (MS-OXWSGTZ). */
import { type Result, ok } from '#shared/result.ts'
import type { ExchangeOperation } from '../../call.ts'
import { NO_PIECES, type ContentReader, readSingleResponse } from '../../soap/response-reader.ts'
import type { Attributes } from '../../soap/xml-stream.ts'
import type { NamedTimeZone } from '../exchange-gateway.ts'
import { libraryOperation } from '../library-operation.ts'
import type { Writing } from '../request-writer.ts'
import type { GetServerTimeZonesRequest } from '../requests.ts'
import type { TimeZoneId } from '../values.ts'

export function operation(
  writing: Writing,
  { ids }: GetServerTimeZonesRequest,
): Result<ExchangeOperation<readonly NamedTimeZone[]>> {
  return libraryOperation(writing, {
    name: 'GetServerTimeZones',
    effect: 'read',
    folder: null,
    build: ({ library, service }) => {
      const zones = new library.GetServerTimeZonesRequest(service)
      zones.Ids = ids === 'all' ? null : ids
      return zones
    },
    parse: (body, context) => readSingleResponse(body, new ZonesReader(), context),
  })
}

class ZonesReader implements ContentReader<readonly NamedTimeZone[]> {
  readonly piecesOf = NO_PIECES
  #zones: NamedTimeZone[] = []

  begin(): void {
    this.#zones = []
  }

  open(name: string, _depth: number, attributes: Attributes): void {
    if (name !== 'TimeZoneDefinition') return
    const id = attributes.get('Id')
    if (id !== undefined) this.#zones.push({ id: id as TimeZoneId, name: attributes.get('Name') ?? id })
  }

  close(): void {
    // Everything stands in attributes; the rules of the zones are the server's own.
  }

  end(): Result<readonly NamedTimeZone[]> {
    return ok(this.#zones)
  }
}

/**
 * Makes the gateway over a caller. The library is loaded with the first call, never before.
 *
 * A request that names no element is answered here: the schema wants at least one, and nothing asked for is
 * nothing to send.
 */
import { type Result, ok } from '#shared/result.ts'
import type { ExchangeCaller, ExchangeOperation } from '../call.ts'
import type { ElementResults, ExchangeGateway, FoundItem, StoredItem } from './exchange-gateway.ts'
import { lookUpOf } from './look-up.ts'
import * as attachments from './operations/attachments.ts'
import * as createItems from './operations/create-items.ts'
import * as deleteItems from './operations/delete-items.ts'
import * as findByClientId from './operations/find-by-client-id.ts'
import * as folders from './operations/folders.ts'
import * as getServerTimeZones from './operations/get-server-time-zones.ts'
import * as getUserConfiguration from './operations/get-user-configuration.ts'
import * as resolveNames from './operations/resolve-names.ts'
import * as respondToMeeting from './operations/respond-to-meeting.ts'
import * as sendItems from './operations/send-items.ts'
import * as transferItems from './operations/transfer-items.ts'
import * as updateItems from './operations/update-items.ts'
import { type Writing, startWriting } from './request-writer.ts'

type Build<T> = (writing: Writing) => Result<ExchangeOperation<T>>

export function createExchangeGateway(caller: ExchangeCaller): ExchangeGateway {
  const call = async <T>(build: Build<T>, signal: AbortSignal): Promise<Result<T>> => {
    const operation = build(await startWriting())
    return operation.ok ? caller.call(operation.value, signal) : operation
  }

  const callForEach = async <T>(
    elements: readonly unknown[],
    build: Build<ElementResults<T>>,
    signal: AbortSignal,
  ): Promise<Result<ElementResults<T>>> => (elements.length === 0 ? ok([]) : call(build, signal))

  const search = async (
    request: Parameters<ExchangeGateway['findByClientId']>[0],
    signal: AbortSignal,
  ): Promise<Result<readonly FoundItem[]>> => {
    const ids = [...new Set(request.clientIds)]
    const found: FoundItem[] = []
    for (let start = 0; start < ids.length; start += findByClientId.MAX_CLIENT_IDS_PER_SEARCH) {
      const clientIds = ids.slice(start, start + findByClientId.MAX_CLIENT_IDS_PER_SEARCH)
      const page = await call(
        (writing) => findByClientId.operation(writing, { ...request, clientIds }),
        signal,
      )
      if (!page.ok) return page
      found.push(...page.value)
    }
    return ok(found)
  }

  return {
    createItems: (request, signal) => {
      const lookUp = lookUpOf(request, (folder, clientIds) => search({ folder, clientIds }, signal))
      const build: Build<ElementResults<StoredItem | null>> = (writing) => {
        const operation = createItems.operation(writing, request)
        return operation.ok && lookUp !== null ? ok({ ...operation.value, lookUp }) : operation
      }
      return callForEach(request.items, build, signal)
    },
    updateItems: (request, signal) =>
      callForEach(request.updates, (writing) => updateItems.operation(writing, request), signal),
    deleteItems: (request, signal) =>
      callForEach(request.items, (writing) => deleteItems.operation(writing, request), signal),
    moveItems: (request, signal) =>
      callForEach(request.items, (writing) => transferItems.operation(writing, 'MoveItem', request), signal),
    copyItems: (request, signal) =>
      callForEach(request.items, (writing) => transferItems.operation(writing, 'CopyItem', request), signal),
    sendItems: (request, signal) =>
      callForEach(request.items, (writing) => sendItems.operation(writing, request), signal),
    createAttachments: (request, signal) =>
      callForEach(request.attachments, (writing) => attachments.createOperation(writing, request), signal),
    deleteAttachments: (ids, signal) =>
      callForEach(ids, (writing) => attachments.deleteOperation(writing, ids), signal),
    respondToMeeting: (request, signal) =>
      call((writing) => respondToMeeting.operation(writing, request), signal),
    createFolders: (request, signal) =>
      callForEach(request.folders, (writing) => folders.createOperation(writing, request), signal),
    updateFolders: (request, signal) =>
      callForEach(request.folders, (writing) => folders.updateOperation(writing, request), signal),
    deleteFolders: (request, signal) =>
      callForEach(request.folders, (writing) => folders.deleteOperation(writing, request), signal),
    resolveNames: (request, signal) => call((writing) => resolveNames.operation(writing, request), signal),
    getServerTimeZones: (request, signal) =>
      call((writing) => getServerTimeZones.operation(writing, request), signal),
    getUserConfiguration: (request, signal) =>
      call((writing) => getUserConfiguration.operation(writing, request), signal),
    findByClientId: search,
  }
}

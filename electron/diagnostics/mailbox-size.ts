/**
 * How much the first synchronisation has to fetch, and how long that takes, estimated from a sample.
 *
 * Items are counted within the window of the account where Exchange can count them (mail, by the time of receipt), and
 * as a whole elsewhere. The sample is the newest messages of the inbox, fetched as the synchronisation fetches them: at
 * most twenty, for at most five seconds, and thrown away. Small messages cost a round trip and large ones bandwidth, so
 * the time per message is scaled with the mean size of the folders where that is larger than in the sample. It is an
 * estimate, and said to be one.
 */
import type { Detail } from '#shared/domain/connection-test.ts'
import { type Result, ok } from '#shared/result.ts'
import type { ExchangeConnection } from '../exchange/create-exchange-client.ts'
import type { ExchangeItemId, FolderReference } from '../exchange/exchange-client.ts'
import type { ItemShape } from '../exchange/item-shape.ts'
import { sizeOf } from '../exchange/operations/get-folder.ts'
import { EXCHANGE_STEP_TIMEOUT, clientsOf, failed, serverDetails } from './exchange-steps.ts'
import type { Findings, Step, TestAccount } from './step.ts'
import { syncedFolders } from './synced-folders.ts'

const SAMPLE_MESSAGES = 20
const SAMPLE_TIME = 5_000 // ms
/** Messages of one request, so that the time is looked at in between. */
const SAMPLE_BATCH = 5
/** Minutes from which it should be known before it begins. */
const LONG = 120

const DAY = 86_400_000 // ms

export const mailboxSize: Step = {
  id: 'mailbox-size',
  timeout: EXCHANGE_STEP_TIMEOUT + SAMPLE_TIME,
  needsAccount: true,
  onFailure: 'go-on',
  bodies: 'not-kept',
  run: async (target, account, findings, signal) => {
    const opened = await clientsOf(target, account, findings)
    if (!opened.ok) return failed(opened.error, null)
    const client = opened.value.mailbox
    const load = await expectedLoad(client, account, findings, target.now(), signal)
    if (!load.ok) return failed(load.error, client)
    const { itemCount, bytes, wholeBytes } = load.value
    const sample = await measure(client, account.mailbox, signal)
    if (!sample.ok) return failed(sample.error, client)
    const { count, milliseconds } = sample.value
    const windowDays = account.sync.firstSyncDays ?? 0
    const details: Detail[] = [
      { name: 'mailboxBytes', value: String(wholeBytes) },
      ...(windowDays === 0 ? [] : [{ name: 'windowDays', value: String(windowDays) } as const]),
      { name: 'sampleCount', value: String(count) },
      { name: 'sampleBytes', value: String(sample.value.bytes) },
      { name: 'sampleMilliseconds', value: String(Math.round(milliseconds)) },
      ...serverDetails(client),
    ]
    if (itemCount === 0) {
      return { state: 'passed', verdict: { name: 'mailbox-empty', params: {} }, details }
    }
    const minutes = minutesFor({ itemCount, bytes }, sample.value)
    const params = { itemCount, bytes, minutes }
    if (minutes < LONG) return { state: 'passed', verdict: { name: 'mailbox-measured', params }, details }
    const hours = Math.round(minutes / 60)
    return {
      state: 'warning',
      verdict: { name: 'first-sync-long', params: { itemCount, bytes, hours } },
      details,
    }
  },
}

type Load = {
  /** Items to be fetched. */
  readonly itemCount: number
  /** Bytes to be fetched. */
  readonly bytes: number
}

type Sample = { readonly count: number; readonly bytes: number; readonly milliseconds: number }

/** @returns at least 1 */
export function minutesFor(load: Load, sample: Sample): number {
  if (sample.count === 0 || load.itemCount === 0) return 1
  const each = sample.milliseconds / sample.count
  const larger = Math.max(1, load.bytes / load.itemCount / Math.max(1, sample.bytes / sample.count))
  return Math.max(1, Math.round((load.itemCount * each * larger) / 60_000))
}

async function expectedLoad(
  client: ExchangeConnection,
  { mailbox, sync }: TestAccount,
  findings: Findings,
  now: number,
  signal: AbortSignal,
): Promise<Result<Load & { readonly wholeBytes: number }>> {
  const since = sync.firstSyncDays === null ? null : new Date(now - sync.firstSyncDays * DAY).toISOString()
  let [itemCount, bytes, wholeBytes] = [0, 0, 0]
  for (const { kind, reference } of syncedFolders(sync, mailbox)) {
    const folder = folderOf(findings, reference)
    if (folder === undefined) continue
    const [size, total] = [sizeOf(folder) ?? 0, folder.totalCount ?? 0]
    const within =
      since === null || kind !== 'emails' ? ok(total) : await countSince(client, reference, since, signal)
    if (!within.ok) return within
    itemCount += within.value
    wholeBytes += size
    bytes += total === 0 ? 0 : Math.round((size / total) * within.value)
  }
  return ok({ itemCount, bytes, wholeBytes })
}

/** The folder as the step before has found it; a missing one counts nothing. */
function folderOf({ folders }: Findings, reference: FolderReference) {
  const key = JSON.stringify(reference)
  return [...folders].find(([known]) => JSON.stringify(known) === key)?.[1]
}

const ID_ONLY: ItemShape = { base: 'IdOnly', properties: [], extended: [], body: 'best' }

async function countSince(
  client: ExchangeConnection,
  folder: FolderReference,
  since: string,
  signal: AbortSignal,
): Promise<Result<number>> {
  const found = await client.findItems(
    {
      folder,
      shape: ID_ONLY,
      view: { kind: 'page', offset: 0, size: 1, from: 'start' },
      restriction: { kind: 'is-greater-than-or-equal-to', property: 'item:DateTimeReceived', value: since },
    },
    signal,
  )
  return found.ok ? ok(found.value.totalItemsInView ?? found.value.items.length) : found
}

async function measure(
  client: ExchangeConnection,
  mailbox: string,
  signal: AbortSignal,
): Promise<Result<Sample>> {
  const found = await client.findItems(
    {
      folder: { kind: 'distinguished', name: 'inbox', mailbox },
      shape: ID_ONLY,
      view: { kind: 'page', offset: 0, size: SAMPLE_MESSAGES, from: 'start' },
      sort: [{ property: 'item:DateTimeReceived', direction: 'descending' }],
    },
    signal,
  )
  if (!found.ok) return found
  const ids = found.value.items.map(({ id }) => id)
  const enough = AbortSignal.timeout(SAMPLE_TIME)
  const both = AbortSignal.any([signal, enough])
  const start = performance.now()
  let sample: Sample = { count: 0, bytes: 0, milliseconds: 0 }
  for (let from = 0; from < ids.length && !both.aborted; from += SAMPLE_BATCH) {
    const fetched = await fetchAndForget(client, ids.slice(from, from + SAMPLE_BATCH), both, (bytes) => {
      const { count, bytes: before } = sample
      sample = { count: count + 1, bytes: before + bytes, milliseconds: performance.now() - start }
    })
    // Time is up: what has arrived is the sample.
    if (!fetched.ok && !enough.aborted) return fetched
  }
  return ok(sample)
}

async function fetchAndForget(
  client: ExchangeConnection,
  ids: readonly ExchangeItemId[],
  signal: AbortSignal,
  onMessage: (bytes: number) => void,
): Promise<Result<void>> {
  return await client.getItems(ids, signal, ({ result }) => {
    if (result.ok) onMessage(result.value.mime.size)
  })
}

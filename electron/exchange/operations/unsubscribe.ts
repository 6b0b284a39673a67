/** Unsubscribe: ends a subscription, which otherwise counts against the mailbox until it expires (MS-OXWSNTIF 3.1.4.5). */
import { type Result, ok } from '#shared/result.ts'
import type { ExchangeOperation } from '../call.ts'
import type { SubscriptionId } from '../ids.ts'
import { escapeXml, soapEnvelope } from '../soap/envelope.ts'
import type { ResponseContext } from '../soap/response-reader.ts'
import { readSingleTree } from './tree.ts'

export function operation(id: SubscriptionId): ExchangeOperation<void> {
  return { name: 'Unsubscribe', effect: 'idempotent', body: build(id), folder: null, parse }
}

export function build(id: SubscriptionId): string {
  return soapEnvelope(`<m:Unsubscribe><m:SubscriptionId>${escapeXml(id)}</m:SubscriptionId></m:Unsubscribe>`)
}

export function parse(body: AsyncIterable<Uint8Array>, context: ResponseContext): Promise<Result<void>> {
  return readSingleTree(body, context, () => ok(undefined))
}

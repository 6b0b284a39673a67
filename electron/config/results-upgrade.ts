/**
 * Version 1 of the last results counted e-mails alone, from Exchange to Winoffice Prime. What did not fit even that is
 * left out: a last result is shown, never relied upon.
 */
import { z } from 'zod'
import { instantSchema } from '#shared/domain/ids.ts'
import { NO_COUNTS, syncOutcomeSchema, withItems, type SyncResult } from '#shared/domain/sync.ts'
import { appErrorSchema } from '#shared/errors.ts'

const resultV1Schema = z.object({
  startedAt: instantSchema,
  endedAt: instantSchema,
  outcome: syncOutcomeSchema,
  counts: z.object({
    created: z.number(),
    updated: z.number(),
    deleted: z.number(),
    failed: z.number(),
    bytes: z.number(),
  }),
  error: appErrorSchema.nullable(),
})

const resultsV1Schema = z.looseObject({ syncs: z.record(z.string(), z.unknown()) })

export function upgradeResultsV1toV2(stored: unknown): unknown {
  const results = resultsV1Schema.parse(stored)
  const syncs = Object.entries(results.syncs).flatMap(([accountId, result]) => {
    const known = resultV1Schema.safeParse(result)
    return known.success ? [[accountId, upgraded(known.data)] as const] : []
  })
  return { ...results, syncs: Object.fromEntries(syncs) }
}

function upgraded({ counts, ...result }: z.infer<typeof resultV1Schema>): SyncResult {
  const { bytes, ...items } = counts
  return {
    ...result,
    trigger: 'manual',
    counts: { ...withItems(NO_COUNTS, 'emails', 'down', items), bytes: { down: bytes, up: 0 } },
    givenUp: 0,
    waitedMilliseconds: 0,
  }
}

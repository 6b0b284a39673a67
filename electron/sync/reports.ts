/** What the store keeps of many accounts at once, told by account: problems, conflicts, runs. */
import type { EwsAccountId } from '#shared/domain/ids.ts'
import type { ConflictPage, ProblemList, RunPage, RunQuery, TimeCursor } from '#shared/domain/sync-monitor.ts'
import { syncRunSchema } from '#shared/domain/sync.ts'
import { ok, type Result } from '#shared/result.ts'
import type { PrimeStore } from '../prime/prime-store.ts'
import type { AttemptLimits, SyncPairId } from '../prime/sync-status.ts'
import type { AskedAccount } from './engine-api.ts'

export async function problemsOf(
  { status }: PrimeStore,
  input: { readonly accounts: readonly (AskedAccount & { limits: AttemptLimits })[]; readonly limit: number },
): Promise<Result<ProblemList>> {
  const found = await pairsOf(status, input.accounts)
  if (!found.ok) return found
  const asked = [...found.value].map(([pair, { limits }]) => ({ pair, limits }))
  const told = await status.problems(asked, input.limit)
  if (!told.ok) return told
  const problems = told.value.problems.flatMap(({ pair, ...problem }) => {
    const account = found.value.get(pair)
    return account ? { ...problem, accountId: account.accountId } : []
  })
  return ok({ problems, total: told.value.total })
}

export async function conflictsOf(
  { status }: PrimeStore,
  input: {
    readonly accounts: readonly AskedAccount[]
    readonly after: TimeCursor | null
    readonly limit: number
  },
): Promise<Result<ConflictPage>> {
  const found = await pairsOf(status, input.accounts)
  if (!found.ok) return found
  const { after, limit } = input
  const told = await status.conflicts([...found.value.keys()], { after, limit })
  if (!told.ok) return told
  const conflicts = told.value.flatMap(({ pair, fields, ...conflict }) => {
    const account = found.value.get(pair)
    return account ? { ...conflict, fields: [...fields], accountId: account.accountId } : []
  })
  return ok({ conflicts, next: cursorBehind(told.value, limit) })
}

export async function runsOf({ status }: PrimeStore, query: RunQuery): Promise<Result<RunPage>> {
  const told = await status.runs(query)
  if (!told.ok) return told
  // Runs of a version with another form of report are left out, not guessed at.
  const runs = told.value.flatMap(({ id, document }) => {
    const parsed = syncRunSchema.safeParse(document)
    return parsed.success ? { id, ...parsed.data } : []
  })
  const times = told.value.map(({ id, startedAt }) => ({ id, at: startedAt }))
  return ok({ runs, next: cursorBehind(times, query.limit) })
}

/** Behind the last entry of a full page there may be more. */
function cursorBehind(page: readonly TimeCursor[], limit: number): TimeCursor | null {
  const last = page.at(-1)
  return last === undefined || page.length < limit ? null : { at: last.at, id: last.id }
}

/** The pairs of those accounts that have run or been planned; the others have nothing to tell. */
async function pairsOf<A extends AskedAccount & { readonly accountId: EwsAccountId }>(
  status: PrimeStore['status'],
  accounts: readonly A[],
): Promise<Result<Map<SyncPairId, A>>> {
  const known = await status.pairs()
  if (!known.ok) return known
  const key = (primeEmailAccountId: string, mailbox: string) =>
    `${primeEmailAccountId} ${mailbox.toLowerCase()}`
  const byKey = new Map(accounts.map((each) => [key(each.primeEmailAccountId, each.mailbox), each]))
  const pairs = known.value.flatMap(({ id, primeEmailAccountId, mailbox }) => {
    const account = byKey.get(key(primeEmailAccountId, mailbox))
    return account ? [[id, account] as const] : []
  })
  return ok(new Map(pairs))
}

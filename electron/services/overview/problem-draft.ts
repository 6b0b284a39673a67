/**
 * A problem before it is known since when it lasts, and the grouping: what befalls many accounts of a connector for
 * one cause is one problem.
 */
import type { AccountEntry } from '#shared/contract/contract.ts'
import type { Finding, Problem, ProblemCause } from '#shared/domain/overview.ts'
import type { Instant } from '#shared/domain/ids.ts'
import type { AppError, ErrorParams } from '#shared/errors.ts'

export type ProblemDraft = Omit<Problem, 'since' | 'isDismissed'> & {
  /** Since when the facts themselves say that it lasts; `null`: they do not say. */
  readonly knownSince: Instant | null
}

/** What one account suffers from. */
export type Suffering = Pick<ProblemDraft, 'kind' | 'urgency' | 'cause' | 'actions'> & {
  readonly entry: AccountEntry
  readonly since: Instant | null
}

export function ofError(error: AppError): ProblemCause {
  return { is: 'error', error }
}

export function ofFinding(name: Finding, params: ErrorParams = {}): ProblemCause {
  return { is: 'finding', name, params }
}

export function causeName(cause: ProblemCause): string {
  return cause.is === 'error' ? cause.error.code : cause.name
}

/** One problem for each cause. */
export function grouped(
  sufferings: readonly Suffering[],
  connector: NonNullable<Problem['connector']>,
): ProblemDraft[] {
  const groups = new Map<string, [Suffering, ...Suffering[]]>()
  for (const suffering of sufferings) {
    const key = `${suffering.kind}:${connector.id}:${causeName(suffering.cause)}`
    const group = groups.get(key)
    if (group) group.push(suffering)
    else groups.set(key, [suffering])
  }
  return [...groups].map(([id, group]) => {
    const [{ kind, urgency, cause, actions }] = group
    const known = group.flatMap(({ since }) => since ?? []).sort()
    return {
      id,
      fingerprint: causeName(cause),
      ...{ kind, urgency, connector, actions },
      cause: joined(cause, group),
      knownSince: known[0] ?? null,
      accounts: group.map(({ entry: { account } }) => ({ id: account.id, mailbox: account.mailbox })),
    }
  })
}

/** How many of different values a text names. */
const NAMED_VALUES = 2

/** Counted objects add up; ports, status codes and the attempts of one user do not. */
const ADDS_UP: readonly string[] = ['count', 'deletions', 'linked']

/** The first cause with the values of all: counted objects as their sum, others one after the other. */
function joined(first: ProblemCause, group: readonly Suffering[]): ProblemCause {
  const params = Object.fromEntries(
    Object.keys(paramsOf(first)).map((name) => {
      const values = group.map(({ cause }) => paramsOf(cause)[name] ?? '')
      const addsUp = ADDS_UP.includes(name) && group[0]?.kind !== 'sign-in'
      return [name, addsUp ? sumOf(values) : listOf(values)]
    }),
  )
  return first.is === 'error' ? { ...first, error: { ...first.error, params } } : { ...first, params }
}

function paramsOf(cause: ProblemCause): ErrorParams {
  return cause.is === 'error' ? cause.error.params : cause.params
}

function sumOf(values: readonly (string | number)[]): number {
  return values.reduce<number>((sum, value) => sum + Number(value), 0)
}

function listOf(values: readonly (string | number)[]): string | number {
  const different = [...new Set(values)]
  const [only = ''] = different
  if (different.length <= 1) return only
  const some = different.slice(0, NAMED_VALUES).join(', ')
  return different.length > NAMED_VALUES ? `${some} …` : some
}

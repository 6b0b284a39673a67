/**
 * What differs between two connection tests of the same account: most failures begin with something that somebody
 * changed, and nothing tells it faster than the last test that passed.
 *
 * Only what both tests saw is compared. A step that was skipped says nothing, and what changes by itself from test to
 * test (request ids, how many items there are) is no change; of counts only a leap is told.
 */
import {
  TEST_STEPS,
  type Detail,
  type FinishedStep,
  type TestReport,
  type TestStepId,
  type Verdict,
  type Warning,
} from './connection-test.ts'

type DetailName = Detail['name']
type SubjectField = keyof TestReport['subject']
export type StepFinding =
  | { readonly state: 'passed'; readonly verdict: Verdict }
  | { readonly state: 'warning'; readonly verdict: Warning }

export type TestChange =
  /** Another server, another way of signing in or another mailbox was tested. */
  | { readonly kind: 'subject'; readonly field: SubjectField; readonly from: string; readonly to: string }
  /** `added` and `removed`: of several values, such as the addresses of a name. */
  | {
      readonly kind: 'detail'
      readonly step: TestStepId
      readonly name: DetailName
      readonly removed: readonly string[]
      readonly added: readonly string[]
    }
  | {
      readonly kind: 'state'
      readonly step: TestStepId
      readonly from: FinishedStep['state']
      readonly to: FinishedStep['state']
    }
  | {
      readonly kind: 'finding'
      readonly step: TestStepId
      readonly from: StepFinding
      readonly to: StepFinding
    }

/** Differs from test to test, and says nothing by that. */
const VOLATILE: ReadonlySet<DetailName> = new Set([
  'connectTime',
  'requestId',
  // A load balancer chooses them for each request.
  'frontEndServer',
  'backEndServer',
  'diagnostics',
  'serverTime',
  'machineTime',
  'clockDifference',
  'shiftingItem',
  'writtenStep',
  'sentByPrime',
  'sentByOthers',
  'sampleCount',
  'sampleBytes',
  'sampleMilliseconds',
  'throttlingHeader',
  'reason',
])
/**
 * Numbers of which only a leap is told, and how large it is at least: a busy folder grows by some items, it does not
 * halve or double, and small ones may. They may stand behind a name, as those of folders do.
 */
const LEAPS: ReadonlyMap<DetailName, number> = new Map([
  ['folderCounts', 100],
  ['mailboxBytes', 10_000_000],
])
const LEAP_FACTOR = 2

export function changesBetween(before: TestReport, now: TestReport): TestChange[] {
  return [
    ...subjectChanges(before.subject, now.subject),
    ...TEST_STEPS.flatMap((id) => {
      const [from, to] = [finishedOf(before, id), finishedOf(now, id)]
      return from && to ? stepChanges(from, to) : []
    }),
  ]
}

function finishedOf({ steps }: TestReport, id: TestStepId): FinishedStep | undefined {
  return steps.find((step): step is FinishedStep => step.id === id && 'offers' in step)
}

function subjectChanges(before: TestReport['subject'], now: TestReport['subject']): TestChange[] {
  const fields = ['url', 'authenticationMethod', 'mailbox'] as const
  return fields.flatMap((field) => {
    const from = before[field]
    const to = now[field]
    return from === to || from === null || to === null ? [] : [{ kind: 'subject', field, from, to }]
  })
}

function stepChanges(before: FinishedStep, now: FinishedStep): TestChange[] {
  const { id } = now
  const details = detailChanges(id, before.details, now.details)
  if (before.state !== now.state) {
    return [{ kind: 'state', step: id, from: before.state, to: now.state }, ...details]
  }
  const [from, to] = [findingOf(before), findingOf(now)]
  // The details say the same more exactly.
  if (!from || !to || details.length > 0 || !differs(from.verdict, to.verdict)) return details
  return [{ kind: 'finding', step: id, from, to }]
}

function findingOf(step: FinishedStep): StepFinding | null {
  if (step.state === 'failed') return null
  return step.state === 'passed'
    ? { state: 'passed', verdict: step.verdict }
    : { state: 'warning', verdict: step.verdict }
}

/** Numbers among the params are counts and times, which the next test finds different anyhow. */
function differs(before: Verdict | Warning, now: Verdict | Warning): boolean {
  if (before.name !== now.name) return true
  return Object.entries(now.params).some(([name, value]) => {
    const old = before.params[name]
    return typeof value === 'string' && typeof old === 'string' && old !== value
  })
}

function detailChanges(step: TestStepId, before: readonly Detail[], now: readonly Detail[]): TestChange[] {
  const names = [...new Set(now.map(({ name }) => name))].filter((name) => !VOLATILE.has(name))
  return names.flatMap((name) => {
    const [old, current] = [valuesOf(before, name), valuesOf(now, name)]
    if (old.length === 0) return []
    const leap = LEAPS.get(name)
    const isNew = (value: string, others: readonly string[]): boolean =>
      !others.includes(value) && (leap === undefined || !others.some((other) => isAlike(value, other, leap)))
    const removed = old.filter((value) => isNew(value, current))
    const added = current.filter((value) => isNew(value, old))
    return removed.length + added.length === 0
      ? []
      : [{ kind: 'detail', step, name, removed, added } as const]
  })
}

/** The same words around numbers that have not leapt. */
function isAlike(value: string, other: string, leap: number): boolean {
  if (value.replace(NUMBERS, '#') !== other.replace(NUMBERS, '#')) return false
  const [these, those] = [value.match(NUMBERS) ?? [], other.match(NUMBERS) ?? []]
  return these.every((number, at) => !leaps(Number(number), Number(those[at]), leap))
}

const NUMBERS = /\d+/g

function valuesOf(details: readonly Detail[], name: DetailName): string[] {
  return details.filter((detail) => detail.name === name).map(({ value }) => value)
}

function leaps(from: number, to: number, least: number): boolean {
  const [less, more] = [Math.min(from, to), Math.max(from, to)]
  return more - less >= least && more >= less * LEAP_FACTOR
}

/**
 * How fast a run is and how long its present step still takes, from the events of its progress. Pure.
 *
 * The rate is that of the last half minute, so that a step that speeds up or slows down shows it. The time that is left
 * is told only when the number of objects is known and enough of them were done; it counts down by itself and is
 * corrected only when it is wrong by more than a fifth, so that it never jumps to and fro. While the server lets a run
 * wait nothing is estimated, and the step begins anew afterwards: nobody knows whether it will ask again.
 *
 * Rejected: an average over the whole run, which after an hour of small messages says nothing about large ones.
 */
import type { SyncProgress } from '#shared/domain/sync.ts'

type Running = SyncProgress & { readonly state: 'running' }
type Sample = { readonly at: number; readonly done: number; readonly bytes: number }

export type Estimate = {
  /** Moment of the event that it was made from. */
  readonly at: number
  readonly itemsPerMinute: number
  readonly bytesPerSecond: number
  /** Of the present step; `null` while nobody knows. */
  readonly remainingMilliseconds: number | null
}

export type RateTrack = {
  /** The step that is measured. */
  readonly step: string
  readonly samples: readonly Sample[]
  readonly estimate: Estimate | null
}

const WINDOW_MILLISECONDS = 30_000
/** Samples closer than this replace one another. */
const SPACING_MILLISECONDS = 500
/** Below this nothing is known yet. */
const LEAST_MILLISECONDS = 4_000
const LEAST_OBJECTS = 3
/** By how much the time that is left may be wrong before it is corrected. */
const TOLERANCE = 0.2
/** An estimate nobody has confirmed for so long is none any more. */
const STALE_MILLISECONDS = 20_000

/** @param now milliseconds */
export function withEvent(
  track: RateTrack | undefined,
  progress: SyncProgress,
  now: number,
): RateTrack | undefined {
  if (progress.state !== 'running') return undefined
  const isWaiting = progress.busyUntil !== null && Date.parse(progress.busyUntil) > now
  // A wait is a step of its own: what comes behind it begins anew.
  const step = [progress.startedAt, progress.kind, progress.phase, isWaiting].join(' ')
  const sample = { at: now, done: progress.done, bytes: bytesOf(progress) }
  const before = track?.samples.at(-1)
  const isNew = track?.step !== step || (before?.done ?? Infinity) > sample.done
  if (isNew) return { step, samples: [sample], estimate: null }
  const samples = withSample(track.samples, sample)
  return { step, samples, estimate: estimated(samples, progress, track.estimate) }
}

/** What is left of the present step as it is told now; `null` when nobody knows. */
export function remainingAt(estimate: Estimate | null | undefined, now: number): number | null {
  const told = estimate?.remainingMilliseconds ?? null
  if (!estimate || told === null || isStale(estimate, now)) return null
  return Math.max(0, told - (now - estimate.at))
}

export function isStale({ at }: Estimate, now: number): boolean {
  return now - at > STALE_MILLISECONDS
}

function withSample(samples: readonly Sample[], sample: Sample): Sample[] {
  const [last, ...earlier] = [...samples].reverse()
  // The first of a window stays where it is: the window would shrink with every event.
  const isClose =
    earlier.length > 0 && last !== undefined && sample.at - (earlier[0]?.at ?? 0) < SPACING_MILLISECONDS
  const kept = isClose ? samples.slice(0, -1) : samples
  const begin = kept.findLastIndex(({ at }) => sample.at - at >= WINDOW_MILLISECONDS)
  return [...kept.slice(Math.max(0, begin)), sample]
}

function estimated(samples: readonly Sample[], { total }: Running, before: Estimate | null): Estimate | null {
  const [first] = samples
  const last = samples.at(-1)
  if (!first || !last) return null
  const elapsed = last.at - first.at
  const objects = last.done - first.done
  if (elapsed < LEAST_MILLISECONDS || objects < LEAST_OBJECTS) return before
  const perMillisecond = objects / elapsed
  const raw = total === null ? null : Math.max(0, total - last.done) / perMillisecond
  return {
    at: last.at,
    itemsPerMinute: perMillisecond * 60_000,
    bytesPerSecond: ((last.bytes - first.bytes) / elapsed) * 1_000,
    remainingMilliseconds: raw === null ? null : corrected(raw, remainingAt(before, last.at)),
  }
}

function corrected(raw: number, told: number | null): number {
  if (told === null) return raw
  return Math.abs(raw - told) > Math.max(raw, told) * TOLERANCE ? raw : told
}

function bytesOf({ counts }: Running): number {
  return counts.bytes.down + counts.bytes.up
}

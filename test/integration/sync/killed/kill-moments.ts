/**
 * When the process of the engine dies: at a random moment of its life. Most moments are told by the requests that the
 * server has seen, so that they are spread over all the work however fast the machine is, and some milliseconds, so that
 * one falls into a request, into its answer, or into what is committed after it. Others come right after the start,
 * while the store is opened and the run begins.
 */
import type { SyncResult } from '#shared/domain/sync.ts'
import type { Random } from '#test/exchange-server/content/random.ts'
import type { ExchangeServer } from '#test/exchange-server/server.ts'
import type { EngineChild } from './engine-child.ts'

export type KillMoment = {
  /** So many requests of this life have come in; 0: it has just been started. */
  readonly requests: number
  /** Later than that. */
  readonly milliseconds: number
}

/** The start of the process and the way to its first request take about that long. */
const START_MILLISECONDS = 600
/** A life asks each folder before it works, so that many of its requests bring nothing forward. */
const REQUESTS_TO_BEGIN = 9
/** What is between two requests takes up to about that. */
const STEP_MILLISECONDS = 60
const AT_THE_START = 0.15

/** @param requests that a life makes on the average beside those with which it begins */
export function killMoment(random: Random, requests: number): KillMoment {
  if (random.chance(AT_THE_START)) return { requests: 0, milliseconds: random.below(START_MILLISECONDS) }
  return {
    requests: 1 + random.below(REQUESTS_TO_BEGIN + 2 * requests),
    milliseconds: random.below(STEP_MILLISECONDS),
  }
}

/** @returns the result of the run, when it came to its end before that moment */
export async function liveUntil(
  server: ExchangeServer,
  engine: EngineChild,
  moment: KillMoment,
): Promise<SyncResult | null> {
  let timer: NodeJS.Timeout | undefined
  const dieSoon = () => {
    timer = setTimeout(() => {
      engine.kill()
    }, moment.milliseconds)
  }
  let requests = 0
  const stop = server.intercept(() => {
    requests += 1
    if (requests === moment.requests) dieSoon()
    return 'pass'
  })
  if (moment.requests === 0) dieSoon()
  try {
    return await engine.ended
  } finally {
    clearTimeout(timer)
    stop()
  }
}

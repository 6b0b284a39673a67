/** Questions to a person: the clock of the search stands still meanwhile, and its end takes the question back. */
import { untilAborted } from '../transport/until-aborted.ts'
import type { TimeLimit } from './time-limit.ts'

/** @param ifEnded the answer when the search ends before the person has answered */
export type AskPerson = <T>(ask: () => Promise<T>, ifEnded: T) => Promise<T>

export function askPerson(time: TimeLimit): AskPerson {
  return async (ask, ifEnded) => {
    const { signal } = time
    if (signal.aborted) return ifEnded
    return (await time.pausedFor(untilAborted(ask(), signal))) ?? ifEnded
  }
}

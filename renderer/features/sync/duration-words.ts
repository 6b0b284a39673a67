/** How times that are still to come are rounded. Pure. */

export function durationParts(milliseconds: number): { readonly minutes: number; readonly seconds: number } {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1_000))
  return { minutes: Math.floor(seconds / 60), seconds: seconds % 60 }
}

export type Remaining = { readonly unit: 'moment' | 'seconds' | 'minutes' | 'hours'; readonly count: number }

/** As coarse as an estimate is: tens of seconds, minutes, five minutes above twenty, half days as hours. */
export function remainingWords(milliseconds: number): Remaining {
  const seconds = milliseconds / 1_000
  if (seconds <= 10) return { unit: 'moment', count: 0 }
  if (seconds <= 50) return { unit: 'seconds', count: Math.ceil(seconds / 10) * 10 }
  const minutes = Math.max(1, Math.round(seconds / 60))
  if (minutes <= 20) return { unit: 'minutes', count: minutes }
  if (minutes < 90) return { unit: 'minutes', count: Math.round(minutes / 5) * 5 }
  return { unit: 'hours', count: Math.round(minutes / 60) }
}

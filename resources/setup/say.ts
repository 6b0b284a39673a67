/** What the set-up tells the person at the terminal: progress lines, and errors that say what to do. */

export function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

/** A progress line of one part of the set-up. */
export function progress(part: string, line: string): void {
  say(`[${part}] ${line}`)
}

/** An expected failure of the set-up: the message says what happened, `advice` what to do about it. */
export class SetupError extends Error {
  readonly advice: string

  constructor(message: string, advice: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'SetupError'
    this.advice = advice
  }
}

/** Writes a failure for people: expected ones without a stack, everything else with it. */
export function describeFailure(failure: unknown): string {
  if (failure instanceof SetupError) return `${failure.message}\n  What to do: ${failure.advice}`
  if (failure instanceof Error) return failure.stack ?? failure.message
  return String(failure)
}

/** `4.2 s`, or `2 min 05 s` from one minute on. */
export function duration(milliseconds: number): string {
  const seconds = milliseconds / 1000
  if (seconds < 60) return `${seconds.toFixed(1)} s`
  const whole = Math.round(seconds)
  return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, '0')} s`
}

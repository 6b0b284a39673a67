/** What the measurements share: figures, and where they are told. */

/** The middle one; of an even number the upper of both. NaN of none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other)
  return sorted[Math.floor(sorted.length / 2)] ?? NaN
}

export function rounded(value: number, digits = 2): number {
  return Number(value.toFixed(digits))
}

export function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

/** A figure against its aim, in a line for people. */
export function verdict(title: string, value: number, aim: number, bound: 'at most' | 'at least'): string {
  const met = bound === 'at most' ? value <= aim : value >= aim
  return `${title}: ${value} (aim ${bound} ${aim}: ${met ? 'met' : 'MISSED'}).`
}

/** A whole number above 0. */
export function fromEnvironment(name: string, otherwise: number): number {
  const value = Number(process.env[name] ?? otherwise)
  if (!Number.isInteger(value) || value < 1) throw new Error(`${name} is no whole number above 0`)
  return value
}

/** Lets so many workers take the tasks one after the other until none is left. */
export async function share<Task, Worker>(
  tasks: readonly Task[],
  workers: readonly Worker[],
  work: (task: Task, worker: Worker) => Promise<void>,
): Promise<void> {
  const waiting = tasks.values()
  await Promise.all(
    workers.map(async (worker) => {
      for (const task of waiting) await work(task, worker)
    }),
  )
}

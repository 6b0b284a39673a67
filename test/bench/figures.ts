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

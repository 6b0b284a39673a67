/**
 * How long a piece of work keeps the processor busy, in milliseconds. Unlike the time of a clock it hardly grows while
 * the machine does something else beside it, so that a test may be held to it.
 */
export async function processorTime<T>(
  work: () => T | Promise<T>,
): Promise<{ readonly value: T; readonly milliseconds: number }> {
  const before = process.cpuUsage()
  const value = await work()
  const { user, system } = process.cpuUsage(before)
  return { value, milliseconds: (user + system) / 1_000 }
}

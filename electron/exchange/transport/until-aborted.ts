/** Waits for a promise, but no longer than until the signal. @returns `null` when the signal came first */
export async function untilAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T | null> {
  let onAbort: () => void = () => undefined
  const aborted = new Promise<null>((resolve) => {
    onAbort = () => {
      resolve(null)
    }
  })
  signal.addEventListener('abort', onAbort, { once: true })
  if (signal.aborted) onAbort()
  try {
    return await Promise.race([promise, aborted])
  } finally {
    signal.removeEventListener('abort', onAbort)
  }
}

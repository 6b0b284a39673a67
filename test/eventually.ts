import { vi } from 'vitest'

/** Repeats a check until it passes: longer than Vitest's second, which a machine with much to do needs by itself. */
export function eventually<T>(check: () => T | Promise<T>): Promise<T> {
  return vi.waitFor(check, { timeout: 15_000, interval: 20 })
}

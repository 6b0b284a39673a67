/** Draws a list that is too short for a virtual one, and too long for one frame, in parts. */
import { useEffect, useState } from 'react'

/** About what is seen of it at once. */
const LINES_PER_FRAME = 15

/**
 * @param total lines of the list
 * @returns how many of them to draw now; those that came with `total` follow frame by frame
 */
export function useDrawnCount(total: number): number {
  const [count, setCount] = useState(LINES_PER_FRAME)
  // A list that was filtered grows again in parts.
  if (count > Math.max(total, LINES_PER_FRAME)) setCount(Math.max(total, LINES_PER_FRAME))
  useEffect(() => {
    if (count >= total) return undefined
    const frame = requestAnimationFrame(() => {
      setCount(count + LINES_PER_FRAME)
    })
    return () => {
      cancelAnimationFrame(frame)
    }
  }, [count, total])
  return Math.min(count, total)
}

import { useCallback, useEffect, useRef, useState } from 'react'
import type { Deletion } from '#shared/domain/deletion.ts'
import { settled } from '../../api/unwrap.ts'

const STEP = 250 // ms

type Countdown = {
  readonly remaining: number
  readonly isHeld: boolean
  readonly hold: (isHeld: boolean) => void
}

/** The time that a deletion can still be undone, as main counts it. @param onOver it cannot any longer */
export function useCountdown({ id, remainingMilliseconds }: Deletion, onOver: () => void): Countdown {
  const [state, setState] = useState({ remaining: remainingMilliseconds, isHeld: false })
  const over = useRef(onOver)
  // What was asked for last: focus that comes and goes at once is faster than a drawing, and than main's answers.
  const wanted = useRef(false)
  useEffect(() => {
    over.current = onOver
  }, [onOver])

  const hold = useCallback(
    (isHeld: boolean): void => {
      if (isHeld === wanted.current) return
      wanted.current = isHeld
      setState((current) => ({ ...current, isHeld }))
      void settled(window.api.deletions.hold({ id, isHeld })).then((answer) => {
        if (answer.ok) setState({ remaining: answer.value.remainingMilliseconds, isHeld: wanted.current })
        else over.current()
      })
    },
    [id],
  )

  const { isHeld } = state
  useEffect(() => {
    if (isHeld) return undefined
    let last = performance.now()
    const timer = setInterval(() => {
      const now = performance.now()
      const passed = now - last
      last = now
      setState((current) => ({ ...current, remaining: Math.max(0, current.remaining - passed) }))
    }, STEP)
    return () => {
      clearInterval(timer)
    }
  }, [isHeld])

  const isOver = !isHeld && state.remaining === 0
  useEffect(() => {
    if (isOver) over.current()
  }, [isOver])
  return { ...state, hold }
}

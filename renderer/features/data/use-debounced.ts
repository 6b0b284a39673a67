import { useEffect, useState } from 'react'

const PAUSE_MILLISECONDS = 250

/** A value once it has rested: what is typed is not searched for letter by letter. */
export function useDebounced<T>(value: T): T {
  const [rested, setRested] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => {
      setRested(value)
    }, PAUSE_MILLISECONDS)
    return () => {
      clearTimeout(timer)
    }
  }, [value])
  return rested
}

import { useRef, type RefObject } from 'react'
import { useShortcut } from './use-shortcut.ts'

/** The search field of a screen: the shortcut for searching goes there, and what was searched is there to be replaced. */
export function useSearchFocus(): RefObject<HTMLInputElement | null> {
  const field = useRef<HTMLInputElement>(null)
  useShortcut('search', () => {
    field.current?.focus()
    field.current?.select()
  })
  return field
}

import { useDeferredValue, type ReactNode } from 'react'

/**
 * What a line of a long list may show a moment after its name: drawn in slices, once the frame that brought the line has
 * been seen. A dozen lines that come into sight together would hold up the scrolling with everything in them.
 */
export function Later({ children }: { readonly children: ReactNode }) {
  return useDeferredValue(true, false) ? children : null
}

import { useState } from 'react'
import type { HealthFilter } from './health-states.ts'
import { useShortcut } from './use-shortcut.ts'

/** Below that everything is seen at a glance. */
const FILTER_FROM = 6

/** Whether a list shows its search and its filter: a short one does when somebody wants to search, or a link chose. */
export function useFilterShown(
  count: number,
  filter: HealthFilter,
): { readonly isShown: boolean; readonly takesFocus: boolean } {
  const [isWanted, setWanted] = useState(false)
  const isShown = count >= FILTER_FROM || filter !== 'all' || isWanted
  useShortcut(
    'search',
    () => {
      setWanted(true)
    },
    { isOn: !isShown && count > 0 },
  )
  return { isShown, takesFocus: isWanted }
}

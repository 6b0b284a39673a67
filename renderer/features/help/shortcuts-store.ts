/** Whether the list of shortcuts is open; it can be asked for from anywhere, also from a dialog. */
import { useSyncExternalStore } from 'react'

let isOpen = false
const listeners = new Set<() => void>()

function set(next: boolean): void {
  isOpen = next
  for (const listener of listeners) listener()
}

export function openShortcuts(): void {
  set(true)
}

export function closeShortcuts(): void {
  set(false)
}

export function useAreShortcutsOpen(): boolean {
  return useSyncExternalStore(subscribe, () => isOpen)
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/**
 * What the help beside the work shows, with its own way back and forth: outside React and outside the router, so that a
 * form that is not saved yet stays where it is, and every question mark can open it without a provider.
 */
import { useSyncExternalStore } from 'react'
import { topmostDialog } from '../../components/use-shortcut.ts'
import type { HelpAddress } from './articles.ts'

export type OpenHelp = {
  /** `beside` the screen, or `above` a dialog, which keeps the focus of everything that is not above it. */
  readonly mode: 'beside' | 'above'
  readonly visited: readonly HelpAddress[]
  readonly index: number
}

let state: OpenHelp | null = null
let opener: Element | null = null
const listeners = new Set<() => void>()

function set(next: OpenHelp | null): void {
  state = next
  for (const listener of listeners) listener()
}

/** Opens the help at an address, or goes there when it is open. */
export function openHelp(address: HelpAddress): void {
  const mode = topmostDialog() === null ? 'beside' : 'above'
  if (state === null) {
    opener = document.activeElement
    set({ mode, visited: [address], index: 0 })
    return
  }
  const isInHelp = topmostDialog()?.hasAttribute('data-help-panel') ?? false
  goTo(address)
  set({ ...state, mode: isInHelp ? state.mode : mode })
}

/** A link in the help. */
export function goTo(address: HelpAddress): void {
  if (state === null) return
  const visited = [...state.visited.slice(0, state.index + 1), address]
  set({ ...state, visited, index: visited.length - 1 })
}

export function step(by: 1 | -1): void {
  if (state === null) return
  const index = state.index + by
  if (index >= 0 && index < state.visited.length) set({ ...state, index })
}

export function closeHelp(): void {
  set(null)
}

/** After closing: the focus goes back to where the help was asked for, unless it is elsewhere by now. */
export function giveFocusBack(): void {
  const goesBackTo = opener
  opener = null
  const isFree = document.activeElement === null || document.activeElement === document.body
  if (isFree && goesBackTo instanceof HTMLElement && goesBackTo.isConnected) goesBackTo.focus()
}

export function useOpenHelp(): OpenHelp | null {
  return useSyncExternalStore(subscribe, () => state)
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/**
 * What was deleted from this window and can still be brought back, the latest last. Outside React: who deletes is often
 * gone from the screen with what he deleted.
 */
import type { Deletion, DeletionId } from '#shared/domain/deletion.ts'
import type { Said } from '../../components/feedback.ts'

export type UndoOffer = {
  readonly deletion: Deletion
  readonly text: Said
  /** It was deleted with the keyboard, so that the way back is wanted there, too. */
  readonly takesFocus: boolean
}

let offers: readonly UndoOffer[] = []
const listeners = new Set<() => void>()

function set(next: readonly UndoOffer[]): void {
  offers = next
  for (const listener of listeners) listener()
}

export const undoStore = {
  subscribe: (listener: () => void) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
  snapshot: () => offers,
  add: (offer: UndoOffer) => {
    set([...offers, offer])
  },
  remove: (id: DeletionId) => {
    set(offers.filter(({ deletion }) => deletion.id !== id))
  },
}

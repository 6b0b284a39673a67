/**
 * Which forms have changes that are not saved, and the question what becomes of them: one form after the other, the
 * last that was opened first. Whoever wants to leave, by navigating or by closing the window, asks here; each form
 * answers for itself (`unsaved-changes-guard.tsx`).
 */
type Form = symbol

/** What follows when all forms agree, or when the person stays. */
export type Leaving = { readonly leave: () => void; readonly stay: () => void }

export type UnsavedChanges = {
  readonly subscribe: (listener: () => void) => () => void
  readonly has: () => boolean
  /** The form that has to answer now. */
  readonly turn: () => Form | null
  readonly add: (form: Form) => void
  readonly remove: (form: Form) => void
  readonly ask: (leaving: Leaving) => void
  /** The form agrees: its changes are saved, or may be lost. */
  readonly agree: (form: Form) => void
  readonly stay: () => void
}

/** @param onDidChange told when there are unsaved changes, or none any longer */
export function createUnsavedChanges(onDidChange: (isUnsaved: boolean) => void): UnsavedChanges {
  let forms: readonly Form[] = []
  const agreed = new Set<Form>()
  let leaving: Leaving | null = null
  const listeners = new Set<() => void>()
  const turn = (): Form | null =>
    leaving === null ? null : (forms.findLast((form) => !agreed.has(form)) ?? null)
  const changed = (): void => {
    const current = leaving
    if (current !== null && turn() === null) {
      leaving = null
      agreed.clear()
      current.leave()
    }
    for (const listener of listeners) listener()
  }
  const set = (next: readonly Form[]): void => {
    const was = forms.length > 0
    forms = next
    if (was !== forms.length > 0) onDidChange(!was)
    changed()
  }
  return {
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    has: () => forms.length > 0,
    turn,
    add: (form) => {
      set([...forms.filter((each) => each !== form), form])
    },
    remove: (form) => {
      agreed.delete(form)
      set(forms.filter((each) => each !== form))
    },
    ask: (next) => {
      leaving?.stay()
      leaving = next
      agreed.clear()
      changed()
    },
    agree: (form) => {
      agreed.add(form)
      changed()
    },
    stay: () => {
      const current = leaving
      leaving = null
      agreed.clear()
      current?.stay()
      changed()
    },
  }
}

export const unsavedChanges = createUnsavedChanges((isUnsaved) => void window.api.app.holdUp({ isUnsaved }))

/** What the window says about its unsaved changes; see `main/unsaved-changes.ts`. */
export type LeavingPort = {
  set(isUnsaved: boolean): void
  /** Nothing holds up the end any longer. */
  leave(): void
}

/** Where there is no window. */
export const NO_LEAVING: LeavingPort = { set: () => undefined, leave: () => undefined }

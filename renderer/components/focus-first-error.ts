/**
 * Puts the focus into the first wrong field as it is seen. Rejected: react-hook-form's own way, which goes by the
 * order of registration and so jumps over fields that appeared later.
 */
export function focusFirstError(formId: string): void {
  // React draws an error that main has answered in a task of its own, which may come after a time-out of zero; the
  // frame after the next one shows it.
  requestAnimationFrame(() => {
    requestAnimationFrame(() => {
      const form = document.getElementById(formId)
      form?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
    })
  })
}

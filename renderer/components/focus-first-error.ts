/**
 * Puts the focus into the first wrong field as it is seen. Rejected: react-hook-form's own way, which goes by the
 * order of registration and so jumps over fields that appeared later.
 */
export function focusFirstError(formId: string): void {
  // After the drawing that marks the fields.
  setTimeout(() => {
    const form = document.getElementById(formId)
    form?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
  })
}

/**
 * Puts the fields of an error from main to the fields of the form. react-hook-form keeps a message and `types`
 * (a record of strings) per error; the message is the code, `types` takes the params, so that the text can be
 * made where it is shown.
 */
import type { FieldPath, FieldValues, UseFormSetError } from 'react-hook-form'
import type { AppError } from '#shared/errors.ts'

/**
 * @param fieldOf finds the form's field for a path of main, `null` when the form has none
 * @returns what is left to show in an alert: the whole error, unless every field found its place
 */
export function showServerErrors<V extends FieldValues>(
  error: AppError,
  setError: UseFormSetError<V>,
  fieldOf: (path: string) => FieldPath<V> | null,
): AppError | null {
  const fields = error.fields ?? []
  const homeless = fields.filter((field) => fieldOf(field.path) === null)
  for (const field of fields) {
    const name = fieldOf(field.path)
    if (name === null) continue
    const types = Object.fromEntries(
      Object.entries(field.params).map(([param, value]) => [param, String(value)]),
    )
    setError(name, { type: 'server', message: field.code, types })
  }
  if (fields.length === 0) return error
  return homeless.length === 0 ? null : { ...error, fields: homeless }
}

import type { FieldError } from 'react-hook-form'
import { codeOf } from '#shared/domain/validation.ts'
import { useErrorText } from '../i18n/use-error-text.ts'

/** The text of a form error: messages are codes, params of errors from main travel in `types` (see below). */
export function useFieldText(): (error: FieldError | undefined) => string | null {
  const errorText = useErrorText()
  return (error) => {
    if (!error) return null
    const params = Object.fromEntries(
      Object.entries(error.types ?? {}).flatMap(([name, value]) =>
        typeof value === 'string' ? [[name, value]] : [],
      ),
    )
    const { what, todo } = errorText({ code: codeOf(error.message), params })
    return `${what} ${todo}`
  }
}

/**
 * Validation messages are error codes. zod wants a message for an issue; ours is always the code of the reason,
 * so that the form and main speak of the same thing and the text is found in the catalogue.
 */
import type { z } from 'zod'
import { ERRORS, appError, type AppError, type ErrorCode, type FieldError } from '../errors.ts'
import { failure, ok, type Result } from '../result.ts'

/** Marks a zod message as one of our codes; checks at compile time that the code exists. */
export function code(errorCode: ErrorCode): ErrorCode {
  return errorCode
}

/** The code in a zod message, or `field.invalid` for a message of zod's own. */
export function codeOf(message: string | undefined): ErrorCode {
  return message !== undefined && message in ERRORS ? (message as ErrorCode) : 'field.invalid'
}

/** Parses `value`; failures become one `input.invalid` that names every field once, first reason first. */
export function validate<S extends z.ZodType>(schema: S, value: unknown): Result<z.output<S>> {
  const parsed = schema.safeParse(value)
  return parsed.success ? ok(parsed.data) : failure(inputError(parsed.error))
}

/** `input.invalid` with the fields of a zod error. */
export function inputError(error: z.ZodError): AppError {
  const fields = new Map<string, FieldError>()
  for (const issue of error.issues) {
    const path = issue.path.join('.')
    if (!fields.has(path)) fields.set(path, { path, code: codeOf(issue.message), params: {} })
  }
  return appError('input.invalid', {}, [...fields.values()])
}

/** `input.invalid` for one field. */
export function fieldError(path: string, errorCode: ErrorCode, params: FieldError['params'] = {}): AppError {
  return appError('input.invalid', {}, [{ path, code: errorCode, params }])
}

/**
 * A wrong call of the command line. It is `input.invalid` like every wrong input; which mistake it was stands in the
 * param `problem`, and `output.ts` finds the text by it.
 */
import { appError, type AppError, type ErrorParams } from '#shared/errors.ts'

export const USAGE_PROBLEMS = [
  'no-command',
  'unknown-command',
  'unknown-option',
  'option-without-value',
  'excess-arguments',
  'other',
  'password-option',
  'password-in-config',
  'config-unreadable',
  'config-unknown-name',
  'ca-unreadable',
  'id-or-all',
  'object-or-all',
  'report-ending',
  'unknown-object',
  'record-unreadable',
  'file-unreadable',
  'nothing-to-change',
  'not-for-kind',
  'no-such-problem',
  'stdin-is-terminal',
] as const
export type UsageProblem = (typeof USAGE_PROBLEMS)[number]

export function usageError(problem: UsageProblem, params: ErrorParams = {}): AppError {
  return appError('input.invalid', { problem, ...params })
}

/** Several options that are missing, told at once. */
export function missingOptions(names: readonly string[]): AppError {
  return appError(
    'input.invalid',
    {},
    names.map((path) => ({ path, code: 'field.required', params: {} })),
  )
}

export function usageProblemOf(error: AppError): UsageProblem | null {
  if (error.code !== 'input.invalid') return null
  return USAGE_PROBLEMS.find((problem) => problem === error.params.problem) ?? null
}

/** A connection test as lines to read, and as a script reads it. */
import type { TestReport, TestStep } from '#shared/domain/connection-test.ts'
import { appError, type AppError } from '#shared/errors.ts'
import { toldError } from './output.ts'
import type { Translate } from './texts.ts'

/** Why a test did not pass; `null`: it did. */
export function testErrorOf({ outcome, steps }: TestReport): AppError | null {
  switch (outcome) {
    case 'passed':
      return null
    case 'cancelled':
      return appError('test.cancelled')
    case 'incomplete':
      return appError('input.invalid', {}, [{ path: 'mailbox', code: 'field.required', params: {} }])
    default: {
      const step = steps.find(({ state }) => state === 'failed')
      return step?.state === 'failed' ? step.error : appError('internal.unexpected', { reason: 'no outcome' })
    }
  }
}

export function toldStep(step: TestStep, t: Translate): object {
  if (step.state === 'failed') return { ...step, error: toldError(step.error, t) }
  if (step.state === 'pending' || step.state === 'running') return step
  return { ...step, text: findingOf(step, t), ...(step.state === 'warning' && { todo: todoOf(step, t) }) }
}

const SIGNS = { passed: '+', warning: '!', failed: 'x', skipped: '-', pending: ' ', running: ' ' } as const

export function stepLine(step: TestStep, t: Translate): string {
  const name = `${SIGNS[step.state]} ${t(`steps.${step.id}`)}`
  if (step.state === 'failed') return `${name}: ${t(`errors.${step.error.code}.what`, step.error.params)}`
  if (step.state === 'pending' || step.state === 'running') return name
  return `${name}: ${findingOf(step, t)}`
}

function findingOf(step: Extract<TestStep, { readonly verdict: unknown }>, t: Translate): string {
  return step.state === 'warning'
    ? t(`warnings.${step.verdict.name}.what`, step.verdict.params)
    : t(`verdicts.${step.verdict.name}`, step.verdict.params)
}

function todoOf({ verdict }: Extract<TestStep, { readonly state: 'warning' }>, t: Translate): string {
  return t(`warnings.${verdict.name}.todo`, verdict.params)
}

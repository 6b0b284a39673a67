/**
 * What reaches the two output streams, and the exit code.
 *
 * Standard output gets the answer: with `--json` exactly one document, otherwise lines to read. Standard error gets
 * progress and, without `--json`, errors. Subjects and names come from strangers: control characters are taken out of
 * lines, so that no e-mail moves the cursor of a terminal or disguises what is on it.
 */
import type { AppError, ErrorCode } from '#shared/errors.ts'
import type { ErrorText } from '#shared/texts/catalogue.ts'
import type { OutputStyle } from './arguments.ts'
import type { TextKey, Translate } from './texts.ts'
import { usageProblemOf } from './usage-error.ts'

export const EXIT = { success: 0, failure: 1, usage: 2, interrupted: 130 } as const

/** What a command has to say at its end. */
export type Answer = {
  /** `null` is success. */
  readonly error: AppError | null
  /** Members of the JSON document beside `ok` and `error`. */
  readonly json: Readonly<Record<string, unknown>>
  readonly lines: readonly string[]
  /** Words for the error where those of its code do not fit. */
  readonly errorText?: 'withoutAccount' | 'exportCancelled' | 'allowHost' | undefined
  /** Default: by the error. */
  readonly exitCode?: number | undefined
}

export function failed(error: AppError): Answer {
  return { error, json: {}, lines: [] }
}

export type Printed = { readonly output: string; readonly errors: string; readonly exitCode: number }

/** @param incidents what happened beside the answer and must be known, for example a repair of the database */
export function print(
  answer: Answer,
  style: OutputStyle,
  t: Translate,
  incidents: readonly AppError[] = [],
): Printed {
  const { error, json } = answer
  const exitCode = answer.exitCode ?? exitCodeOf(error)
  if (style.json) {
    const document = {
      ok: error === null,
      ...json,
      ...(incidents.length > 0 && { incidents: incidents.map((incident) => toldError(incident, t)) }),
      error: error && toldError(error, t, answer.errorText),
    }
    return { output: `${JSON.stringify(document, null, 2)}\n`, errors: '', exitCode }
  }
  return {
    output: joined(answer.lines),
    errors: joined([
      ...incidents.flatMap((incident) => incidentLines(incident, t)),
      ...(error ? errorLines(error, t, answer.errorText) : []),
    ]),
    exitCode,
  }
}

export function exitCodeOf(error: AppError | null): number {
  if (error === null) return EXIT.success
  if (error.category === 'cancelled') return EXIT.interrupted
  return error.category === 'input' ? EXIT.usage : EXIT.failure
}

/** An error with its words, as the JSON document holds it. */
export function toldError(error: AppError, t: Translate, special?: Answer['errorText']) {
  const { code, category, retry, params, fields } = error
  return {
    code,
    category,
    retry,
    params,
    ...textOf(error, t, special),
    ...(fields && {
      fields: fields.map((field) => ({
        option: optionOf(field.path),
        code: field.code,
        params: field.params,
        ...codeText(field.code, field.params, t),
      })),
    }),
  }
}

export function errorLines(error: AppError, t: Translate, special?: Answer['errorText']): string[] {
  const { what, todo } = textOf(error, t, special)
  const fields = (error.fields ?? []).map((field) => {
    const text = codeText(field.code, field.params, t)
    return `  ${optionOf(field.path)}: ${text.what} ${text.todo}`
  })
  return [`${t('cli.error', { code: error.code })}: ${what}`, ...fields, todo]
}

function incidentLines(incident: AppError, t: Translate): string[] {
  const { what, todo } = textOf(incident, t, undefined)
  return [`${t('cli.incident', { code: incident.code })}: ${what}`, todo]
}

/** Lines without anything that a terminal would act upon. */
export function joined(lines: readonly string[]): string {
  return lines
    .map((line) => `${line.replace(/[\p{Cc}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu, ' ')}\n`)
    .join('')
}

function textOf(error: AppError, t: Translate, special: Answer['errorText']): ErrorText {
  const problem = usageProblemOf(error)
  if (problem !== null) return text(`usage.${problem}`, error.params, t)
  if (special !== undefined) return text(`cli.${special}`, error.params, t)
  if (error.code === 'secret.not-stored') return text('cli.passwordMissing', {}, t)
  if (error.code === 'input.invalid' && error.fields) return text('cli.invalid', {}, t)
  return codeText(error.code, error.params, t)
}

function codeText(code: ErrorCode, params: AppError['params'], t: Translate): ErrorText {
  return text(`errors.${code}`, params, t)
}

type TextOf<K> = K extends `${infer Name}.what` ? Name : never

function text(name: TextOf<TextKey>, params: AppError['params'], t: Translate): ErrorText {
  return { what: t(`${name}.what`, params), todo: t(`${name}.todo`, params) }
}

/** The option in which a value of the domain is given. */
const OPTIONS: Readonly<Record<string, string>> = {
  authenticationMethod: '--auth',
  access: '--access',
  userName: '--user',
  address: '--prime-address',
  primeEmailAccountId: '--prime-address',
  'owner.name': '--owner',
  'owner.kind': '--owner-kind',
  password: 'EWS_KONNEKTOR_PASSWORD',
}

function optionOf(path: string): string {
  const name = path.replace(/^(connector|account)\./, '').replace(/\.\d+$/, '')
  return OPTIONS[name] ?? `--${name}`
}

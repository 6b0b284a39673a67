import type { ErrorParams } from '../errors.ts'

/** Fills `{{name}}` of a text, where a few words do not need a whole i18next. */
export function fillText(text: string, params: ErrorParams): string {
  return text.replace(/\{\{(\w+)\}\}/g, (_found, name: string) => String(params[name] ?? ''))
}

/** Fields of settings and connectors by their dotted names. */
import { isRecord } from './file-policies.ts'

export function valueAt(whole: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((part, name) => (isRecord(part) ? part[name] : undefined), whole)
}

/** A copy with another value there. */
export function withValueAt<T extends object>(whole: T, path: string, value: unknown): T {
  const [name = '', ...rest] = path.split('.')
  const part: unknown = (whole as Record<string, unknown>)[name]
  const changed = rest.length === 0 ? value : withValueAt(isRecord(part) ? part : {}, rest.join('.'), value)
  return { ...whole, [name]: changed }
}

/**
 * Takes secrets out of what is about to be logged, traced or exported: values under telling names, `Authorization` headers, tokens, and
 * credentials inside addresses. A net below the rule that secrets are never handed to the log in the first place.
 */
const SECRET_NAME = /pass(word|wort|phrase)?|secret|token|authorization|cookie|credential/i

/** A header in a text: the rest of its line, or of the quoted text that it stands in. */
const HEADER =
  /\b((?:proxy-)?authorization["']?\s*[:=]\s*["']?|(?:set-)?cookie["']?\s*[:=]\s*["']?)[^\r\n"']+/gi

/** What may be a token: words with dots between. Begins only where a word does: half a megabyte of base64 is one. */
const DOTTED = /(?<![\w-])[\w-]+(?:\.[\w-]*){2,}/g

export const REDACTED = '[redacted]'

/** Deeper structures are cut: a log line is not a dump. */
const MAX_DEPTH = 6

/** However deep; for documents that are written whole. */
export function redactWhole(value: unknown): unknown {
  return redact(value, -Infinity)
}

export function redact(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return redactText(value)
  if (value instanceof Error) return redactText(value.stack ?? `${value.name}: ${value.message}`)
  if (typeof value !== 'object' || value === null) return value
  if (depth >= MAX_DEPTH) return '[…]'
  if (Array.isArray(value)) return value.map((element) => redact(element, depth + 1))
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      SECRET_NAME.test(name) ? REDACTED : redact(member, depth + 1),
    ]),
  )
}

export function redactText(text: string): string {
  return text
    .replace(HEADER, `$1${REDACTED}`)
    .replace(/\b(basic|bearer|negotiate|ntlm)\s+[a-z0-9+/=._~-]{8,}/gi, `$1 ${REDACTED}`)
    .replace(DOTTED, (dotted) => {
      const start = dotted.search(/\beyJ/)
      return start < 0 ? dotted : dotted.slice(0, start) + REDACTED
    })
    .replace(/(:\/\/)[^\s/@:]*:[^\s/]+@/g, `$1${REDACTED}@`)
    .replace(
      /((?:password|passwort|secret|token)["']?\s*[:=]\s*)("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\S+)/gi,
      `$1${REDACTED}`,
    )
}

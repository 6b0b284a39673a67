/**
 * The last net before something leaves the computer: the secrets that are stored are looked for literally, in the
 * forms in which they stand in addresses, headers, XML and JSON, and taken out wherever they are. What the rules of
 * `shared/redact.ts` recognise by its name or form was taken out before; here is found the password that somebody
 * typed into the field of the user name.
 */
import { REDACTED } from '#shared/redact.ts'

/** Shorter ones stand in too many words, and would tell by their absence what they are. */
const SHORTEST_SECRET = 4

export function secretFilter(secrets: readonly string[]): (text: string) => string {
  const forms = new Set(
    secrets
      .filter((secret) => secret.length >= SHORTEST_SECRET)
      .flatMap((secret) => [
        secret,
        encodeURIComponent(secret),
        Buffer.from(secret, 'utf8').toString('base64').replace(/=+$/, ''),
        JSON.stringify(secret).slice(1, -1),
        secret.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;'),
      ]),
  )
  if (forms.size === 0) return (text) => text
  const longestFirst = [...forms].sort((one, other) => other.length - one.length)
  const any = new RegExp(
    longestFirst.map((form) => form.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')).join('|'),
    'g',
  )
  return (text) => text.replace(any, REDACTED)
}

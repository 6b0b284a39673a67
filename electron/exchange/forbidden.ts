/**
 * What a 403 means after a sign-in that was accepted: EWS is closed for the organisation, this application or the mailbox,
 * or there is no licence. The page, or a header, says which in words that differ between versions and are documented
 * nowhere, so that only what every wording must name is looked for; what names nothing stays `http.forbidden`, with the
 * words for a person to read. The settings behind it: learn.microsoft.com, "Control access to EWS in Exchange".
 */
import { type AppError, type ErrorCode, appError } from '#shared/errors.ts'

/** The first that fits; a text about an allow list of applications speaks of the organisation as well. */
const WORDINGS: readonly (readonly [RegExp, ErrorCode])[] = [
  [/licen[cs]e/i, 'exchange.no-licence'],
  [
    /EwsAllowedAppIDs|EwsAllowList|EwsBlockList|EwsApplicationAccessPolicy|\bapp(lication)?\b[^.]*\b(id|allow|block|denied|disabled|permitted)|user.?agent/i,
    'exchange.ews-off-for-application',
  ],
  [/\b(tenant|organi[sz]ation)\b/i, 'exchange.ews-off-for-organization'],
  [/\bEWS\b[^.]*\b(mailbox|user)\b|\b(mailbox|user)\b[^.]*\bEWS\b/i, 'exchange.ews-off-for-mailbox'],
]

/**
 * @param forbidden the error so far, with `diagnostics` where a header told them
 * @param said the words of the page
 */
export function explainForbidden(
  forbidden: AppError,
  said: string,
  { userName, mailbox }: { readonly userName: string; readonly mailbox: string },
): AppError {
  if (forbidden.code !== 'http.forbidden') return forbidden
  const words = `${forbidden.params.diagnostics ?? ''} ${said}`
  const code = WORDINGS.find(([wording]) => wording.test(words))?.[1]
  return code === undefined ? forbidden : appError(code, { ...forbidden.params, userName, mailbox })
}

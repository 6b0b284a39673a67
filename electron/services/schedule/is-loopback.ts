/** Whether the server of an account runs on this computer, and so can be reached without a network. */
import { urlOf } from '#shared/domain/ews-account.ts'
import type { Connected } from '../sync-jobs.ts'

export function isLoopback({ account, connector }: Connected): boolean {
  const url = urlOf(account, connector)
  return URL.canParse(url) && /^(localhost|127(\.\d+){3}|\[::1\])$/.test(new URL(url).hostname)
}

/** Whether this computer has a network, as Chromium sees it: `false` is certain, `true` is not. */
import { net } from 'electron'

export function isOnline(): boolean {
  return net.isOnline()
}

/** The steps of the connection test, in the order in which they run. */
import { address } from './address.ts'
import { authentication } from './authentication.ts'
import { clock } from './clock.ts'
import { exchangeOnline } from './exchange-online.ts'
import { folders } from './folders.ts'
import { http } from './http.ts'
import { mailbox } from './mailbox.ts'
import { mailboxSize } from './mailbox-size.ts'
import { nameResolution } from './name-resolution.ts'
import { notifications } from './notifications.ts'
import { primaryAddress } from './primary-address.ts'
import { readReceipts } from './read-receipts.ts'
import { serverVersion } from './server-version.ts'
import { proxy } from './proxy.ts'
import { signInMethods } from './sign-in-methods.ts'
import type { Step } from './step.ts'
import { tcp } from './tcp.ts'
import { throttling } from './throttling.ts'
import { timeZones } from './time-zones.ts'
import { tls } from './tls.ts'
import { writeAccess } from './write-access.ts'

export const STEPS: readonly Step[] = [
  address,
  proxy,
  nameResolution,
  tcp,
  tls,
  http,
  signInMethods,
  clock,
  authentication,
  serverVersion,
  exchangeOnline,
  mailbox,
  primaryAddress,
  folders,
  writeAccess,
  timeZones,
  readReceipts,
  mailboxSize,
  notifications,
  throttling,
]

/** The steps of the connection test, in the order in which they run. */
import { authentication } from './authentication.ts'
import { inbox } from './inbox.ts'
import { mailbox } from './mailbox.ts'
import { nameResolution } from './name-resolution.ts'
import { signInMethods } from './sign-in-methods.ts'
import type { Step } from './step.ts'
import { tcp } from './tcp.ts'
import { tls } from './tls.ts'

export const STEPS: readonly Step[] = [
  nameResolution,
  tcp,
  tls,
  signInMethods,
  authentication,
  mailbox,
  inbox,
]

/** What the form of the proxy has to know beside its settings. */
import { z } from 'zod'
import { appErrorSchema } from '../errors.ts'
import { secretStateSchema } from './ews-account.ts'

export const networkStateSchema = z.object({
  password: secretStateSchema,
  /** Why a stored password cannot be used here. */
  passwordProblem: appErrorSchema.nullable(),
  /** The proxy that `EWS_KONNEKTOR_PROXY` names, which wins; `null`: it names none. */
  environment: z.string().nullable(),
})
export type NetworkState = z.infer<typeof networkStateSchema>

/** Of a server that is to be reached through the proxy; nobody signs in there. */
export const proxyTestSchema = z.object({ url: z.url({ protocol: /^https?$/ }).max(2048) })

/** The connector: all settings for one Exchange service, with the rules that hold in the form and in main. */
import { z } from 'zod'
import { exchangeUrlProblem, serviceKindOf } from './exchange-url.ts'
import { connectorIdSchema, instantSchema } from './ids.ts'
import { DEFAULT_OAUTH2, oauth2Problems, oauth2SettingsSchema } from './oauth2.ts'
import { SYSTEM_TRUST, trustSchema } from './trust.ts'
import { code } from './validation.ts'

export const AUTHENTICATION_METHODS = ['oauth2', 'basic', 'windows'] as const
export const authenticationMethodSchema = z.enum(AUTHENTICATION_METHODS)
export type AuthenticationMethod = z.infer<typeof authenticationMethodSchema>

/** The ways of signing in that this version carries out; the others can be configured, and say so. */
export const AVAILABLE_AUTHENTICATION_METHODS: readonly AuthenticationMethod[] = ['basic', 'oauth2']

export const CONNECTOR_NAME_MAX = 100

const shape = {
  name: z.string().trim().min(1, code('field.required')).max(CONNECTOR_NAME_MAX, code('field.too-long')),
  active: z.boolean(),
  url: z
    .string()
    .trim()
    .min(1, code('field.required'))
    .superRefine((value, context) => {
      const problem = value === '' ? null : exchangeUrlProblem(value)
      if (problem) context.addIssue({ code: 'custom', message: code(problem) })
    }),
  domain: z.string().trim().max(255, code('field.too-long')),
  authenticationMethod: authenticationMethodSchema,
  trust: trustSchema,
  /** Kept while another method is chosen, so that nothing has to be entered again. */
  oauth2: oauth2SettingsSchema,
}

/** What the form edits: a connector before it is saved. */
export const connectorDraftSchema = z.object(shape).superRefine((draft, context) => {
  // Exchange Online switched Basic off in 2022 and never offered NTLM to EWS clients.
  if (serviceKindOf(draft.url) === 'exchange-online' && draft.authenticationMethod !== 'oauth2') {
    context.addIssue({
      code: 'custom',
      path: ['authenticationMethod'],
      message: code('authentication.exchange-online-oauth2-only'),
    })
  }
  if (draft.authenticationMethod !== 'oauth2') return
  for (const problem of oauth2Problems(draft.oauth2)) {
    context.addIssue({ code: 'custom', path: ['oauth2', problem.path], message: code(problem.code) })
  }
})
export type ConnectorDraft = z.infer<typeof connectorDraftSchema>

/** A connector as it is stored. The schema is structural: a stored connector is not judged by form rules. */
export const connectorSchema = z.object({
  id: connectorIdSchema,
  name: z.string(),
  active: z.boolean(),
  url: z.string(),
  domain: z.string(),
  authenticationMethod: authenticationMethodSchema,
  /** Connectors stored before there was one trust what the system trusts. */
  trust: trustSchema.default(SYSTEM_TRUST),
  oauth2: oauth2SettingsSchema.default(DEFAULT_OAUTH2),
  changedAt: instantSchema,
})
export type Connector = z.infer<typeof connectorSchema>

/** Whether two connector names are the same to us: names are unique without regard to case. */
export function sameName(one: string, other: string): boolean {
  return one.trim().toLocaleLowerCase('de-CH') === other.trim().toLocaleLowerCase('de-CH')
}

/**
 * What an access token says, for the administrator who asks why a server refuses it: header and claims, and whether
 * that is what Exchange needs. The token itself and its signature are in none of these types: with them, whoever has a
 * picture or a copy of the window would have the mailbox.
 */
import { z } from 'zod'
import { instantSchema } from './ids.ts'

/** What Exchange looks at. */
export const TOKEN_DEMANDS = ['audience', 'permission', 'time'] as const
export type TokenDemand = (typeof TOKEN_DEMANDS)[number]

type Finding = { readonly demand: TokenDemand; readonly state: 'passed' | 'warning' | 'failed' }

/** Every verdict there is. `warning`: whether the server takes it depends on how it is set up. */
export const TOKEN_VERDICTS = {
  'audience-server': { demand: 'audience', state: 'passed' },
  'audience-exchange-online': { demand: 'audience', state: 'passed' },
  'audience-cloud-on-premises': { demand: 'audience', state: 'warning' },
  'audience-other-name': { demand: 'audience', state: 'warning' },
  'audience-foreign': { demand: 'audience', state: 'failed' },
  'audience-missing': { demand: 'audience', state: 'failed' },
  'permission-user': { demand: 'permission', state: 'passed' },
  'permission-application': { demand: 'permission', state: 'passed' },
  'permission-adfs': { demand: 'permission', state: 'warning' },
  'permission-user-missing': { demand: 'permission', state: 'failed' },
  'permission-application-missing': { demand: 'permission', state: 'failed' },
  'time-valid': { demand: 'time', state: 'passed' },
  'time-unlimited': { demand: 'time', state: 'warning' },
  'time-early': { demand: 'time', state: 'failed' },
  'time-expired': { demand: 'time', state: 'failed' },
} as const satisfies Record<string, Finding>
export type TokenVerdictCode = keyof typeof TOKEN_VERDICTS
const VERDICT_CODES = Object.keys(TOKEN_VERDICTS) as [TokenVerdictCode, ...TokenVerdictCode[]]

export const tokenVerdictSchema = z.object({
  code: z.enum(VERDICT_CODES),
  params: z.record(z.string(), z.string()),
})
export type TokenVerdict = z.infer<typeof tokenVerdictSchema>

export const tokenClaimSchema = z.object({
  name: z.string(),
  value: z.string(),
  /** Set for the claims that are times. */
  at: instantSchema.nullable(),
})
export type TokenClaim = z.infer<typeof tokenClaimSchema>

export const accessTokenSchema = z.discriminatedUnion('kind', [
  /** Only the server and the identity provider can read it. */
  z.object({ kind: z.literal('opaque') }),
  z.object({
    kind: z.literal('readable'),
    header: z.array(tokenClaimSchema),
    claims: z.array(tokenClaimSchema),
    /** The claims as JSON, to be copied. */
    claimsJson: z.string(),
    /** One for each demand, in their order. */
    verdicts: z.array(tokenVerdictSchema),
  }),
])
export type AccessToken = z.infer<typeof accessTokenSchema>

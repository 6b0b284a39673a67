/** Signing in with OAuth2 as the window sees it: the state of an account, and the course of one sign-in. */
import { z } from 'zod'
import { appErrorSchema } from '../errors.ts'
import { ewsAccountIdSchema, instantSchema } from './ids.ts'
import { identitySchema } from './oauth2.ts'

export const signInStateSchema = z.discriminatedUnion('state', [
  /** The connector signs in otherwise. */
  z.object({ state: z.literal('not-used') }),
  /** The connector's application signs in for all its accounts. */
  z.object({ state: z.literal('application') }),
  z.object({ state: z.literal('signed-in'), identity: identitySchema }),
  /** `identity`: who has to sign in again; `null` for the first time. */
  z.object({ state: z.literal('required'), identity: identitySchema.nullable(), error: appErrorSchema }),
])
export type SignInState = z.infer<typeof signInStateSchema>

export const signInIdSchema = z.uuid().brand<'SignInId'>()
export type SignInId = z.infer<typeof signInIdSchema>

/** `device-code`: on another device, for machines without a browser. */
export const SIGN_IN_WAYS = ['browser', 'device-code'] as const
export type SignInWay = (typeof SIGN_IN_WAYS)[number]

const running = { id: signInIdSchema, accountId: ewsAccountIdSchema }

export const signInProgressSchema = z.discriminatedUnion('state', [
  /** The identity provider is asked for its addresses, or for a device code. */
  z.object({ ...running, state: z.literal('starting') }),
  /** `isOpen`: whether the system took the address; if not, the person opens the link. */
  z.object({
    ...running,
    state: z.literal('waiting'),
    way: z.literal('browser'),
    isOpen: z.boolean(),
    until: instantSchema,
  }),
  z.object({
    ...running,
    state: z.literal('waiting'),
    way: z.literal('device-code'),
    userCode: z.string(),
    verificationUrl: z.string(),
    until: instantSchema,
  }),
  z.object({ ...running, state: z.literal('succeeded'), identity: identitySchema }),
  z.object({ ...running, state: z.literal('failed'), error: appErrorSchema }),
])
export type SignInProgress = z.infer<typeof signInProgressSchema>

/** Policies as a source holds them, before anybody has looked whether they mean something. */
import type { PolicyLevel, PolicySource } from '#shared/domain/policies.ts'
import type { AppError } from '#shared/errors.ts'

/** `other`: of a kind that no policy has, for example REG_BINARY. */
export type RawValue =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'lines'; readonly lines: readonly string[] }
  | { readonly kind: 'json'; readonly value: unknown }
  | { readonly kind: 'other' }

export type RawPolicy = {
  readonly source: PolicySource
  readonly level: PolicyLevel
  readonly name: string
  readonly value: RawValue
}

/** What is wrong with a source as a whole, or a part of it that has no name of a policy. */
export type SourceProblem = { readonly source: PolicySource; readonly error: AppError }

export type RawPolicies = {
  readonly policies: readonly RawPolicy[]
  readonly problems: readonly SourceProblem[]
}

export const NO_RAW_POLICIES: RawPolicies = { policies: [], problems: [] }

/** Where policies come from. It never throws: what cannot be read is a problem of its own. */
export type PolicyReader = () => Promise<RawPolicies>

/** A registry export or a file with policies of more than this is none (bytes). */
export const MAX_POLICY_BYTES = 1024 * 1024

/**
 * Connectors that a policy gives: JSON with the fields of a connector, an `id` that stays the same for ever, and which
 * of the fields are locked; without `locked` all that are given. Judged by the schema of the form.
 *
 * Passwords and secrets are no fields of a connector, and never come this way.
 */
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { connectorDraftSchema, NEW_CONNECTOR, type ConnectorDraft } from '#shared/domain/connector.ts'
import { connectorIdSchema, type ConnectorId } from '#shared/domain/ids.ts'
import { DEFAULT_OAUTH2 } from '#shared/domain/oauth2.ts'
import type { PolicySource } from '#shared/domain/policies.ts'
import { CONNECTOR_SYNC_DEFAULTS } from '#shared/domain/sync-settings.ts'
import { validate } from '#shared/domain/validation.ts'
import { appError, type AppError } from '#shared/errors.ts'
import { isRecord } from './file-policies.ts'
import type { RawValue } from './raw-policies.ts'

export type PolicyConnector = {
  readonly id: ConnectorId
  readonly source: PolicySource
  readonly draft: ConnectorDraft
  /** Dotted names of fields. */
  readonly locked: readonly string[]
}

const { name: _name, url: _url, ...DEFAULTS } = NEW_CONNECTOR

/** Objects in a connector whose fields are set and locked one by one; trust is one decision. */
const GROUPS: Readonly<Record<string, object>> = { sync: CONNECTOR_SYNC_DEFAULTS, oauth2: DEFAULT_OAUTH2 }

/** Every field of a connector that a policy can lock. */
export const CONNECTOR_FIELDS: readonly string[] = Object.keys(NEW_CONNECTOR).flatMap((name) =>
  GROUPS[name] ? Object.keys(GROUPS[name]).map((field) => `${name}.${field}`) : [name],
)

const frameSchema = z.looseObject({
  id: z.string().trim().min(1).max(100),
  locked: z.array(z.string()).optional(),
})

/** A registry holds JSON as text, or in each line a connector. @returns `null`: this is no list of connectors */
export function connectorList(value: RawValue): unknown[] | null {
  if (value.kind === 'json') return listOf(value.value)
  const texts = value.kind === 'text' ? [value.text] : value.kind === 'lines' ? value.lines : null
  if (!texts) return null
  try {
    return texts.flatMap((text) => listOf(JSON.parse(text)) ?? [null])
  } catch {
    return null
  }
}

function listOf(value: unknown): unknown[] | null {
  if (Array.isArray(value)) return value as unknown[]
  return isRecord(value) ? [value] : null
}

export type ReadConnector = {
  readonly connector: PolicyConnector | null
  readonly problems: readonly AppError[]
}

/** What of it cannot be used is told and left out; what every connector needs is not left out. */
export function readConnector(value: unknown, source: PolicySource, index: number): ReadConnector {
  const frame = frameSchema.safeParse(value)
  const number = `#${index + 1}`
  if (!frame.success) {
    const field = String(frame.error.issues[0]?.path[0] ?? '{ … }')
    return { connector: null, problems: [appError('policy.connector-invalid', { connector: number, field })] }
  }
  const { id, locked, ...fields } = frame.data
  const unknown = (field: string): AppError =>
    appError('policy.connector-unknown-field', { connector: id, field })
  const problems: AppError[] = []
  const given: string[] = []
  const draft: Record<string, unknown> = { ...DEFAULTS }
  for (const [name, part] of Object.entries(fields)) {
    const group = GROUPS[name]
    if (group && isRecord(part)) {
      const known = Object.entries(part).filter(([field]) => Object.hasOwn(group, field))
      draft[name] = { ...group, ...Object.fromEntries(known) }
      for (const field of Object.keys(part)) {
        if (Object.hasOwn(group, field)) given.push(`${name}.${field}`)
        else problems.push(unknown(`${name}.${field}`))
      }
    } else if (group || CONNECTOR_FIELDS.includes(name)) {
      draft[name] = part
      given.push(name)
    } else problems.push(unknown(name))
  }
  const valid = validate(connectorDraftSchema, draft)
  if (!valid.ok) {
    const field = (valid.error.fields ?? []).map(({ path }) => path).join(', ')
    return {
      connector: null,
      problems: [...problems, appError('policy.connector-invalid', { connector: id, field })],
    }
  }
  for (const field of locked ?? []) if (!CONNECTOR_FIELDS.includes(field)) problems.push(unknown(field))
  const kept = (locked ?? given).filter((field) => CONNECTOR_FIELDS.includes(field))
  const connector = { id: connectorIdOf(id), source, draft: valid.value, locked: [...new Set(kept)] }
  return { connector, problems }
}

/** The id of a connector of this application, or one made of the name, the same on every computer (RFC 9562, version 8). */
export function connectorIdOf(id: string): ConnectorId {
  const own = connectorIdSchema.safeParse(id.toLowerCase())
  if (own.success) return own.data
  const bytes = createHash('sha256').update(`ms-ews-konnektor/policy/${id}`).digest().subarray(0, 16)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  const groups = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)]
  return connectorIdSchema.parse(groups.join('-'))
}

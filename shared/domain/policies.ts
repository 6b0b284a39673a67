/**
 * The policies with which an administrator presets and locks settings, in one table: what each governs, and which
 * values it takes. Kinds, ranges and choices are those of the settings themselves. From this table come the reader
 * (`electron/policies`), the templates for group policies (`resources/policies`), the list in the help and the locked
 * fields in the window; a new policy is one line here and its texts.
 *
 * Rejected: a policy for every setting by itself. A name that administrators have in their group policies is a promise
 * for years, so each stands here because somebody wrote it.
 */
import { z } from 'zod'
import { appErrorSchema } from '../errors.ts'
import { backgroundSettingsSchema } from './background.ts'
import { connectorIdSchema } from './ids.ts'
import { parseProxy } from './proxy.ts'
import {
  LOG_DAYS_RANGE,
  RUN_HISTORY_DAYS_RANGE,
  settingsSchema,
  TEST_HISTORY_DAYS_RANGE,
  TRACE_BODY_HOURS_RANGE,
} from './settings.ts'
import { UPDATE_CHANNELS, UPDATE_MODES, updateSettingsSchema } from './updates.ts'

/** What people may do unless a policy forbids it. */
export const PERMISSIONS = [
  'ownConnectors',
  'configurationExport',
  'import',
  'certificateTrust',
  'traceBodies',
] as const
export const permissionSchema = z.enum(PERMISSIONS)
export type Permission = z.infer<typeof permissionSchema>

type Range = { readonly least: number; readonly most: number }

/** The values of a policy; the same for the registry, the file and the templates. */
export type PolicyValues =
  | { readonly kind: 'choice'; readonly choices: readonly string[] }
  | { readonly kind: 'number'; readonly range: Range }
  | { readonly kind: 'switch' }
  /** `form`: as it is written, in no language. */
  | { readonly kind: 'text'; readonly form: string }
  | { readonly kind: 'connectors' }

type Governs =
  | {
      readonly governs: 'setting'
      /** Dotted. */
      readonly path: string
      /** The value of the setting; `undefined`: it is none. */
      readonly read: (value: unknown) => unknown
    }
  | { readonly governs: 'permission'; readonly permission: Permission }
  | { readonly governs: 'connectors' }

export type PolicyDefinition = Governs & {
  readonly category: PolicyCategory
  readonly values: PolicyValues
}

export const POLICY_CATEGORIES = [
  'connectors',
  'permissions',
  'appearance',
  'operation',
  'updates',
  'retention',
] as const
export type PolicyCategory = (typeof POLICY_CATEGORIES)[number]

const { shape } = settingsSchema
const { shape: updates } = updateSettingsSchema

/** A setting whose policy has the same values as it. */
function setting(path: string, schema: z.ZodType, category: PolicyCategory, values: PolicyValues) {
  const read = (value: unknown): unknown => schema.safeParse(value).data
  return { governs: 'setting', path, category, values, read } as const
}

const choice = (choices: readonly string[]): PolicyValues => ({ kind: 'choice', choices })
const number = (range: Range): PolicyValues => ({ kind: 'number', range })

function permission(name: Permission, category: PolicyCategory = 'permissions'): PolicyDefinition {
  return { governs: 'permission', permission: name, category, values: { kind: 'switch' } }
}

export const POLICIES = {
  Connectors: { governs: 'connectors', category: 'connectors', values: { kind: 'connectors' } },
  AllowOwnConnectors: permission('ownConnectors', 'connectors'),
  AllowCertificateTrust: permission('certificateTrust'),
  AllowConfigurationExport: permission('configurationExport'),
  AllowImport: permission('import'),
  AllowTraceBodies: permission('traceBodies'),
  Language: setting('language', shape.language, 'appearance', choice(shape.language.options)),
  Theme: setting('theme', shape.theme, 'appearance', choice(shape.theme.options)),
  PrimeTimeZone: setting('primeTimeZone', shape.primeTimeZone, 'operation', {
    kind: 'text',
    form: 'system | Europe/Zurich',
  }),
  Proxy: {
    ...{ governs: 'setting', path: 'proxy', category: 'operation' },
    values: { kind: 'text', form: 'system | none | pac:https://… | [user@]host[:port]' },
    read: (value: unknown): unknown => {
      const proxy = typeof value === 'string' ? parseProxy(value) : null
      return proxy?.ok ? proxy.value : undefined
    },
  },
  CloseToTray: setting('background.closeToTray', backgroundSettingsSchema.shape.closeToTray, 'operation', {
    kind: 'switch',
  }),
  LogLevel: setting('logLevel', shape.logLevel, 'operation', choice(shape.logLevel.unwrap().options)),
  UpdateMode: setting('updates.mode', updates.mode, 'updates', choice(UPDATE_MODES)),
  UpdateChannel: setting('updates.channel', updates.channel, 'updates', choice(UPDATE_CHANNELS)),
  UpdateServer: setting('updates.server', updates.server, 'updates', { kind: 'text', form: 'https://…' }),
  LogDays: setting('logDays', shape.logDays, 'retention', number(LOG_DAYS_RANGE)),
  RunHistoryDays: setting(
    'runHistoryDays',
    shape.runHistoryDays,
    'retention',
    number(RUN_HISTORY_DAYS_RANGE),
  ),
  TestHistoryDays: setting(
    'testHistoryDays',
    shape.testHistoryDays,
    'retention',
    number(TEST_HISTORY_DAYS_RANGE),
  ),
  TraceBodyHours: setting(
    'traceBodyHours',
    shape.traceBodyHours,
    'retention',
    number(TRACE_BODY_HOURS_RANGE),
  ),
} as const satisfies Record<string, PolicyDefinition>

export type PolicyName = keyof typeof POLICIES
export const POLICY_NAMES = Object.keys(POLICIES) as PolicyName[]

export function policyOf(name: PolicyName): PolicyDefinition {
  return POLICIES[name]
}

/** Only what a person can decide can be recommended to them. */
export function canBeRecommended(name: PolicyName): boolean {
  return policyOf(name).governs === 'setting'
}

/** Which values a policy takes, in no language: for reports and the list of the help. */
export function expectedOf(values: PolicyValues): string {
  switch (values.kind) {
    case 'choice':
      return values.choices.join(' | ')
    case 'number':
      return `${values.range.least}–${values.range.most}`
    case 'switch':
      return '1 | 0 | true | false'
    case 'text':
      return values.form
    case 'connectors':
      return '[{ "id": "…", "name": "…", "url": "https://…" }]'
  }
}

/** From the strongest: registry of the computer, file of the computer, registry of the user. */
export const POLICY_SOURCES = ['machine-registry', 'machine-file', 'user-registry'] as const
export const policySourceSchema = z.enum(POLICY_SOURCES)
export type PolicySource = z.infer<typeof policySourceSchema>

/** `mandatory` is locked; `recommended` holds until a person decides otherwise. */
export const policyLevelSchema = z.enum(['mandatory', 'recommended'])
export type PolicyLevel = z.infer<typeof policyLevelSchema>

const policyNameSchema = z.enum(POLICY_NAMES as [PolicyName, ...PolicyName[]])

/** Which policy says it, and from where. */
export const policyOriginSchema = z.object({ policy: policyNameSchema, source: policySourceSchema })
export type PolicyOrigin = z.infer<typeof policyOriginSchema>

export const policyInForceSchema = policyOriginSchema.extend({ level: policyLevelSchema, value: z.string() })
export type PolicyInForce = z.infer<typeof policyInForceSchema>

/** What cannot be used, and why. */
export const policyProblemSchema = z.object({
  source: policySourceSchema,
  /** As it is written there; `null`: the source as a whole. */
  policy: z.string().nullable(),
  error: appErrorSchema,
  /** What holds instead; `null`: what people set themselves. */
  instead: policyInForceSchema.nullable(),
})
export type PolicyProblem = z.infer<typeof policyProblemSchema>

/** Of a connector that a policy gives. `locked`: dotted names of fields. */
export const connectorPolicySchema = z.object({ source: policySourceSchema, locked: z.array(z.string()) })
export type ConnectorPolicy = z.infer<typeof connectorPolicySchema>

/** The policies as the window knows them. */
export const policyStateSchema = z.object({
  inForce: z.array(policyInForceSchema),
  /** Of those that are recommended, which people have set otherwise. */
  overridden: z.array(policyNameSchema),
  problems: z.array(policyProblemSchema),
  /** Locked settings, by their dotted name. */
  locked: z.record(z.string(), policyOriginSchema),
  forbidden: z.partialRecord(permissionSchema, policyOriginSchema),
  /** By the id of the connector. */
  connectors: z.partialRecord(connectorIdSchema, connectorPolicySchema),
})
export type PolicyState = z.infer<typeof policyStateSchema>

export const NO_POLICIES_STATE: PolicyState = {
  ...{ inForce: [], overridden: [], problems: [], locked: {}, forbidden: {}, connectors: {} },
}

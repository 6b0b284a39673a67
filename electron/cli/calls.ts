/**
 * What is to be done, with nothing missing that the command needs: options and configuration file joined (options
 * win), checked, and completed.
 */
import path from 'node:path'
import { effectiveUserName } from '#shared/domain/ews-account.ts'
import { completeExchangeUrl } from '#shared/domain/exchange-url.ts'
import type { OAuth2Settings } from '#shared/domain/oauth2.ts'
import type { PrimeItemId } from '#shared/domain/ids.ts'
import type { Revision } from '#shared/domain/prime-items.ts'
import { SYNC_KINDS, type SyncKind } from '#shared/domain/sync-kinds.ts'
import type { ReportFormat } from '#shared/domain/test-record.ts'
import { validate } from '#shared/domain/validation.ts'
import { failure, ok, type Result } from '#shared/result.ts'
import type { ItemValues } from '../services/items/item-values.ts'
import type { CommandName, OutputStyle } from './arguments.ts'
import { missingOptions, usageError } from './usage-error.ts'
import { itemValuesOf, valuesSchema, type GivenValues, type Values } from './values.ts'

/** Where to sign in and as whom. */
export type Server = {
  /** Completed to the usual path. */
  readonly url: string
  readonly domain: string
  readonly user: string
  readonly auth: Values['auth']
  /** How a user signs in; the environment may say that an application does. */
  readonly oauth2: OAuth2Settings
}

type Common = { readonly ca: string | null; readonly passwordStdin: boolean; readonly style: OutputStyle }

export type FindCall = Common & {
  readonly command: 'find'
  readonly mailbox: string
  /** Completed with the domain; `null`: nobody was named, the address of the mailbox is the user name. */
  readonly user: string | null
  /** Asked before all others. */
  readonly server: string | null
  readonly allowedHosts: readonly string[]
}
export type TestCall = Common & {
  readonly command: 'test'
  readonly server: Server
  /** `null`: only the server is tested. */
  readonly mailbox: string | null
  readonly access: Values['access']
  /** Where the report is written, if it is wanted. */
  readonly report: { readonly file: string; readonly format: ReportFormat } | null
}
/** How an account takes part; `undefined`: as it is saved, or as the product has it. */
export type SyncChoices = {
  readonly syncedKinds: SyncKind[] | undefined
  readonly receiveOnly: boolean | undefined
  readonly firstSyncDays: number | null | undefined
  readonly mailsAttendees: boolean | undefined
}
/** A connection that is told as a whole. */
export type NamedConnection = {
  readonly server: Server
  readonly mailbox: string
  readonly access: Values['access']
  readonly primeAddress: string
  readonly owner: { readonly kind: Values['owner-kind']; readonly name: string }
}
export type SyncCall = Common & {
  readonly command: 'sync'
  readonly data: string
  /** Told as a whole, or one that the data folder knows, by its Winoffice Prime e-mail account. */
  readonly connection: NamedConnection | { readonly account: string; readonly user: string }
  readonly choices: SyncChoices
  readonly dryRun: boolean
  readonly allowMassDeletion: boolean
}
export type ListCall = Common & {
  readonly command: 'list'
  readonly data: string
  readonly primeAddress: string
  readonly offset: number
  readonly limit: number
}
export type ExportCall = Common & {
  readonly command: 'export'
  readonly data: string
  readonly to: string
  readonly what:
    | { readonly kind: 'one'; readonly id: PrimeItemId }
    | { readonly kind: 'all'; readonly primeAddress: string; readonly kinds: readonly SyncKind[] }
}
/** What is known of accounts that the data folder has connections for; `null`: of all. */
export type ReportCall = Common & {
  readonly command: 'status' | 'problems' | 'runs'
  readonly data: string
  readonly account: string | null
  readonly limit: number
}
export type RetryCall = Common & {
  readonly command: 'retry'
  readonly data: string
  readonly account: string
  /** `null`: all objects of the account. */
  readonly id: string | null
}
export type ConflictsCall = Common & {
  readonly command: 'conflicts'
  readonly data: string
  readonly account: string
  readonly limit: number
  readonly restore: string | null
}
type PrimeCommon = Common & { readonly data: string }
export type PrimeCreateCall = PrimeCommon & {
  readonly command: 'prime create'
  readonly account: string
  readonly what: CreatedKind
  readonly owner: { readonly kind: Values['owner-kind']; readonly name: string }
  readonly values: ItemValues
}
export type PrimeUpdateCall = PrimeCommon & {
  readonly command: 'prime update'
  readonly id: PrimeItemId
  /** `null`: of the object as it is now. */
  readonly expected: Revision | null
  readonly values: ItemValues
}
export type PrimeDeleteCall = PrimeCommon & {
  readonly command: 'prime delete'
  readonly id: PrimeItemId
  readonly expected: Revision | null
}
export type PrimeShowCall = PrimeCommon & { readonly command: 'prime show'; readonly id: PrimeItemId }
export type PrimeListCall = PrimeCommon & {
  readonly command: 'prime list'
  readonly account: string
  readonly kind: SyncKind
  readonly after: Revision | null
  readonly limit: number
}
export type PrimeCall = PrimeCreateCall | PrimeUpdateCall | PrimeDeleteCall | PrimeShowCall | PrimeListCall

export type Call =
  FindCall | TestCall | SyncCall | ListCall | ExportCall | ReportCall | RetryCall | ConflictsCall | PrimeCall

export const CREATED_KINDS = ['account', 'email', 'appointment', 'meeting', 'absence', 'task'] as const
export type CreatedKind = (typeof CREATED_KINDS)[number]

export function callOf(command: CommandName, config: GivenValues, options: GivenValues): Result<Call> {
  const checked = validate(valuesSchema, { ...config, ...options })
  if (!checked.ok) return checked
  const values = checked.value
  const common: Common = {
    ca: values.ca ?? null,
    passwordStdin: values['password-stdin'],
    style: { json: values.json, language: values.language, progress: values.progress },
  }
  return CALLS[command](values, common)
}

type MakeCall = (values: Values, common: Common) => Result<Call>

const CALLS: Readonly<Record<CommandName, MakeCall>> = {
  find: (values, common) => {
    const { mailbox, user, domain, server } = values
    if (mailbox === undefined) return failure(missingOptions(['mailbox']))
    return ok({
      ...common,
      command: 'find',
      mailbox,
      user: user === '' ? null : effectiveUserName(user, domain),
      server: server ?? null,
      allowedHosts: values['allow-host'],
    })
  },
  test: (values, common) => {
    const { url, mailbox, access } = values
    if (url === undefined) return failure(missingOptions(['url']))
    if (mailbox === undefined && values.user !== '') return failure(missingOptions(['mailbox']))
    const report = reportOf(values.report)
    if (!report.ok) return report
    const server = serverOf(url, values)
    return ok({ ...common, command: 'test', server, mailbox: mailbox ?? null, access, report: report.value })
  },
  sync: syncCall,
  list: (values, common) => {
    const { data, offset, limit } = values
    const primeAddress = primeAddressOf(values)
    if (data === undefined || primeAddress === undefined) {
      return failure(missingOptions(missing({ data, 'prime-address': primeAddress })))
    }
    return ok({ ...common, command: 'list', data, primeAddress, offset, limit })
  },
  export: exportCall,
  status: reportCall('status'),
  problems: reportCall('problems'),
  runs: reportCall('runs'),
  retry: (values, common) => {
    const { data, 'object-id': id } = values
    const account = primeAddressOf(values)
    if (data === undefined || account === undefined)
      return failure(missingOptions(missing({ data, account })))
    if ((id === undefined) !== values.all) return failure(usageError('object-or-all'))
    return ok({ ...common, command: 'retry', data, account, id: id ?? null })
  },
  conflicts: (values, common) => {
    const { data, limit, restore = null } = values
    const account = primeAddressOf(values)
    if (data === undefined || account === undefined)
      return failure(missingOptions(missing({ data, account })))
    return ok({ ...common, command: 'conflicts', data, account, limit, restore })
  },
  'prime create': (values, common) => {
    const { data } = values
    const account = primeAddressOf(values)
    const what = CREATED_KINDS.find((kind) => kind === values.what)
    if (what === undefined)
      return failure(usageError('unknown-object', { objects: CREATED_KINDS.join(', ') }))
    if (data === undefined || account === undefined)
      return failure(missingOptions(missing({ data, account })))
    const owner = ownerOf(values, account)
    return ok({
      ...common,
      command: 'prime create',
      data,
      account,
      what,
      owner,
      values: itemValuesOf(values),
    })
  },
  'prime update': (values, common) => {
    const { data, id, expected = null } = values
    if (data === undefined || id === undefined) return failure(missingOptions(missing({ data, id })))
    return ok({ ...common, command: 'prime update', data, id, expected, values: itemValuesOf(values) })
  },
  'prime delete': (values, common) => {
    const { data, id, expected = null } = values
    if (data === undefined || id === undefined) return failure(missingOptions(missing({ data, id })))
    return ok({ ...common, command: 'prime delete', data, id, expected })
  },
  'prime show': (values, common) => {
    const { data, id } = values
    if (data === undefined || id === undefined) return failure(missingOptions(missing({ data, id })))
    return ok({ ...common, command: 'prime show', data, id })
  },
  'prime list': (values, common) => {
    const { data, limit, after = null } = values
    const account = primeAddressOf(values)
    const kind = SYNC_KINDS.find((known) => known === values.what)
    if (kind === undefined) return failure(usageError('unknown-object', { objects: SYNC_KINDS.join(', ') }))
    if (data === undefined || account === undefined)
      return failure(missingOptions(missing({ data, account })))
    return ok({ ...common, command: 'prime list', data, account, kind, after, limit })
  },
}

function syncCall(values: Values, common: Common): Result<Call> {
  const { url, mailbox, access, data, account } = values
  const call = {
    ...common,
    command: 'sync' as const,
    choices: {
      syncedKinds: values.kinds,
      receiveOnly: values['receive-only'],
      firstSyncDays: values.days === 'all' ? null : values.days,
      mailsAttendees: values['mail-attendees'],
    },
    dryRun: values['dry-run'],
    allowMassDeletion: values['allow-mass-deletion'],
  }
  if (account !== undefined && url === undefined) {
    if (data === undefined) return failure(missingOptions(['data']))
    return ok({ ...call, data, connection: { account, user: values.user } })
  }
  if (url === undefined || mailbox === undefined || data === undefined) {
    return failure(missingOptions(missing({ url, mailbox, data })))
  }
  const primeAddress = primeAddressOf(values) ?? mailbox
  const owner = ownerOf(values, primeAddress)
  return ok({
    ...call,
    data,
    connection: { server: serverOf(url, values), mailbox, access, primeAddress, owner },
  })
}

function exportCall(values: Values, common: Common): Result<Call> {
  const { data, id, all } = values
  const to = typeof values.to === 'string' ? values.to : undefined
  if ((id === undefined) !== all) return failure(usageError('id-or-all'))
  const primeAddress = primeAddressOf(values)
  if (data === undefined || to === undefined || (all && primeAddress === undefined)) {
    return failure(missingOptions(missing({ data, to, 'prime-address': all ? primeAddress : 'not needed' })))
  }
  if (id !== undefined) return ok({ ...common, command: 'export', data, to, what: { kind: 'one', id } })
  const kinds = values.kinds ?? SYNC_KINDS
  const what = { kind: 'all', primeAddress: primeAddress ?? '', kinds } as const
  return ok({ ...common, command: 'export', data, to, what })
}

function reportCall(command: ReportCall['command']): MakeCall {
  return (values, common) => {
    const { data, limit } = values
    if (data === undefined) return failure(missingOptions(['data']))
    return ok({ ...common, command, data, account: primeAddressOf(values) ?? null, limit })
  }
}

const REPORT_FORMAT_OF: Readonly<Record<string, ReportFormat>> = { '.txt': 'text', '.html': 'html' }

function reportOf(file: string | undefined): Result<TestCall['report']> {
  if (file === undefined) return ok(null)
  const format = REPORT_FORMAT_OF[path.extname(file).toLowerCase()]
  return format === undefined ? failure(usageError('report-ending')) : ok({ file, format })
}

/** The limit of an owner's name; an address may be longer. */
const OWNER_NAME_MAX = 100

function ownerOf(values: Values, address: string): PrimeCreateCall['owner'] {
  return { kind: values['owner-kind'], name: values.owner ?? address.slice(0, OWNER_NAME_MAX) }
}

function primeAddressOf(values: Values): string | undefined {
  return values.account ?? values['prime-address'] ?? values.mailbox
}

function serverOf(url: string, values: Values): Server {
  const { domain, user, auth, authority, tenant, scope } = values
  const oauth2: OAuth2Settings = { authority, tenant, scope, clientId: values['client-id'], signIn: 'user' }
  return { url: completeExchangeUrl(url), domain, user, auth, oauth2 }
}

function missing(values: Readonly<Record<string, unknown>>): string[] {
  return Object.keys(values).filter((name) => values[name] === undefined)
}

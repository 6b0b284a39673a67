/**
 * Every misbehaviour by its name. A new one is an entry in the file of its kind and a proof in
 * `test/integration/exchange-server/misbehaviour`, whose table does not compile without it.
 */
import { BROKEN_XML } from './broken-xml.ts'
import { CONNECTION } from './connection.ts'
import { GATEWAYS } from './gateways.ts'
import { LENIENCY } from './leniency.ts'
import type { Misbehaviour } from './misbehaviour.ts'
import { REFUSALS } from './refusals.ts'
import { STREAMING } from './streaming.ts'
import { SYNCHRONISATION } from './synchronisation.ts'
import { THROTTLING } from './throttling.ts'

const KINDS = {
  ...THROTTLING,
  ...CONNECTION,
  ...GATEWAYS,
  ...REFUSALS,
  ...BROKEN_XML,
  ...SYNCHRONISATION,
  ...LENIENCY,
  ...STREAMING,
} as const

export type MisbehaviourName = keyof typeof KINDS

export const CATALOGUE: Readonly<Record<MisbehaviourName, Misbehaviour>> = KINDS

export const MISBEHAVIOUR_NAMES = Object.keys(KINDS) as readonly MisbehaviourName[]

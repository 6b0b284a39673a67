/** The whole contract of a transport. */
import type { Case } from './contract.ts'
import { exchangeCases } from './exchange-cases.ts'
import { pathCases } from './path-cases.ts'
import { trustCases } from './trust-cases.ts'

export const cases: readonly Case[] = [...exchangeCases, ...pathCases, ...trustCases]

/** The channels of the contract as an attack needs them: their names, and what their payloads are made of. */
import { z } from 'zod'
import { CHANNELS, type Channel } from '#shared/contract/channels.ts'
import { contract } from '#shared/contract/contract.ts'
import { appErrorSchema } from '#shared/errors.ts'
import type { HostileAnswer } from './hostile-payloads.ts'

/** The keys of an input, also those of each variant. */
function keysOf(schema: unknown): string[] {
  if (typeof schema !== 'object' || schema === null) return []
  const { properties, anyOf, oneOf, allOf } = schema as Record<string, unknown>
  const own = typeof properties === 'object' && properties !== null ? Object.keys(properties) : []
  const variants = [anyOf, oneOf, allOf].flatMap((list) => (Array.isArray(list) ? list.flatMap(keysOf) : []))
  return [...new Set([...own, ...variants])]
}

/** Of every channel, a new one included. */
export const CHANNEL_KEYS: Record<string, string[]> = Object.fromEntries(
  CHANNELS.map((channel) => [
    channel,
    keysOf(z.toJSONSchema(contract[channel].input, { io: 'input', unrepresentable: 'any' })),
  ]),
)

const answerSchema = z.union([
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), error: appErrorSchema }),
])

/** Without what the bridge itself cannot carry, which never leaves the page. */
export function sentOf(answers: readonly HostileAnswer[]): HostileAnswer[] {
  return answers.filter(
    ({ answer }) => typeof answer !== 'object' || answer === null || !('thrown' in answer),
  )
}

/** The answers that the contract does not allow, with the reason. */
export function wrongOf(answers: readonly HostileAnswer[]): string[] {
  return answers.flatMap(({ channel, payload, answer }) => {
    const reason = wrongIn(channel, answer)
    return reason === null ? [] : [`${channel} (${payload}): ${reason}`]
  })
}

function wrongIn(channel: string, answer: unknown): string | null {
  const parsed = answerSchema.safeParse(answer)
  if (!parsed.success) return `no result: ${typeof answer} ${JSON.stringify(answer)}`.slice(0, 300)
  if (!parsed.data.ok) return parsed.data.error.code === 'internal.unexpected' ? JSON.stringify(answer) : null
  const output = contract[channel as Channel].output.safeParse(parsed.data.value)
  return output.success ? null : `not what the contract promises: ${output.error.message.slice(0, 300)}`
}

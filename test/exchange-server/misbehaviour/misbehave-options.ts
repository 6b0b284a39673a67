/**
 * What can be said about a misbehaviour that is switched on: one schema for calls in the same process, over the
 * control interface and from the command line.
 */
import { z } from 'zod'
import type { InterceptedRequest } from '../http/interception.ts'
import { CATALOGUE, MISBEHAVIOUR_NAMES } from './catalogue.ts'
import { misbehaviourSettings } from './misbehaviour.ts'

export const misbehaveOptions = misbehaviourSettings
  .extend({
    behaviour: z
      .enum(MISBEHAVIOUR_NAMES, { error: ({ input }) => `no misbehaviour is called ${String(input)}` })
      .describe('a name of the catalogue'),
    operation: z
      .union([z.string(), z.array(z.string()).min(1)])
      .optional()
      .describe('only requests for this operation, or one of these'),
    mailbox: z
      .string()
      .optional()
      .describe('only requests of the user of this mailbox, or of somebody who acts as that user'),
    path: z.string().optional().describe('path on the server; default: that of EWS'),
    after: z.int().min(0).optional().describe('lets so many requests pass first'),
    every: z.int().min(1).optional().describe('then takes only each so manieth request'),
    times: z.int().min(1).optional().describe('acts so many times; default: until it is switched off'),
    probability: z.number().min(0).max(1).optional().describe('acts by chance'),
    seed: z.int().optional().describe('of the chance; default 1'),
  })
  .superRefine(({ behaviour, operation = [] }, context) => {
    const { operations } = CATALOGUE[behaviour]
    const impossible = [operation].flat().find((asked) => operations?.includes(asked) === false)
    if (impossible === undefined) return
    context.addIssue({
      code: 'custom',
      path: ['operation'],
      message: `${behaviour} cannot act on ${impossible}`,
    })
  })

export type MisbehaveOptions = Readonly<z.infer<typeof misbehaveOptions>> & {
  /** A condition of its own, for tests in the same process. */
  readonly when?: (request: InterceptedRequest) => boolean
}

/**
 * Reads `name,key=value,key=value`; several operations are written with a plus between them.
 * @throws ZodError
 */
export function parseMisbehaveText(text: string): MisbehaveOptions {
  const [behaviour, ...pairs] = text.split(',')
  const entries = pairs.map((pair): [string, string | number | string[]] => {
    const [key = '', ...rest] = pair.split('=')
    const value = rest.join('=')
    if (key === 'operation') return [key, value.split('+')]
    return [key, /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value]
  })
  return misbehaveOptions.parse({ ...Object.fromEntries(entries), behaviour })
}

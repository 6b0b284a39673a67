/**
 * Every misbehaviour of the catalogue over real HTTP: that the client meets what the description says, that what
 * claims to follow the schema does, and that the server is itself again afterwards.
 */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  CATALOGUE,
  MISBEHAVIOUR_NAMES,
  type MisbehaviourName,
} from '#test/exchange-server/misbehaviour/catalogue.ts'
import { validateEnvelope } from '#test/exchange-server/schema-validation.ts'
import type { ActiveMisbehaviour } from '#test/exchange-server/server.ts'
import { CONTENT_PROOFS } from './content-proofs.ts'
import { INBOX, type Proofs, type Scene, codes, startScene } from './scene.ts'
import { TRANSPORT_PROOFS } from './transport-proofs.ts'

const PROOFS: Proofs<MisbehaviourName> = { ...TRANSPORT_PROOFS, ...CONTENT_PROOFS }

let scene: Scene

beforeEach(async () => {
  scene = await startScene()
})

afterEach(() => scene.end())

describe('the catalogue', () => {
  test('has a proof for each of its entries', () => {
    expect(Object.keys(PROOFS).sort()).toEqual([...MISBEHAVIOUR_NAMES].sort())
  })

  test.each(MISBEHAVIOUR_NAMES)('%s is what it says', async (behaviour) => {
    const switchedOn: ActiveMisbehaviour[] = []
    await PROOFS[behaviour]((options = {}) => {
      const active = scene.server.misbehave({ ...options, behaviour })
      switchedOn.push(active)
      return active
    }, scene)
    for (const active of switchedOn) expect(active.acted, JSON.stringify(active.options)).toBeGreaterThan(0)
    if (CATALOGUE[behaviour].answers === 'valid') {
      for (const answer of scene.answers)
        if (answer.status !== 405) expect(validateEnvelope(answer.text)).toEqual([])
    }
    scene.server.behave()
    expect(scene.server.misbehaviours).toEqual([])
    const after = await scene.anna.call(INBOX)
    expect([after.status, codes(after), validateEnvelope(after.text)]).toEqual([200, ['NoError'], []])
  })
})

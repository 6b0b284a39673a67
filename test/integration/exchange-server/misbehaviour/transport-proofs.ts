/** Proofs of what stands between client and mailbox: throttling, connections, gateways, refusals, broken XML. */
import { performance } from 'node:perf_hooks'
import { expect } from 'vitest'
import type { BROKEN_XML } from '#test/exchange-server/misbehaviour/broken-xml.ts'
import type { CONNECTION } from '#test/exchange-server/misbehaviour/connection.ts'
import type { GATEWAYS } from '#test/exchange-server/misbehaviour/gateways.ts'
import type { REFUSALS } from '#test/exchange-server/misbehaviour/refusals.ts'
import type { THROTTLING } from '#test/exchange-server/misbehaviour/throttling.ts'
import type { RawAnswer } from '#test/exchange-server/raw-client.ts'
import { getItem } from '#test/exchange-server/requests.ts'
import { validateEnvelope } from '#test/exchange-server/schema-validation.ts'
import type { MisbehaveOptions } from '#test/exchange-server/server.ts'
import { child } from '#test/exchange-server/soap/xml-tree.ts'
import {
  ANNA,
  CREATE,
  INBOX,
  type Proof,
  type Proofs,
  addMessages,
  code,
  codes,
  faultCode,
  text,
} from './scene.ts'

type Name =
  | keyof typeof THROTTLING
  | keyof typeof CONNECTION
  | keyof typeof GATEWAYS
  | keyof typeof REFUSALS
  | keyof typeof BROKEN_XML

const fault =
  (expected: string, more: (answer: RawAnswer) => void = () => undefined): Proof =>
  async (on, scene) => {
    on()
    const answer = await scene.anna.call(CREATE)
    expect([answer.status, answer.body?.name, faultCode(answer)]).toEqual([500, 'Fault', expected])
    expect(scene.mailbox.count('drafts')).toBe(0)
    more(answer)
  }

const html =
  (status: number, options: Omit<MisbehaveOptions, 'behaviour'> = {}): Proof =>
  async (on, scene) => {
    on(options)
    const answer = await scene.anna.call(CREATE)
    expect(answer.status).toBe(status)
    expect(answer.headers['content-type']).toContain('text/html')
    expect(answer.text).toMatch(/^<!DOCTYPE html>/)
    expect(scene.mailbox.count('drafts')).toBe(0)
  }

const noAnswer =
  (created: number): Proof =>
  async (on, scene) => {
    const active = on()
    const answer = scene.anna.call(CREATE)
    if (active.behaviour.startsWith('drop')) {
      await expect(answer).rejects.toMatchObject({ code: 'ECONNRESET' })
    } else {
      answer.catch(() => undefined)
      await expect.poll(() => active.acted).toBe(1)
      await expect.poll(() => scene.mailbox.count('drafts')).toBe(created)
      expect(scene.server.journal).toEqual([])
      scene.anna.close()
      await expect(answer).rejects.toThrow()
      await expect.poll(() => scene.server.journal.length).toBe(1)
    }
    expect(scene.mailbox.count('drafts')).toBe(created)
    expect(scene.server.journal).toMatchObject([{ operation: 'CreateItem', status: 0 }])
  }

const batch =
  (expected: readonly string[]): Proof =>
  async (on, scene) => {
    on({ milliseconds: 700 })
    const items = ['A', 'B', 'C'].map((subject) => `<t:Message><t:Subject>${subject}</t:Subject></t:Message>`)
    const answer = await scene.anna.call(CREATE.replace(/<t:Message>.*<\/t:Message>/, items.join('')))
    expect(answer.status).toBe(200)
    expect(codes(answer)).toEqual(expected)
    expect(scene.mailbox.items('drafts').map(({ subject }) => subject)).toEqual(
      ['A', 'B', 'C'].filter((_subject, index) => expected[index] === 'NoError'),
    )
    const failed = answer.messages.find((message) => code(message) !== 'NoError')
    const values = child(failed, 'MessageXml')!.children.map((value) => [value.attributes.Name, value.text])
    if (code(failed) === 'ErrorServerBusy') expect(values).toEqual([['BackOffMilliseconds', '700']])
    else expect(Object.fromEntries(values)).toMatchObject({ InnerErrorResponseCode: 'ErrorServerBusy' })
  }

const illegal =
  (expected: string): Proof =>
  async (on, scene) => {
    const [id = ''] = await addMessages(scene, 1)
    on()
    const answer = await scene.anna.call(getItem([id], 'Default'))
    expect(text(answer, 'Subject')).toBe(`${expected}S0`)
    expect(validateEnvelope(answer.text)).not.toEqual([])
  }

export const TRANSPORT_PROOFS: Proofs<Name> = {
  'server-busy': async (on, scene) => {
    on({ milliseconds: 1_234 })
    const answer = await scene.anna.call(CREATE)
    expect([answer.status, faultCode(answer)]).toEqual([500, 'ErrorServerBusy'])
    expect(answer.text).toContain('<t:Value Name="BackOffMilliseconds">1234</t:Value>')
    expect(scene.mailbox.count('drafts')).toBe(0)
  },
  'server-busy-without-back-off': fault('ErrorServerBusy', (answer) => {
    expect(answer.text).not.toContain('BackOffMilliseconds')
  }),
  'server-busy-in-all-messages': batch(['ErrorServerBusy', 'ErrorServerBusy', 'ErrorServerBusy']),
  'server-busy-in-one-message': batch(['NoError', 'NoError', 'ErrorServerBusy']),
  'server-busy-from-the-middle': batch(['NoError', 'ErrorServerBusy', 'ErrorServerBusy']),
  'inner-server-busy': batch([
    'ErrorInternalServerError',
    'ErrorInternalServerError',
    'ErrorInternalServerError',
  ]),
  'inner-server-busy-fault': fault('ErrorInternalServerError', (answer) => {
    expect(answer.text).toContain('<t:Value Name="InnerErrorResponseCode">ErrorServerBusy</t:Value>')
  }),
  'exceeded-connection-count': fault('ErrorExceededConnectionCount'),
  'service-unavailable': async (on, scene) => {
    await html(503, { seconds: 7 })(on, scene)
    expect(scene.answers[0]!.headers['retry-after']).toBe('7')
  },
  'service-unavailable-until': async (on, scene) => {
    const before = Date.now()
    await html(503, { seconds: 3_600 })(on, scene)
    const until = Date.parse(scene.answers[0]!.headers['retry-after']!)
    expect(until).toBeGreaterThanOrEqual(before + 3_598_000)
    expect(until).toBeLessThanOrEqual(Date.now() + 3_600_000)
  },
  'too-many-requests': async (on, scene) => {
    on({ seconds: 5 })
    const answer = await scene.anna.call(CREATE)
    expect([answer.status, answer.headers['retry-after'], answer.text]).toEqual([429, '5', ''])
    expect(scene.mailbox.count('drafts')).toBe(0)
  },
  'unauthorised-while-throttling': async (on, scene) => {
    on()
    const answer = await scene.anna.call(INBOX)
    expect([answer.status, answer.headers['www-authenticate']]).toEqual([401, 'Basic realm="127.0.0.1"'])
    expect(scene.server.failedSignIns(ANNA.user)).toBe(0)
  },

  'drop-before-effect': noAnswer(0),
  'drop-after-effect': noAnswer(1),
  'drop-in-answer': async (on, scene) => {
    on()
    await expect(scene.anna.call(CREATE)).rejects.toMatchObject({ code: 'ECONNRESET' })
    expect(scene.mailbox.count('drafts')).toBe(1)
  },
  'no-answer': noAnswer(0),
  'lost-answer': noAnswer(1),
  'slow-first-byte': async (on, scene) => {
    on({ milliseconds: 120 })
    const start = performance.now()
    expect(codes(await scene.anna.call(INBOX))).toEqual(['NoError'])
    expect(performance.now() - start).toBeGreaterThanOrEqual(115)
  },
  'slow-body': async (on, scene) => {
    on({ size: 100, milliseconds: 5 })
    const start = performance.now()
    const answer = await scene.anna.call(INBOX)
    expect(codes(answer)).toEqual(['NoError'])
    expect(performance.now() - start).toBeGreaterThanOrEqual(Math.floor(answer.bytes.length / 100) * 4)
  },
  'large-request-closes-connection': async (on, scene) => {
    on({ size: 5_000 })
    expect(codes(await scene.anna.call(CREATE))).toEqual(['NoError'])
    const large = CREATE.replace('>A<', `>${'A'.repeat(5_000)}<`)
    await expect(scene.anna.call(large)).rejects.toMatchObject({ code: 'ECONNRESET' })
    expect(scene.mailbox.count('drafts')).toBe(1)
  },

  'html-error': html(504, { status: 504 }),
  'html-page': html(200),
  redirect: async (on, scene) => {
    await html(302)(on, scene)
    expect(scene.answers[0]!.headers.location).toBe('/owa/auth/logon.aspx')
    scene.server.behave()
    on({ status: 307, location: 'https://mail.contoso.example/EWS/Exchange.asmx' })
    const answer = await scene.anna.call(INBOX)
    expect([answer.status, answer.headers.location]).toEqual([
      307,
      'https://mail.contoso.example/EWS/Exchange.asmx',
    ])
  },
  'redirect-loop': async (on, scene) => {
    await html(307)(on, scene)
    expect(new URL(scene.answers[0]!.headers.location!, scene.server.url).href).toBe(scene.server.url)
  },
  'empty-body': async (on, scene) => {
    on()
    const answer = await scene.anna.call(CREATE)
    expect([answer.status, answer.bytes.length]).toEqual([200, 0])
    expect(scene.mailbox.count('drafts')).toBe(1)
  },
  'wrong-content-type': async (on, scene) => {
    on()
    const answer = await scene.anna.call(CREATE)
    expect([answer.status, answer.headers['content-type']]).toEqual([200, 'text/html'])
    expect(answer.text).toContain('<m:ResponseCode>NoError</m:ResponseCode>')
  },
  'request-too-large': html(413),
  'get-answers-page': async (on, scene) => {
    expect((await scene.anna.send({ method: 'GET' })).status).toBe(405)
    on()
    const answer = await scene.anna.send({ method: 'GET' })
    expect([answer.status, answer.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8'])
    expect(codes(await scene.anna.call(INBOX))).toEqual(['NoError'])
  },

  'mailbox-moved': fault('ErrorMailboxMoveInProgress'),
  'mailbox-gone': fault('ErrorNonExistentMailbox'),
  'mailbox-store-unavailable': async (on, scene) => {
    on()
    expect(codes(await scene.anna.call(CREATE))).toEqual(['ErrorMailboxStoreUnavailable'])
    expect(scene.mailbox.count('drafts')).toBe(0)
  },
  'ews-blocked': html(403),
  'sign-in-blocked': async (on, scene) => {
    on()
    const answer = await scene.anna.call(INBOX)
    expect([answer.status, answer.text]).toEqual([456, ''])
  },

  'truncated-xml': async (on, scene) => {
    on()
    const answer = await scene.anna.call(CREATE)
    expect([answer.status, answer.body]).toEqual([200, undefined])
    expect(answer.headers['content-length']).toBe(String(answer.bytes.length))
    expect(answer.text).toMatch(/^<\?xml/)
    expect(answer.text).not.toContain('</soap:Envelope>')
    expect(scene.mailbox.count('drafts')).toBe(1)
  },
  'malformed-xml': async (on, scene) => {
    on()
    const answer = await scene.anna.call(CREATE)
    expect([answer.status, answer.body]).toEqual([200, undefined])
    expect(answer.text).toMatch(/<\/soap:Envelope>$/)
    expect(validateEnvelope(answer.text)).not.toEqual([])
  },
  'illegal-characters': illegal('\u0001\u001f\ufffe'),
  'illegal-character-references': illegal('&#x1;&#xFFFE;&#xD83D;'),
}

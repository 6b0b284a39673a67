/** What the proofs of misbehaviour share: a fresh server for each test, two users, and how answers are read. */
import type { MisbehaviourName } from '#test/exchange-server/misbehaviour/catalogue.ts'
import { type RawAnswer, type RawClient, rawClient } from '#test/exchange-server/raw-client.ts'
import { distinguished, getFolder } from '#test/exchange-server/requests.ts'
import {
  type ActiveMisbehaviour,
  type ExchangeServer,
  type Mailbox,
  type MisbehaveOptions,
  startExchangeServer,
} from '#test/exchange-server/server.ts'
import { type XmlElement, child, childText } from '#test/exchange-server/soap/xml-tree.ts'

export const ANNA = { address: 'anna.meier@contoso.example', user: 'anna.meier', password: 'geheim' }
export const BERND = { address: 'bernd.vogel@contoso.example', user: 'bernd.vogel', password: 'geheim' }
export const INBOX = getFolder(distinguished('inbox'))
export const CREATE =
  '<CreateItem MessageDisposition="SaveOnly"><Items><t:Message><t:Subject>A</t:Subject></t:Message></Items></CreateItem>'

export type Scene = {
  readonly server: ExchangeServer
  readonly mailbox: Mailbox
  readonly anna: RawClient
  readonly bernd: RawClient
  /** Every answer of the server in the test. */
  readonly answers: readonly RawAnswer[]
  readonly end: () => Promise<void>
}

export async function startScene(): Promise<Scene> {
  const server = await startExchangeServer({
    mailboxes: [ANNA, BERND],
    impersonators: [BERND.address],
    validate: 'requests-and-responses',
    heartbeatMilliseconds: 20,
  })
  const answers: RawAnswer[] = []
  const [anna, bernd] = [ANNA, BERND].map((user) => recorded(rawClient(server.url, user), answers))
  return {
    server,
    mailbox: server.mailbox(ANNA.address),
    anna: anna!,
    bernd: bernd!,
    answers,
    end: async () => {
      anna!.close()
      bernd!.close()
      await server.stop()
    },
  }
}

function recorded(client: RawClient, answers: RawAnswer[]): RawClient {
  const keep = async (answering: Promise<RawAnswer>): Promise<RawAnswer> => {
    const answer = await answering
    answers.push(answer)
    return answer
  }
  return {
    ...client,
    call: (body, headers) => keep(client.call(body, headers)),
    send: (options) => keep(client.send(options)),
  }
}

export type On = (options?: Omit<MisbehaveOptions, 'behaviour'>) => ActiveMisbehaviour
export type Proof = (on: On, scene: Scene) => Promise<void>

export type Proofs<Name extends MisbehaviourName> = Readonly<Record<Name, Proof>>

export const code = (message: XmlElement | undefined): string | undefined =>
  childText(message, 'ResponseCode')
export const codes = ({ messages }: RawAnswer): (string | undefined)[] => messages.map(code)
export const faultCode = ({ body }: RawAnswer): string | undefined =>
  childText(child(body, 'detail'), 'ResponseCode')
export const text = (answer: RawAnswer, name: string): string | undefined =>
  new RegExp(`<t:${name}[^>]*>([^<]*)<`).exec(answer.text)?.[1]

export function idOf(tree: XmlElement): string | undefined {
  if (tree.name === 'ItemId') return tree.attributes.Id
  for (const part of tree.children) {
    const found = idOf(part)
    if (found !== undefined) return found
  }
  return undefined
}

export async function addMessages({ mailbox }: Scene, count: number): Promise<string[]> {
  const ids: string[] = []
  for (let number = 0; number < count; number++) {
    ids.push(await mailbox.addMessage({ subject: `S${number}`, sentAt: Date.UTC(2026, 0, 1, number) }))
  }
  return ids
}

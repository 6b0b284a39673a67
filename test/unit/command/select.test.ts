import { describe, expect, it } from 'vitest'
import { chosenAccounts, knownOf, similarNames } from '#electron/command/select.ts'
import {
  aConnectorWith,
  anAccount,
  aConnector,
  servicesUnderTest,
  valueOf,
} from '../services/services-under-test.ts'

async function arranged() {
  const services = servicesUnderTest()
  const { connector, accounts } = await aConnectorWith(services, 2)
  const other = valueOf(
    services.connectors.save(
      null,
      aConnector({ name: 'Filiale', url: 'https://ex.filiale.ch/EWS/Exchange.asmx' }),
    ),
  )
  const far = valueOf(
    await services.accounts.save(
      null,
      { ...anAccount(other.id, 3), active: false },
      { kind: 'set', value: 'geheim' },
    ),
  ).account
  return { known: valueOf(await knownOf(services)), connector, other, accounts, far }
}

describe('the accounts of a command', () => {
  it('are found by address in any case, by id, and by the name of the connector', async () => {
    const { known, accounts, far, connector } = await arranged()
    const mailboxes = (names: string[]) =>
      valueOf(chosenAccounts({ by: 'accounts', names }, known)).accounts.map(({ account }) => account.mailbox)
    expect(mailboxes(['PERSON1@Firma.ch', accounts[1]!.id])).toEqual(['person1@firma.ch', 'person2@firma.ch'])
    expect(mailboxes(['person1@firma.ch', accounts[0]!.id])).toEqual(['person1@firma.ch'])
    expect(mailboxes([far.mailbox])).toEqual([far.mailbox])
    const ofConnector = valueOf(chosenAccounts({ by: 'connector', name: 'hauptsitz' }, known))
    expect(ofConnector).toMatchObject({ connector: { id: connector.id } })
    expect(ofConnector.accounts).toHaveLength(2)
  })

  it('are only those that are active, where none was named', async () => {
    const { known } = await arranged()
    expect(valueOf(chosenAccounts({ by: 'all' }, known)).accounts).toHaveLength(2)
    expect(valueOf(chosenAccounts({ by: 'connector', name: 'Filiale' }, known)).accounts).toEqual([])
  })

  it('that do not exist are told with similar ones, and nobody is chosen instead', async () => {
    const { known } = await arranged()
    expect(chosenAccounts({ by: 'accounts', names: ['persn1@firma.ch'] }, known)).toMatchObject({
      error: {
        code: 'command.no-such-account',
        params: { name: 'persn1@firma.ch', similar: expect.stringMatching(/^person1@firma\.ch, /) as string },
      },
    })
    expect(chosenAccounts({ by: 'connector', name: 'Zürich' }, known)).toMatchObject({
      error: { code: 'command.no-such-connector', params: { similar: 'Filiale, Hauptsitz' } },
    })
  })

  it('are not set up at all, where there is none that could be meant', async () => {
    const known = valueOf(await knownOf(servicesUnderTest()))
    const error = { code: 'command.nothing-set-up' }
    expect(chosenAccounts({ by: 'accounts', names: ['anna@firma.ch'] }, known)).toMatchObject({ error })
    expect(chosenAccounts({ by: 'connector', name: 'Hauptsitz' }, known)).toMatchObject({ error })
  })

  it('that bear the same name are chosen by id', async () => {
    const { known, connector, other } = await arranged()
    const twice = { ...known, connectors: known.connectors.map((each) => ({ ...each, name: 'Twin' })) }
    expect(chosenAccounts({ by: 'connector', name: 'twin' }, twice)).toMatchObject({
      error: { code: 'command.ambiguous', params: { similar: `${connector.id}, ${other.id}` } },
    })
    expect(valueOf(chosenAccounts({ by: 'connector', name: connector.id }, twice)).accounts).toHaveLength(2)
  })

  it('are suggested by what was begun, nearest first', () => {
    expect(similarNames('anna', ['beat@x.ch', 'anna.meier@x.ch', 'anne@x.ch'])).toEqual([
      'anna.meier@x.ch',
      'anne@x.ch',
      'beat@x.ch',
    ])
    expect(similarNames('hauptsiz', ['Filiale', 'Hauptsitz'])).toEqual(['Hauptsitz', 'Filiale'])
  })
})

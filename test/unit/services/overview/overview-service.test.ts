import { describe, expect, it, vi } from 'vitest'
import { eventually } from '#test/eventually.ts'
import type { Overview } from '#shared/domain/overview.ts'
import { appError } from '#shared/errors.ts'
import { aConnectorWith, servicesUnderTest, valueOf, type UnderTest } from '../services-under-test.ts'

const codes = ({ problems }: Overview) =>
  problems.map(({ cause }) => (cause.is === 'error' ? cause.error.code : cause.name))

async function withAProblem(): Promise<UnderTest> {
  const services = servicesUnderTest()
  const { accounts } = await aConnectorWith(services, 1)
  valueOf(await services.accounts.save(accounts[0]!.id, accounts[0]!, { kind: 'clear' }))
  return services
}

describe('the overview', () => {
  it('is computed without the sync host, which takes half a second to start', async () => {
    const services = servicesUnderTest()
    const { accounts } = await aConnectorWith(services, 2)
    const calls = vi.spyOn(services.spy, 'listEmailAccounts')
    expect(codes(await services.overview.get())).toEqual(['not-begun'])
    expect(calls).not.toHaveBeenCalled()
    expect(services.spy.started).toEqual([])
    expect(accounts).toHaveLength(2)
  })

  it('tells that it has changed, once for what changes together', async () => {
    const services = await withAProblem()
    await services.overview.get()
    const states: string[] = []
    services.overview.onDidChange(({ state }) => states.push(state))
    const connector = valueOf(await services.connectors.list())[0]!.connector
    await services.connectors.setActive(connector.id, false)
    await services.connectors.setActive(connector.id, true)
    await services.connectors.setActive(connector.id, false)
    await eventually(() => {
      expect(states).toEqual(['stopped'])
    })
    expect(services.overview.latest?.state).toBe('stopped')
  })

  it('tells nobody when nothing has changed', async () => {
    const services = await withAProblem()
    await services.overview.get()
    services.events.length = 0
    await services.overview.get()
    expect(services.events).toEqual([])
  })

  it('remembers a dismissal over a restart, until a person takes it back', async () => {
    const services = await withAProblem()
    const [problem] = (await services.overview.get()).problems
    valueOf(await services.overview.dismiss(problem!.id))
    const after = servicesUnderTest({ files: services.files })
    expect((await after.overview.get()).problems).toMatchObject([
      { isDismissed: true, since: problem!.since },
    ])
    valueOf(await after.overview.restore(problem!.id))
    expect((await after.overview.get()).problems).toMatchObject([{ isDismissed: false }])
  })

  it('loses no dismissal while the disk cannot be written', async () => {
    const services = await withAProblem()
    const [problem] = (await services.overview.get()).problems
    services.files.problems!.broken = true
    valueOf(await services.overview.dismiss(problem!.id))
    expect((await services.overview.get()).problems).toMatchObject([{ isDismissed: true }])
  })

  it('forgets an incident for good when it is dismissed', async () => {
    const services = servicesUnderTest()
    services.spy.callbacks?.onStoreNotice(appError('prime.repaired', { file: 'prime.sqlite.damaged' }))
    const [problem] = (await services.overview.get()).problems
    expect(problem).toMatchObject({ kind: 'incident' })
    valueOf(await services.overview.dismiss(problem!.id))
    expect((await services.overview.get()).problems).toEqual([])
    expect(services.app.state().incidents).toEqual([])
  })
})

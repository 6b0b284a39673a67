/** What `npm run demo` makes is what the application takes. */
import { expect, it } from 'vitest'
import { demoFromEnvironment, seedDemo } from '#electron/main/demo.ts'
import { ok } from '#shared/result.ts'
import { startDemo } from '#test/exchange-server/demo.ts'
import { servicesUnderTest, valueOf } from '../services/services-under-test.ts'

it('the demo sets up its connector and its accounts', async () => {
  const demo = await startDemo()
  try {
    const services = servicesUnderTest()
    const free = [...services.spy.emailAccounts]
    Object.assign(services.spy, { createEmailAccount: () => Promise.resolve(ok(free.shift())) })
    await seedDemo(demoFromEnvironment(demo.environment)!, services)
    const [entry] = valueOf(await services.connectors.list())
    expect(entry).toMatchObject({ connector: { name: 'Demo-Exchange', active: true }, accountCount: 2 })
  } finally {
    await demo.stop()
  }
})

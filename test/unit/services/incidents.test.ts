/** What happened once is told until a person has read it, over restarts, and on the desktop. */
import { describe, expect, it } from 'vitest'
import { NO_DESKTOP } from '#electron/services/create-sign-in.ts'
import { appError } from '#shared/errors.ts'
import { servicesUnderTest } from './services-under-test.ts'

const REPAIRED = appError('prime.repaired', { file: '/data/prime/prime-damaged-2026.db' })

describe('a repair of the database', () => {
  it('is told by the window and by the desktop, until it is dismissed', async () => {
    const notified: { title: string; body: string }[] = []
    const desktop = { ...NO_DESKTOP, notify: (notice: (typeof notified)[number]) => notified.push(notice) }
    const services = servicesUnderTest({ desktop })
    services.spy.callbacks!.onStoreNotice(REPAIRED)
    expect(services.app.state().incidents).toMatchObject([{ error: REPAIRED }])
    expect(services.events).toContain('app.onDidChangeState')
    expect(notified).toEqual([
      {
        title: 'Winoffice Prime Datenbank',
        body: expect.stringContaining('wurde repariert') as string,
        place: { screen: 'overview' },
      },
    ])
    const [incident] = services.app.state().incidents
    await services.overview.dismiss(`incident:${incident!.at}`)
    expect(services.app.state().incidents).toEqual([])
  })

  it('is still told after a restart, and no longer once it was dismissed', async () => {
    const first = servicesUnderTest()
    first.spy.callbacks!.onStoreNotice(REPAIRED)
    const second = servicesUnderTest({ files: first.files })
    const [incident] = second.app.state().incidents
    expect(incident).toMatchObject({ error: REPAIRED })
    await second.overview.dismiss(`incident:${incident!.at}`)
    expect(servicesUnderTest({ files: second.files }).app.state().incidents).toEqual([])
  })

  it('is told also when the disk cannot be written', () => {
    const services = servicesUnderTest()
    services.files.incidents!.broken = true
    services.spy.callbacks!.onStoreNotice(REPAIRED)
    expect(services.app.state().incidents).toMatchObject([{ error: REPAIRED }])
  })
})

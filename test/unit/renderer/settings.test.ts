import { describe, expect, it } from 'vitest'
import { filterOf, NO_FILTER } from '../../../renderer/features/settings/log-filter.ts'
import { draftOf, problemsOf, proxyOf } from '../../../renderer/features/settings/proxy-draft.ts'
import { offsetOf, timeIn } from '../../../renderer/features/settings/time-zones.ts'

describe('the form of the proxy', () => {
  it('keeps what was typed when another way is looked at', () => {
    const draft = {
      ...draftOf({ kind: 'server', host: 'proxy', port: 3128, userName: 'anna' }),
      kind: 'none' as const,
    }
    expect(proxyOf(draft)).toEqual({ kind: 'none' })
    expect(proxyOf({ ...draft, kind: 'server' })).toMatchObject({
      host: 'proxy',
      port: 3128,
      userName: 'anna',
    })
  })

  it('names the fields that are wrong, and is not saved then', () => {
    const draft = {
      ...draftOf({ kind: 'system' }),
      kind: 'server' as const,
      host: 'http://proxy',
      port: '99999',
    }
    expect(problemsOf(draft)).toEqual({ host: true, port: true })
    expect(proxyOf(draft)).toBeNull()
    expect(problemsOf({ ...draft, kind: 'pac', url: 'proxy.pac' })).toEqual({ url: true })
  })
})

describe('a time zone', () => {
  const summer = Date.UTC(2026, 6, 1, 10)
  it('shows its difference to UTC and its time as they are now', () => {
    expect(offsetOf('Europe/Zurich', summer)).toBe('UTC+02:00')
    expect(offsetOf('UTC', summer)).toMatch(/^UTC(\+00:00)?$/)
    expect(timeIn('Asia/Kolkata', summer, 'de-CH')).toContain('15:30')
  })
})

describe('the filter of the log', () => {
  it('takes the whole minute that was entered as the end, and nothing for a time half entered', () => {
    const local = '2026-11-28T18:00'
    const filter = filterOf({ ...NO_FILTER, from: local, to: local })
    expect(Date.parse(filter.to ?? '') - Date.parse(filter.from ?? '')).toBe(59_999)
    expect(filterOf({ ...NO_FILTER, from: '', to: 'x' })).toMatchObject({ from: null, to: null })
  })
})

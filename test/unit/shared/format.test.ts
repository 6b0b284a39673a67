import { describe, expect, it } from 'vitest'
import { createFormat } from '#shared/texts/format.ts'
import { formatParam, formatParams } from '#shared/texts/params.ts'

const german = createFormat('de')
const english = createFormat('en')
const now = Date.parse('2026-03-10T12:00:00.000Z')

describe('a relative time', () => {
  it.each([
    ['2026-03-10T11:59:40.000Z', 'just now'],
    ['2026-03-10T11:55:00.000Z', '5 minutes ago'],
    ['2026-03-10T09:01:00.000Z', '2 hours ago'],
    ['2026-03-09T11:00:00.000Z', 'yesterday'],
    ['2026-01-01T12:00:00.000Z', '2 months ago'],
  ])('of %s is "%s"', (instant, text) => {
    expect(english.relative(instant, now)).toBe(text)
  })

  it('is German in German', () => {
    expect(german.relative('2026-03-10T11:55:00.000Z', now)).toBe('vor 5 Minuten')
    expect(german.relative('2026-03-10T11:59:40.000Z', now)).toBe('soeben')
  })
})

describe('a size', () => {
  it.each([
    [0, '0 bytes'],
    [999, '999 bytes'],
    [1000, '1 kB'],
    [1234, '1.2 kB'],
    [345_678, '346 kB'],
    [14_500_000, '14.5 MB'],
  ])('of %d bytes is "%s"', (bytes, text) => {
    expect(english.bytes(bytes)).toBe(text)
  })
})

describe('a duration', () => {
  it.each([
    [12.4, '12ms'],
    [1234, '1.2s'],
    [125_000, '2m 5s'],
  ])('of %d ms is "%s"', (milliseconds, text) => {
    expect(english.duration(milliseconds)).toBe(text)
  })
})

describe('params of errors and verdicts', () => {
  it('show counts with the separator of the language', () => {
    expect(formatParam('itemCount', 12345, english)).toBe('12,345')
    expect(formatParam('itemCount', '12345', german)).toMatch(/^12['’]345$/)
  })

  it('leave ports and status codes alone', () => {
    expect(formatParams({ port: 8443, status: 1234 }, german)).toEqual({ port: '8443', status: '1234' })
  })

  it('show instants as dates', () => {
    expect(formatParam('validTo', '2026-03-01T12:00:00.000Z', english)).toBe('1 Mar 2026')
  })
})

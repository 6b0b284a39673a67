import { describe, expect, it } from 'vitest'
import {
  nagiosExitCode,
  nagiosLine,
  nagiosUnknown,
  prtgDocument,
} from '#electron/command/monitoring-formats.ts'
import { LEVELS, type StatusDocument } from '#electron/command/status-document.ts'
import { instantOf } from '#shared/domain/ids.ts'

const NOW = instantOf(new Date('2026-03-11T08:00:00Z'))

const aStatus = (changes: Partial<StatusDocument> = {}): StatusDocument => ({
  ...{ ok: true, document: 'status', version: 1, at: NOW, error: null },
  program: { version: '1.0.0', isRunning: true },
  ...{ level: 'warning', levelNumber: 1, summary: 'Etwas', state: 'attention' },
  synchronisation: { underWay: 1, nextAt: null, allPaused: false },
  counts: {
    accounts: { well: 2, troubled: 1, notBegun: 0, paused: 0, inactive: 0, total: 3, late: 1 },
    connectors: { well: 1, troubled: 0, inactive: 0, total: 1 },
    problems: { critical: 0, warning: 1, notice: 2 },
  },
  ...{ oldestRunMinutes: 7, problems: [], endings: [], accounts: [] },
  ...changes,
})

/** As plug-in guidelines have it: 'label'=value[UOM];[warn];[crit];[min];[max] */
const FIGURE = /^[a-z_]+=-?\d+s?;;;0?$/

describe('the line of a Nagios plug-in', () => {
  it('has a text, figures that parse, and the exit code of its level', () => {
    const [text, figures] = nagiosLine(aStatus()).split(' | ')
    expect(text).toBe('EWS KONNEKTOR WARNING: Etwas')
    const all = figures!.split(' ')
    for (const each of all) expect(each).toMatch(FIGURE)
    expect(all).toEqual(expect.arrayContaining(['accounts=3;;;0', 'late=1;;;0', 'oldest_run=420s;;;0']))
    expect(LEVELS.map((level) => nagiosExitCode(aStatus({ level })))).toEqual([0, 1, 2, 3])
  })

  it('stays one line with its own figures, whatever a server or a name says', () => {
    const line = nagiosLine(aStatus({ summary: 'a|b=0 \n OK: \u0007 c\u2028d' }))
    expect(line.split('\n')).toHaveLength(1)
    expect(line.split('|')).toHaveLength(2)
    expect(line).not.toMatch(/[\p{Cc}\u2028]/u)
    expect(nagiosUnknown('x|y\nz').split('|')).toHaveLength(1)
    expect(nagiosLine(aStatus({ summary: 'x'.repeat(10_000) })).length).toBeLessThan(2_000)
  })
})

describe('the document for PRTG', () => {
  it('has channels with whole numbers, and limits by which the sensor gets its state', () => {
    const endings: StatusDocument['endings'] = [
      { kind: 'certificate', connector: 'A', at: NOW, days: 12 },
      { kind: 'application-certificate', connector: 'A', at: NOW, days: -3 },
      { kind: 'application-secret', connector: 'B', at: NOW, days: -5 },
      { kind: 'ews', connector: 'A', at: NOW, days: -100 },
    ]
    const { prtg } = prtgDocument(aStatus({ endings })) as {
      prtg: { text: string; result: ({ channel: string; value: number } & Record<string, unknown>)[] }
    }
    expect(prtg.text).toBe('WARNING: Etwas')
    expect(prtg.result.length).toBeLessThanOrEqual(50)
    expect(new Set(prtg.result.map(({ channel }) => channel)).size).toBe(prtg.result.length)
    for (const { value } of prtg.result) expect(Number.isInteger(value)).toBe(true)
    // Above 0.5 it is a warning, above 1.5 an error: critical and unknown.
    expect(prtg.result[0]).toMatchObject({ channel: 'Level', value: 1, LimitMode: 1, LimitMaxError: 1.5 })
    expect(prtg.result.slice(-2)).toMatchObject([
      { channel: 'Certificate ends', value: -3, LimitMinError: 7 },
      { channel: 'Secret ends', value: -5, LimitMinError: 7 },
    ])
  })
})

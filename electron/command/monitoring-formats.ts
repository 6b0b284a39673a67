/**
 * The status as monitoring systems read it. Pure.
 *
 * Nagios, Icinga and NSClient++: one line, text and figures parted by `|`, and an exit code (Monitoring Plugins
 * Development Guidelines). PRTG: the JSON of a sensor "EXE/Script Advanced". Zabbix reads the JSON document as it is: a
 * master item with dependent items and a discovery rule over `$.accounts`; a format of its own would say nothing more.
 */
import { NAGIOS } from './exit-codes.ts'
import type { StatusDocument } from './status-document.ts'

const NAME = 'EWS KONNEKTOR'

/** Of a text: PRTG shows 2000, and Nagios keeps 4 KB of the whole output, in which characters may take several. */
const MOST_CHARACTERS = 1_000

export function nagiosLine(status: StatusDocument): string {
  const figures = figuresOf(status).map(
    ({ label, value, unit }) =>
      `${label}=${value}${unit === 'seconds' ? 's' : ''};;;${unit === 'days' ? '' : '0'}`,
  )
  return `${NAME} ${status.level.toUpperCase()}: ${oneLine(status.summary)} | ${figures.join(' ')}`
}

/** Where no status can be told. */
export function nagiosUnknown(text: string): string {
  return `${NAME} UNKNOWN: ${oneLine(text)}`
}

export function nagiosExitCode({ level }: StatusDocument): number {
  return NAGIOS[level]
}

export function prtgDocument(status: StatusDocument): object {
  const limits: Readonly<Record<string, object>> = {
    // 1 is a warning; 2 critical and 3 unknown are errors. Limits are exceeded, not reached.
    level: { LimitMode: 1, LimitMaxWarning: 0.5, LimitMaxError: 1.5 },
    certificate_days: { LimitMode: 1, LimitMinWarning: 30, LimitMinError: 7 },
    secret_days: { LimitMode: 1, LimitMinWarning: 30, LimitMinError: 7 },
  }
  const level = figure('level', 'Level', status.levelNumber)
  return {
    prtg: {
      result: [level, ...figuresOf(status)].map(({ label, title, value, unit }) => ({
        channel: title,
        value,
        ...PRTG_UNITS[unit],
        ...limits[label],
      })),
      text: `${status.level.toUpperCase()}: ${oneLine(status.summary)}`,
    },
  }
}

export function prtgError(text: string): object {
  return { prtg: { error: 1, text: oneLine(text) } }
}

type Unit = 'count' | 'seconds' | 'days'
type Figure = { readonly label: string; readonly title: string; readonly value: number; readonly unit: Unit }

const PRTG_UNITS: Readonly<Record<Unit, object>> = {
  count: { Unit: 'Count' },
  seconds: { Unit: 'TimeSeconds' },
  days: { Unit: 'Custom', CustomUnit: 'd' },
}

function figuresOf({ counts, oldestRunMinutes, endings, synchronisation }: StatusDocument): Figure[] {
  const { accounts, problems } = counts
  const certificates = endings.filter(({ kind }) => kind.endsWith('certificate')).map(({ days }) => days)
  const secrets = endings.filter(({ kind }) => kind === 'application-secret').map(({ days }) => days)
  return [
    figure('accounts', 'Accounts', accounts.total),
    figure('well', 'Accounts well', accounts.well),
    figure('troubled', 'Accounts with problems', accounts.troubled),
    figure('late', 'Accounts overdue', accounts.late),
    figure('paused', 'Accounts paused', accounts.paused),
    figure('not_begun', 'Accounts not begun', accounts.notBegun),
    figure('running', 'Accounts running', synchronisation.underWay),
    figure('problems_critical', 'Problems critical', problems.critical),
    figure('problems_warning', 'Problems warning', problems.warning),
    ...(oldestRunMinutes === null
      ? []
      : [figure('oldest_run', 'Oldest run', oldestRunMinutes * 60, 'seconds')]),
    ...(certificates.length === 0
      ? []
      : [figure('certificate_days', 'Certificate ends', Math.min(...certificates), 'days')]),
    ...(secrets.length === 0 ? [] : [figure('secret_days', 'Secret ends', Math.min(...secrets), 'days')]),
  ]
}

function figure(label: string, title: string, value: number, unit: Unit = 'count'): Figure {
  return { label, title, value, unit }
}

/** `|` would begin the figures, a line end a second line. */
function oneLine(text: string): string {
  const plain = text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').replace(/\|/g, '/')
  return plain.length > MOST_CHARACTERS ? `${plain.slice(0, MOST_CHARACTERS - 1)}…` : plain
}

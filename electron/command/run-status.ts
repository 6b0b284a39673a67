/** `status`: the state of the whole. Asks no server and does not start the sync host. */
import type { Problem } from '#shared/domain/overview.ts'
import { ok, type Result } from '#shared/result.ts'
import type { ErrorText } from '#shared/texts/catalogue.ts'
import { fillText } from '#shared/texts/fill.ts'
import { createFormat } from '#shared/texts/format.ts'
import { formatParams } from '#shared/texts/params.ts'
import { failed } from '../cli/output.ts'
import { SHARED_TEXTS } from '../services/sign-in-pages.ts'
import type { Call } from './arguments.ts'
import { nagiosExitCode, nagiosLine, prtgDocument } from './monitoring-formats.ts'
import type { CommandAnswer } from './print.ts'
import type { CommandContext } from './run-command.ts'
import { listedConnectors } from './select.ts'
import type { AccountStatus, StatusDocument } from './status-document.ts'
import { statusOf } from './status-of.ts'

export async function runStatus(
  { style }: Call & { readonly verb: 'status' | 'version' },
  context: CommandContext,
): Promise<CommandAnswer> {
  const read = await readStatus(context)
  if (!read.ok) return failed(read.error)
  const status = read.value
  const answer = { error: null, json: status, lines: statusLines(status, context) }
  switch (style.format) {
    case 'nagios':
      return { ...answer, raw: `${nagiosLine(status)}\n`, exitCode: nagiosExitCode(status) }
    case 'prtg':
      return { ...answer, raw: `${JSON.stringify(prtgDocument(status), null, 2)}\n` }
    default:
      return answer
  }
}

async function readStatus(context: CommandContext): Promise<Result<StatusDocument>> {
  const { services, words, language } = context
  const format = createFormat(language)
  const texts = SHARED_TEXTS[language]
  const overview = await services.overview.get()
  const listed = await listedConnectors(services)
  if (!listed.ok) return listed
  const textOf = ({ cause }: Problem): ErrorText => {
    const { what, todo } = cause.is === 'error' ? texts.errors[cause.error.code] : texts.findings[cause.name]
    const params = formatParams(cause.is === 'error' ? cause.error.params : cause.params, format)
    return { what: fillText(what, params), todo: fillText(todo, params) }
  }
  const underWay = services.sync.current().filter(({ state }) => state !== 'ended')
  const status = statusOf({
    now: Date.now(),
    programVersion: services.app.state().version,
    isRunning: context.isRunning,
    overview,
    connectors: listed.value,
    schedule: services.sync.schedule().accounts,
    underWay: new Set(underWay.map(({ accountId }) => accountId)),
    textOf,
    summary: (status) => summaryOf(status, words.summary),
  })
  return ok(status)
}

/** The most urgent thing in a sentence. */
export function summaryOf(
  { level, state, problems, counts }: Omit<StatusDocument, 'summary'>,
  words: CommandContext['words']['summary'],
): string {
  const [worst, ...others] = problems.filter(
    ({ isDismissed, urgency }) => !isDismissed && urgency !== 'notice',
  )
  const { total, late } = counts.accounts
  if (state === 'unused') return words.unused
  if (worst) {
    const about = worst.mailboxes.length > 0 ? worst.mailboxes.slice(0, 3).join(', ') : worst.connector
    const what = about === null ? worst.text : `${about}: ${worst.text}`
    return others.length > 0 ? fillText(words.more, { what, count: others.length }) : what
  }
  if (late > 0) return fillText(words.late, { late, accounts: total })
  if (level !== 'ok') return words.stopped
  return fillText(words.healthy, { accounts: total })
}

function statusLines(status: StatusDocument, { words, language, t }: CommandContext): string[] {
  const { dateTime, date } = createFormat(language)
  const { accounts } = status.counts
  const program = status.program.isRunning ? words.program.running : words.program.notRunning
  const accountLine = (account: AccountStatus): string => {
    const { mailbox, connector, state, isLate, lastRun, nextAt } = account
    const last = lastRun
      ? fillText(words.lastRun, {
          at: dateTime(lastRun.endedAt),
          outcome: t(`syncOutcomes.${lastRun.outcome}`),
        })
      : words.neverRun
    const next = nextAt === null ? [] : [fillText(words.nextRun, { at: dateTime(nextAt) })]
    const is = isLate ? `${words.account[state]}, ${words.late}` : words.account[state]
    return `  ${[`${mailbox} (${connector}): ${is}`, last, ...next].join('; ')}`
  }
  return [
    `${words.level[status.level]}: ${status.summary}`,
    `${words.state[status.state]}; ${program}`,
    ...(accounts.total === 0 ? [] : [fillText(words.counts, accounts)]),
    ...section(
      words.problems,
      status.problems.flatMap(({ since, text, todo, mailboxes, connector, isDismissed }) => {
        const about = mailboxes.length > 0 ? mailboxes.join(', ') : (connector ?? '')
        const line = fillText(words.problem, { since: dateTime(since), text })
        return [
          `  ${[about, line].filter(Boolean).join('; ')}${isDismissed ? ` (${words.dismissed})` : ''}`,
          `    ${todo}`,
        ]
      }),
    ),
    ...section(
      words.endings,
      status.endings.map(
        ({ kind, connector, at, days }) =>
          `  ${fillText(words.ending, { at: date(at), days, kind: words.endingKind[kind], connector })}`,
      ),
    ),
    ...section(words.accounts, status.accounts.map(accountLine)),
  ]
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [title, ...lines]
}

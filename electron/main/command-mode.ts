/**
 * The program as a command: without a window, a tray or a place in the task bar.
 *
 * One process at a time has the data folder. Where the application runs already, it does what the command wants and
 * brings the answer (electron/command/channel). Otherwise the services are opened here, for this command; whoever wants
 * something meanwhile is answered too, or waits. A start of the window that came meanwhile is repeated at the end.
 */
import { app } from 'electron'
import { machineLanguage } from '#shared/domain/settings.ts'
import { appError, type AppError } from '#shared/errors.ts'
import type { Result } from '#shared/result.ts'
import { EXIT, type Printed } from '../cli/output.ts'
import { progressOn, type Progress } from '../cli/progress.ts'
import { translator } from '../cli/texts.ts'
import { write } from '../cli/write.ts'
import { parseCommand, type Parsed } from '../command/arguments.ts'
import { AnswerChannel } from '../command/channel/answer-channel.ts'
import { CommandServer } from '../command/channel/command-server.ts'
import type { CommandRequest } from '../command/channel/messages.ts'
import type { CommandEvents } from '../command/events.ts'
import { printAnswer, printFailure } from '../command/print.ts'
import { runCommand, versionAnswer } from '../command/run-command.ts'
import { wantedCommandStyle, type CommandStyle } from '../command/style.ts'
import { WORDS } from '../command/words.ts'
import type { DataPlace } from '../data-folder/place.ts'
import type { Services } from '../services/services.ts'
import { writeWhole } from '../services/write-file.ts'
import { HIDDEN_ARGUMENT } from './login-start.ts'
import { isHiddenStart } from './background.ts'
import { isHeadless } from './headless.ts'
import { asksToCancelCommand } from './window-waits.ts'

export type CommandModeParts = {
  /** As `commandArguments` gives them; `refusedArgument` has nothing against them. */
  readonly argv: readonly string[]
  readonly place: Result<DataPlace>
  /** Opens the services without a window; called when the data folder is ours. */
  readonly open: (place: DataPlace) => Promise<Services>
  readonly events: CommandEvents
  /** Ctrl+C, the end of a task or of the computer. */
  readonly interrupt: AbortSignal
}

/** How often the running application is asked again that has not come. */
const ATTEMPTS = 2

/** These ask no server and change nothing: a command that is under way answers them at once. */
const QUICK: ReadonlySet<string> = new Set(['status', 'version', 'help'])

export async function runCommandMode(parts: CommandModeParts): Promise<void> {
  const { argv, place, interrupt } = parts
  const parsed = parseCommand(argv, process.cwd())
  const style = parsed.is === 'call' ? parsed.call.style : wantedCommandStyle(argv)
  const known = printedWithoutData(parsed, style)
  if (known) {
    app.exit(await tell(known, style))
    return
  }
  if (!place.ok) {
    app.exit(await tell(printFailure(place.error, style, machineLanguage()), style))
    return
  }
  const progress = progressOn(process.stderr, style.progress)
  const answered = await askRunning(argv, style, { interrupt, progress })
  progress.end()
  if (answered === null) await runHere({ ...parts, style, place: place.value, progress })
  else app.exit(await tell(answered, style))
}

/** What needs neither data nor services. */
function printedWithoutData(parsed: Parsed, style: CommandStyle): Printed | null {
  if (parsed.is === 'help') return { output: parsed.text, errors: '', exitCode: EXIT.success }
  if (parsed.is === 'wrong') return printFailure(parsed.error, style, machineLanguage())
  if (parsed.call.verb !== 'version') return null
  const platform = `Electron ${process.versions.electron}, ${process.platform} ${process.arch}`
  const t = translator(style.language ?? machineLanguage())
  return printAnswer(versionAnswer(app.getVersion(), platform), style, t)
}

type Asking = {
  readonly interrupt: AbortSignal
  readonly progress: Progress
}

/** @returns what the application has answered, or why it has not; `null`: the data folder is ours */
async function askRunning(
  argv: readonly string[],
  style: CommandStyle,
  { interrupt, progress }: Asking,
): Promise<Printed | null> {
  const isInterrupted = (): boolean => interrupt.aborted
  const failure = (error: AppError): Printed => printFailure(error, style, machineLanguage())
  const until = Date.now() + style.wait * 1_000
  for (let unanswered = 0; ;) {
    if (isInterrupted()) return failure(appError('command.cancelled'))
    const channel = await AnswerChannel.open()
    const cancel = (): void => {
      channel.cancel()
    }
    interrupt.addEventListener('abort', cancel)
    try {
      let onWaitOver: (isOver: 'over') => void = () => undefined
      const waitOver = new Promise<'over'>((resolve) => (onWaitOver = resolve))
      let timer: NodeJS.Timeout | undefined
      const answer = channel.answer({
        onProgress: (line) => {
          progress.show(line)
        },
        onLater: () => {
          progress.show(WORDS[style.language ?? machineLanguage()].waiting)
          timer = setTimeout(onWaitOver, Math.max(0, until - Date.now()), 'over')
          interrupt.addEventListener('abort', () => {
            onWaitOver('over')
          })
        },
      })
      if (app.requestSingleInstanceLock(requestFor(argv, channel))) return null
      const outcome = await Promise.race([answer, waitOver])
      clearTimeout(timer)
      if (outcome === 'over') {
        const code = isInterrupted() ? 'command.cancelled' : 'command.busy'
        return failure(appError(code, { seconds: style.wait }))
      }
      if (outcome.is === 'answer') return outcome.printed
      if (outcome.is === 'nobody' && (unanswered += 1) >= ATTEMPTS) {
        return failure(appError('command.no-answer'))
      }
    } finally {
      interrupt.removeEventListener('abort', cancel)
      channel.close()
    }
  }
}

function requestFor(argv: readonly string[], { address, token }: AnswerChannel): CommandRequest {
  return { ewsKonnektorCommand: 1, argv: [...argv], folder: process.cwd(), address, token }
}

async function runHere({
  argv,
  style,
  place,
  open,
  events,
  interrupt,
  progress,
}: Omit<CommandModeParts, 'place'> & {
  readonly place: DataPlace
  readonly style: CommandStyle
  readonly progress: Progress
}): Promise<void> {
  const later: { window: 'none' | 'hidden' | 'shown' } = { window: 'none' }
  let isOver = false
  const opened = app.whenReady().then(() => open(place))
  const run = async (
    request: Pick<CommandRequest, 'argv' | 'folder'>,
    hooks: Parameters<typeof runCommand>[3],
  ) =>
    await runCommand(
      request.argv,
      request.folder,
      { services: await opened, events, isRunning: false },
      hooks,
    )
  const server = new CommandServer(async (request, hooks) =>
    isOver || !QUICK.has(request.argv[0] ?? '') ? null : await run(request, hooks),
  )
  const cancelled = new AbortController()
  app.on('second-instance', (_event, given, _folder, data) => {
    if (server.take(data) || later.window === 'shown') return
    later.window = isHiddenStart(given) ? 'hidden' : 'shown'
    if (later.window === 'hidden' || isHeadless()) return
    void asksToCancelCommand(argv[0] ?? '', machineLanguage()).then((isCancelled) => {
      if (isCancelled) cancelled.abort()
    })
  })
  const printed = await run(
    { argv: [...argv], folder: process.cwd() },
    {
      signal: AbortSignal.any([interrupt, cancelled.signal]),
      progress: (line) => {
        progress.show(line)
      },
    },
  )
  progress.end()
  const exitCode = await tell(printed, style)
  isOver = true
  await server.settled()
  await (await opened).close()
  if (later.window !== 'none') startWindow(later.window === 'hidden')
  app.exit(exitCode)
}

function startWindow(isHidden: boolean): void {
  const args = [
    ...(app.commandLine.hasSwitch('no-sandbox') ? ['--no-sandbox'] : []),
    ...(app.isPackaged ? [] : [app.getAppPath()]),
    ...(isHidden ? [HIDDEN_ARGUMENT] : []),
  ]
  app.relaunch({ args })
}

/** As the umask has it: what watches the program runs as somebody else. */
const READABLE = 0o666

/** @returns the exit code */
async function tell(printed: Printed, style: CommandStyle): Promise<number> {
  let { output, errors, exitCode } = printed
  if (style.output !== null && output !== '') {
    const written = await writeWhole(style.output, output, READABLE)
    output = ''
    if (!written.ok) ({ output, errors, exitCode } = printFailure(written.error, style, machineLanguage()))
  }
  await write(process.stderr, errors)
  await write(process.stdout, output)
  return exitCode
}

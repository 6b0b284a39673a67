/**
 * `npm run demo`: the application on data of its own, with a demo Exchange server beside it.
 *
 * With a real display it runs until its window is closed. Without one nobody sees a window, so a picture
 * of it is written; at a terminal it then goes on until Ctrl+C, in a script it ends by itself.
 */
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import type { ChildProcess } from 'node:child_process'
import { startApplication } from '../application.ts'
import { ensureBuilt } from '../build.ts'
import { ended } from '../child.ts'
import { withDisplay } from '../display.ts'
import type { Display } from '../display.ts'
import { projectFolder, resultsFolder } from '../paths.ts'
import { isCompletePng } from '../png.ts'
import { prepare } from '../prepare.ts'
import { SetupError, progress, say } from '../say.ts'

/** What test/exchange-server/demo.ts gives. */
type Demo = {
  readonly dataFolder: string
  readonly environment: Record<string, string>
  /** Lines that tell a newcomer what there is to see. */
  readonly describe: string[]
  stop(): Promise<void>
}

const SCREENSHOT = join(resultsFolder, 'demo.png')
const SCREENSHOT_LIMIT = 90_000 // milliseconds; a cold start on two cores takes some ten seconds

export async function demo(args: readonly string[]): Promise<number> {
  await prepare('application')
  await ensureBuilt()
  progress('Demo', 'starting the demo Exchange server …')
  const startDemo = await loadStartDemo()
  const running = await startDemo()
  try {
    for (const line of running.describe) say(line)
    return await withDisplay(async (display) => await runDemo(running, display, args))
  } finally {
    await running.stop()
  }
}

async function runDemo(running: Demo, display: Display, args: readonly string[]): Promise<number> {
  const environment = {
    ...running.environment,
    EWS_KONNEKTOR_DATA: running.dataFolder,
  }
  if (display.kind === 'real') {
    progress('Demo', 'the application is starting; the demo ends when you close it')
    return await ended(await startApplication(display, args, environment))
  }
  await mkdir(resultsFolder, { recursive: true })
  await rm(SCREENSHOT, { force: true })
  const application = await startApplication(display, args, {
    ...environment,
    EWS_KONNEKTOR_SCREENSHOT: SCREENSHOT,
  })
  let code: number | undefined
  const end = ended(application).then((value) => (code = value))
  if (!(await screenshotAppears(() => code !== undefined))) {
    await stop(application, end)
    throw new SetupError(
      code === undefined
        ? 'The application drew no screen.'
        : 'The application ended before it drew a screen.',
      'read the messages above',
    )
  }
  progress('Demo', `there is no display here; a picture of the window is in ${SCREENSHOT}`)
  if (!process.stdin.isTTY || process.env.CI === 'true') {
    await stop(application, end)
    progress('Demo', 'finished: the application started with the demo server and was stopped again')
    return 0
  }
  progress('Demo', 'the application goes on running; Ctrl+C ends it')
  await end
  progress('Demo', 'finished')
  return 0
}

async function screenshotAppears(hasEnded: () => boolean): Promise<boolean> {
  const limit = Date.now() + SCREENSHOT_LIMIT
  while (Date.now() < limit) {
    if (await isCompletePng(SCREENSHOT)) return true
    if (hasEnded()) return false
    await delay(200)
  }
  return false
}

async function stop(application: ChildProcess, end: Promise<number>): Promise<void> {
  application.kill('SIGTERM')
  // An application that does not answer must not keep the demo waiting.
  const kill = setTimeout(() => application.kill('SIGKILL'), 10_000)
  await end
  clearTimeout(kill)
}

async function loadStartDemo(): Promise<() => Promise<Demo>> {
  // By path, not as a dependency: the set-up of a fresh machine must run before the demo's own imports do.
  const file = join(projectFolder, 'test', 'exchange-server', 'demo.ts')
  const loaded: unknown = await import(pathToFileURL(file).href)
  if (
    typeof loaded === 'object' &&
    loaded !== null &&
    'startDemo' in loaded &&
    typeof loaded.startDemo === 'function'
  ) {
    return loaded.startDemo as () => Promise<Demo>
  }
  throw new SetupError('The demo server cannot be started.', `${file} must export startDemo`)
}

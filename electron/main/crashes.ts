/**
 * What becomes of a part of the application that fails: it is logged, redacted; a window is loaded again where it was;
 * and the person is told. The sync host is started anew by `host-client.ts`, helpers of Chromium by Chromium.
 *
 * Nothing is sent anywhere and no dump is written, which would hold passwords: Electron's crash reporter is never
 * started. After an exception that nobody caught main goes on, instead of ending a synchronisation at night for a fault
 * that mostly concerns one call; the text of the exception stays in the log.
 */
import { app, type WebContents } from 'electron'
import { appError, type AppError } from '#shared/errors.ts'
import { logEvent } from '../log/log.ts'

export type CrashParts = {
  /** For the window, now or when it is there again. */
  readonly tell: (error: AppError) => void
  /** Where the window itself cannot tell. @returns whether to try again; else to quit */
  readonly ask: (error: AppError) => Promise<boolean>
  readonly isEnding: () => boolean
  readonly quit: () => void
}

/** A window that crashes more often is not loaded again without a question. */
const MOST_RESTORATIONS = 3
const WITHIN = 60_000 // ms

export function handleCrashes(parts: CrashParts): void {
  const { tell, ask, isEnding, quit } = parts
  const unexpected = (error: unknown): void => {
    logEvent('error', 'unexpected', error)
    tell(appError('application.unexpected'))
  }
  process.on('uncaughtException', unexpected)
  process.on('unhandledRejection', unexpected)
  app.on('child-process-gone', (_event, details) => {
    if (!isEnding() && details.reason !== 'clean-exit') logEvent('warn', 'processGone', details)
  })
  let crashes: number[] = []
  const restore = async (contents: WebContents): Promise<void> => {
    const now = Date.now()
    crashes = [...crashes.filter((before) => now - before < WITHIN), now]
    if (crashes.length <= MOST_RESTORATIONS) tell(appError('window.restored'))
    else if (await ask(appError('window.keeps-crashing'))) crashes = []
    else {
      quit()
      return
    }
    if (!contents.isDestroyed()) contents.reload()
  }
  app.on('web-contents-created', (_event, contents) => {
    contents.on('render-process-gone', (_gone, details) => {
      if (isEnding() || details.reason === 'clean-exit') return
      logEvent('error', 'windowGone', details)
      // Chromium is still busy with the end of the page.
      setImmediate(() => void restore(contents))
    })
  })
}

/**
 * How fluid the window is while something happens in it, from Chromium's own trace of the window's main thread.
 *
 * Each task is told with the time that passed and with the time that the thread had a processor (`tdur`). The second does
 * not depend on what else the machine does, so it is what is judged; the first is what somebody saw on this machine.
 * What a frame costs are all tasks since the frame before it: a task that is split into slices does not become cheaper by it.
 * Rejected: `PerformanceObserver`, which knows wall time alone and no task under 50 ms.
 */
import type { CDPSession, Page } from '@playwright/test'

/** Milliseconds. `frame` and `task` by the processor's time, `…Wall` by the clock. */
export type Work = {
  readonly frame: number
  readonly task: number
  readonly frameWall: number
  readonly taskWall: number
}

export type TraceEvent = {
  readonly name: string
  readonly ph: string
  readonly pid: number
  readonly tid: number
  /** Microseconds, as all times of a trace. */
  readonly ts: number
  readonly dur?: number
  readonly tdur?: number
}

const CATEGORIES = ['devtools.timeline', 'disabled-by-default-devtools.timeline']

/** Measures from before `act` until two frames after it. @throws where the trace tells no frame */
export async function workDuring(page: Page, act: () => Promise<void>): Promise<Work> {
  return workOf(await traceDuring(page, act))
}

/** @param further categories of the trace, for whoever looks for the cause */
export async function traceDuring(
  page: Page,
  act: () => Promise<void>,
  further: readonly string[] = [],
): Promise<readonly TraceEvent[]> {
  await page.evaluate(() => {
    const state = { isOver: false }
    const onFrame = (): void => {
      if (!state.isOver) requestAnimationFrame(onFrame)
    }
    requestAnimationFrame(onFrame)
    Object.assign(window, {
      endFrames: async () => {
        await twoFrames()
        state.isOver = true
      },
      twoFrames,
    })
    function twoFrames(): Promise<unknown> {
      return new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
    }
  })
  const client = await page.context().newCDPSession(page)
  const end = await startTrace(client, [...CATEGORIES, ...further])
  await page.evaluate(() => (window as unknown as { twoFrames: () => Promise<void> }).twoFrames())
  await act()
  await page.evaluate(() => (window as unknown as { endFrames: () => Promise<void> }).endFrames())
  const events = await end()
  await client.detach()
  return events
}

async function startTrace(
  client: CDPSession,
  includedCategories: string[],
): Promise<() => Promise<readonly TraceEvent[]>> {
  const events: TraceEvent[] = []
  client.on('Tracing.dataCollected', ({ value }) => {
    events.push(...(value as unknown as TraceEvent[]))
  })
  const complete = new Promise((resolve) => client.once('Tracing.tracingComplete', resolve))
  await client.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories, excludedCategories: ['*'] },
  })
  return async () => {
    await client.send('Tracing.end')
    await complete
    return events
  }
}

/** Tasks, and frames of tasks, of the thread that draws. */
export function workOf(events: readonly TraceEvent[]): Work {
  const frames = events.filter(({ name, ph }) => name === 'FireAnimationFrame' && ph === 'X')
  const first = frames[0]
  if (!first) throw new Error('the trace tells no frame')
  const isOfThread = ({ pid, tid }: TraceEvent): boolean => pid === first.pid && tid === first.tid
  const begins = frames.filter(isOfThread).map(({ ts }) => ts)
  const tasks = events
    .filter((event) => event.name === 'RunTask' && event.ph === 'X' && isOfThread(event))
    .sort((one, other) => one.ts - other.ts)
  const longest: Record<keyof Work, number> = { frame: 0, task: 0, frameWall: 0, taskWall: 0 }
  let sinceFrame = 0
  let lastFrame: number | null = null
  for (const { ts, dur = 0, tdur = 0 } of tasks) {
    sinceFrame += tdur
    longest.task = Math.max(longest.task, tdur)
    longest.taskWall = Math.max(longest.taskWall, dur)
    const end = ts + dur
    if (!begins.some((begin) => begin >= ts && begin <= end)) continue
    // What came before the first frame is the start of the measurement, not of what is measured.
    if (lastFrame !== null) {
      longest.frame = Math.max(longest.frame, sinceFrame)
      longest.frameWall = Math.max(longest.frameWall, ts - lastFrame)
    }
    lastFrame = ts
    sinceFrame = 0
  }
  return {
    frame: longest.frame / 1000,
    task: longest.task / 1000,
    frameWall: longest.frameWall / 1000,
    taskWall: longest.taskWall / 1000,
  }
}

/** Rows of the grid that something changes in, by their ids. */
export async function rowsChangedBy(page: Page, act: () => Promise<void>): Promise<number> {
  await page.evaluate(() => {
    const rows = new Set<string>()
    const observer = new MutationObserver((mutations) => {
      for (const { target } of mutations) {
        const element = target instanceof Element ? target : target.parentElement
        const id = element?.closest('[role="row"]')?.getAttribute('data-id')
        if (id) rows.add(id)
      }
    })
    observer.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true })
    Object.assign(window, { changedRows: () => rows.size })
  })
  await act()
  return await page.evaluate(() => (window as unknown as { changedRows: () => number }).changedRows())
}

/**
 * Loaded into Electron's main process by `-r`, before the program: tells when its first page set a mark, and quits.
 *
 * Beside it, the time that all processes of the program had a processor until then, which does not depend on what else the
 * machine does; told by Linux alone.
 *
 * The page itself says when the mark was set, on the wall clock, so what the observer costs does not count. Rejected:
 * Playwright or the debugging protocol, which hold up the start of every process they attach to.
 */
const { readFileSync } = require('node:fs')
const { app } = require('electron')

const name = process.env.BENCH_MARK

/** Runs in the page: the time of the mark in milliseconds since 1970, now or when it is set. */
const waitForMark = `new Promise((resolve) => {
  new PerformanceObserver((list) => {
    for (const mark of list.getEntriesByName(${JSON.stringify(name)})) {
      resolve(performance.timeOrigin + mark.startTime)
    }
  }).observe({ type: 'mark', buffered: true })
})`

/** Of a second, in which the system counts. */
const TICKS = 100

function processorTime() {
  try {
    const ticks = app.getAppMetrics().map(({ pid }) => ticksOf(readFileSync(`/proc/${pid}/stat`, 'utf8')))
    return (ticks.reduce((sum, each) => sum + each, 0) * 1000) / TICKS
  } catch {
    return NaN
  }
}

/** In user and in system mode; fields 14 and 15, counted behind the name, which may hold blanks. */
function ticksOf(stat) {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return Number(fields[11]) + Number(fields[12])
}

app.once('web-contents-created', (_event, contents) => {
  contents.once('dom-ready', () => {
    void contents.executeJavaScript(waitForMark).then((time) => {
      process.stdout.write(`\nbench-mark ${time} ${processorTime()}\n`, () => app.quit())
    })
  })
})

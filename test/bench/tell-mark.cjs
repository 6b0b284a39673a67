/**
 * Loaded into Electron's main process by `-r`, before the program: tells when its first page set a mark, and quits.
 *
 * The page itself says when the mark was set, on the wall clock, so what the observer costs does not count. Rejected:
 * Playwright or the debugging protocol, which hold up the start of every process they attach to.
 */
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

app.once('web-contents-created', (_event, contents) => {
  contents.once('dom-ready', () => {
    void contents.executeJavaScript(waitForMark).then((time) => {
      process.stdout.write(`\nbench-mark ${time}\n`, () => app.quit())
    })
  })
})

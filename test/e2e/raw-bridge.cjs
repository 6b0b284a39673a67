/**
 * Runs in main before the application, with `-r`: gives every page the way to main that a taken-over renderer has. The
 * preload beside the application's own is sandboxed as well; it exposes `invoke` as it is.
 */
const { app } = require('electron')

app.on('session-created', (session) => {
  session.setPreloads([require.resolve('./raw-preload.cjs')])
})

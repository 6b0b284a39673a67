import { app } from 'electron'

/** Whether Chromium draws nowhere, as the wrapper of the commands for Linux and macOS tells it. */
export function isHeadless(): boolean {
  return app.commandLine.getSwitchValue('ozone-platform') === 'headless'
}

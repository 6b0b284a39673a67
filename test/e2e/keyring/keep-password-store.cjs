// Playwright starts Electron with `--password-store=basic`; loaded with `-r`, this lets the real key ring be used.
require('electron').app.commandLine.removeSwitch('password-store')

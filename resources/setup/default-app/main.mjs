/**
 * The default application of the substitute runtime: `electron [-r module] [flags] <folder | script> [args]`.
 * It does what Electron's own default application does for development tools; the welcome window and the
 * interactive mode are left out.
 *
 * A module with a top-level `await`: Electron becomes ready only when its entry has been evaluated, so what the
 * application does before that (sandbox, schemes) is still in time.
 */
import fs from 'node:fs'
import Module from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { app } from 'electron'

const args = process.argv.slice(1)
const modules = []
let target = null

for (let i = 0; i < args.length && target === null; i++) {
  const arg = args[i]
  if (arg === '-r' || arg === '--require') modules.push(args[++i])
  else if (arg.startsWith('--require=')) modules.push(arg.slice('--require='.length))
  else if (arg === '-v' || arg === '--version') answer(`v${process.versions.electron}`)
  else if (arg === '-a' || arg === '--abi') answer(process.versions.modules)
  else if (!arg.startsWith('-')) target = arg
}

Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true })
if (modules.length > 0) Module._preloadModules(modules)

try {
  await load()
} catch (failure) {
  console.error('App threw an error during load')
  console.error(failure)
  app.exit(1)
}

function answer(text) {
  console.log(text)
  process.exit(0)
}

async function load() {
  if (target === null) {
    console.error('usage: electron <folder or script>')
    app.exit(1)
    return
  }
  const entry = Module._resolveFilename(prepare(path.resolve(target)), null, true)
  await import(pathToFileURL(entry).href)
}

/** Gives the application its name, version and paths; returns its entry file. */
function prepare(place) {
  const packageFile = path.join(place, 'package.json')
  let entry = place
  if (fs.existsSync(packageFile)) {
    const description = JSON.parse(fs.readFileSync(packageFile, 'utf8'))
    if (description.version) app.setVersion(description.version)
    app.setName(description.productName || description.name || app.name)
    app.setDesktopName?.(description.desktopName || `${app.name}.desktop`)
    app.setAppPath(place)
    entry = path.join(place, description.main || 'index.js')
  } else if (/\.[cm]?js$/.test(place)) {
    app.setAppPath(path.dirname(place))
  }
  app.setPath('userData', path.join(app.getPath('appData'), app.name))
  return entry
}

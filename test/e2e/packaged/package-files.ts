/** Which files a package may hold, and why. A file of another name is a stranger until somebody gives a reason here. */

export const ARCHIVE = 'resources/app.asar'

/** Beside the archive: Electron, and what the system must read as files. */
const ON_DISK: readonly RegExp[] = [
  /^(?:ms-ews-konnektor|MS EWS Konnektor\.exe)$/, // the program
  /^ews-konnektor(?:\.cmd)?$/, // the command line
  /^(?:chrome-sandbox|chrome_crashpad_handler)$/, // started by Chromium
  /^[\w-]+\.(?:dll|so|so\.1)$/, // libraries of Chromium
  /^(?:[\w-]+\.pak|icudtl\.dat|(?:v8_context_)?snapshot(?:_blob)?\.bin|vk_swiftshader_icd\.json)$/, // its data
  /^locales\/(?:de|en-US|en-GB)\.pak$/, // its own texts
  /^(?:LICENSE\.electron\.txt|LICENSES\.chromium\.html)$/, // licences that must come with it
  /^resources\/app\.asar$/,
  /^resources\/app\.asar\.unpacked\/node_modules\/@photostructure\/sqlite\/prebuilds\/[\w-]+\/[\w.@+-]+\.node$/, // SQLite
  /^resources\/app-update\.yml$/, // which electron-builder writes and electron-updater reads
  /^resources\/THIRD-PARTY-NOTICES\.txt$/, // licences of the libraries, which the window shows
  /^resources\/policies\/(?:[\w-]+\/)?[\w.-]+\.(?:admx|adml|json)$/, // templates for group policies
  /^resources\/(?:apparmor-profile|package-type)$/, // of the deb
]

const IN_ARCHIVE: readonly RegExp[] = [
  /^package\.json$/, // names the entry
  /^out\/main\/(?:chunks\/)?[\w.-]+\.(?:js|cjs|mjs|wasm)$/,
  /^out\/main\/update-trust\.json$/, // the keys of updates
  /^out\/preload\/[\w.-]+\.cjs$/,
  /^out\/renderer\/index\.html$/,
  /^out\/renderer\/assets\/[\w.-]+\.(?:js|css|woff2?|svg|png)$/,
  /^resources\/icons\/(?:256x256|tray\/[a-z]+-(?:dark|light)-\d\d)\.png$/, // of the window, and beside the clock
  /^resources\/icons\/tray\/[a-z]+-(?:dark|light)\.ico$/,
  /^node_modules\/@photostructure\/sqlite\/(?:package\.json|LICENSE|dist\/[\w./-]+\.(?:js|cjs|mjs))$/, // loads SQLite
  /^node_modules\/@photostructure\/sqlite\/prebuilds\/[\w-]+\/[\w.@+-]+\.node$/, // named there, lies beside
  /^node_modules\/node-gyp-build\/(?:package\.json|LICENSE|index\.js|node-gyp-build\.js)$/, // finds its native file
]

/** @param archived as @electron/asar lists it, with folders @returns the files that no line of the list names */
export function strangersAmong(onDisk: readonly string[], archived: readonly string[]): string[] {
  const names = archived.map((name) => name.replaceAll('\\', '/').replace(/^\//, ''))
  const folders = new Set(names.flatMap((name) => parentsOf(name)))
  const inArchive = names.filter((name) => !folders.has(name))
  return [
    ...onDisk
      .map((name) => name.replaceAll('\\', '/'))
      .filter((name) => !ON_DISK.some((each) => each.test(name))),
    ...inArchive
      .filter((name) => !IN_ARCHIVE.some((each) => each.test(name)))
      .map((name) => `app.asar/${name}`),
  ]
}

function parentsOf(name: string): string[] {
  const parts = name.split('/')
  return parts.slice(1).map((_part, index) => parts.slice(0, index + 1).join('/'))
}

/**
 * Compiles the installer for Windows as electron-builder does, with its own script and ours, by the makensis of Debian.
 *
 * What Debian does not have are the plug-ins that electron-builder fetches: two are replaced by scripts (`plug-ins`),
 * calls of the others, which set shortcuts, are left out. The files of the program are packed by NSIS itself instead of
 * 7-Zip, and the installer is made for 64 bits, because that is what a Wine without the 32-bit part can start.
 */
import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { runQuiet } from '#resources/setup/child.ts'
import { projectFolder } from '#resources/setup/paths.ts'

const require = createRequire(import.meta.url)
const builder = path.dirname(require.resolve('app-builder-lib/package.json'))

/** As electron-builder's own modules have them, which it does not type for others. */
type ScriptGenerator = {
  readonly build: () => string
  readonly addIncludeDir: (folder: string) => void
  readonly include: (file: string) => void
  readonly flags: (names: readonly string[]) => void
}
const { NsisScriptGenerator } = require(path.join(builder, 'out/targets/nsis/nsisScriptGenerator.js')) as {
  readonly NsisScriptGenerator: new () => ScriptGenerator
}
const { LangConfigurator, createAddLangsMacro, addCustomMessageFileInclude } = require(
  path.join(builder, 'out/targets/nsis/nsisLang.js'),
) as {
  LangConfigurator: new (options: object) => object
  readonly createAddLangsMacro: (generator: ScriptGenerator, languages: object) => void
  readonly addCustomMessageFileInclude: (
    file: string,
    packager: { readonly getTempFile: (name: string) => Promise<string> },
    generator: ScriptGenerator,
    languages: object,
  ) => Promise<void>
}

export const APP_ID = 'ch.winoffice.ews-konnektor'
const PRODUCT = 'MS EWS Konnektor'

export type InstallerParts = {
  /** Empty; everything is written there. */
  readonly folder: string
  /** With the files that are installed. */
  readonly application: string
  readonly version: string
  /** Makes the uninstaller of a program that writes it when it is started. */
  readonly writeUninstaller: (program: string) => Promise<void>
}

/**
 * Wine's PowerShell answers every question with yes, so also whether the program runs. The folder of the plug-ins, in
 * which the uninstaller puts what it replaces, is otherwise made by the first plug-in.
 */
const NOTHING_RUNS = '!macro customCheckAppRunning\n  InitPluginsDir\n!macroend\n'

const TARGETS = {
  32: ['-XUnicode true'],
  // Some of its conditions are known when it is made for 64 bits, so that the jumps of others are missing.
  64: ['-XTarget amd64-unicode', '-X!pragma warning disable 6012'],
} as const

/** Compiles both programs for 32 bits, as electron-builder does. @throws like `compileInstaller` */
export async function checkInstaller(parts: Omit<InstallerParts, 'writeUninstaller'>): Promise<void> {
  const templates = await copyTemplates(parts.folder)
  const uninstaller = path.join(parts.folder, 'uninstaller.exe')
  const defines = { UNINSTALLER_OUT_FILE: uninstaller }
  await makensis(parts, templates, path.join(parts.folder, 'uninstaller-32.exe'), 32, {
    ...defines,
    BUILD_UNINSTALLER: '',
  })
  await writeFile(uninstaller, '')
  await makensis(parts, templates, path.join(parts.folder, 'installer-32.exe'), 32, defines)
}

/** @returns the installer. @throws with the output of makensis, also where it only warns */
export async function compileInstaller(parts: InstallerParts): Promise<string> {
  const templates = await copyTemplates(parts.folder)
  const uninstaller = path.join(parts.folder, 'uninstaller.exe')
  const writer = path.join(parts.folder, 'uninstaller-writer.exe')
  const seenByWindows = `Z:${uninstaller.replaceAll('/', '\\')}`
  await makensis(parts, templates, writer, 64, { BUILD_UNINSTALLER: '', UNINSTALLER_OUT_FILE: seenByWindows })
  await parts.writeUninstaller(writer)
  const installer = path.join(parts.folder, 'installer.exe')
  await makensis(parts, templates, installer, 64, { UNINSTALLER_OUT_FILE: uninstaller })
  return installer
}

async function copyTemplates(folder: string): Promise<string> {
  const templates = path.join(folder, 'templates')
  await cp(path.join(builder, 'templates/nsis'), templates, { recursive: true })
  await cp(path.join(import.meta.dirname, 'plug-ins'), path.join(templates, 'include'), { recursive: true })
  for (const name of await readdir(templates, { recursive: true })) {
    if (!/\.ns[hi]$/.test(name)) continue
    const file = path.join(templates, name)
    const script = await readFile(file, 'utf8')
    await writeFile(file, script.replaceAll(/^\s*(?:WinShell|nsProcess|Nsis7z|nsisunz)::.*$/gm, ''))
  }
  return templates
}

async function makensis(
  { folder, application, version }: Omit<InstallerParts, 'writeUninstaller'>,
  templates: string,
  program: string,
  bits: keyof typeof TARGETS,
  more: Readonly<Record<string, string>>,
): Promise<void> {
  const icon = path.join(projectFolder, 'resources/icons/icon.ico')
  const defines: Readonly<Record<string, string>> = {
    APP_ID,
    APP_GUID: '7d0ba49b-7a6d-5a37-8d05-4c5c2a9a3f31',
    UNINSTALL_APP_KEY: '7d0ba49b-7a6d-5a37-8d05-4c5c2a9a3f31',
    PRODUCT_NAME: PRODUCT,
    PRODUCT_FILENAME: PRODUCT,
    APP_FILENAME: PRODUCT,
    APP_DESCRIPTION: PRODUCT,
    APP_PACKAGE_NAME: 'ms-ews-konnektor',
    APP_INSTALLER_STORE_FILE: 'ms-ews-konnektor-updater\\installer.exe',
    APP_BUILD_DIR: application,
    APP_64: application,
    APP_64_UNPACKED_SIZE: '1',
    VERSION: version,
    COMPANY_NAME: 'Winoffice',
    SHORTCUT_NAME: PRODUCT,
    UNINSTALL_DISPLAY_NAME: PRODUCT,
    ESTIMATED_SIZE: '1',
    MUI_ICON: icon,
    MUI_UNICON: icon,
    MULTIUSER_INSTALLMODE_ALLOW_ELEVATION: '',
    INSTALL_MODE_PER_ALL_USERS_DEFAULT: '',
    INSTALL_MODE_PER_ALL_USERS_REQUIRED: '',
    allowToChangeInstallationDirectory: '',
    COMPRESS: 'auto',
    ...more,
  }
  const script = path.join(folder, `${path.basename(program, '.exe')}.nsi`)
  const main = await readFile(path.join(templates, 'installer.nsi'), 'utf8')
  await writeFile(script, (await header(folder, templates)) + (bits === 64 ? NOTHING_RUNS : '') + main)
  const options = Object.entries(defines).map(([name, value]) => `-D${name}${value && `=${value}`}`)
  const commands = [...TARGETS[bits], `-XOutFile "${program}"`, '-XSetCompressor zlib']
  const { code, output } = await runQuiet(
    'makensis',
    ['-NOCD', '-WX', '-INPUTCHARSET', 'UTF8', '-V2', ...options, ...commands, script],
    { folder: templates },
  )
  if (code !== 0) throw new Error(`makensis (${path.basename(program)}):\n${output}`)
}

/** What electron-builder puts before its script (`computeCommonInstallerScriptHeader`). */
async function header(folder: string, templates: string): Promise<string> {
  const generator = new NsisScriptGenerator()
  const languages = new LangConfigurator({ installerLanguages: ['de_DE', 'en_US'] })
  const include = path.join(templates, 'include')
  generator.include(path.join(include, 'StdUtils.nsh'))
  generator.addIncludeDir(include)
  generator.flags([
    'updated',
    'force-run',
    'keep-shortcuts',
    'no-desktop-shortcut',
    'delete-app-data',
    'allusers',
    'currentuser',
  ])
  createAddLangsMacro(generator, languages)
  const packager = {
    getTempFile: async (name: string) => {
      await mkdir(path.join(folder, 'texts'), { recursive: true })
      return path.join(
        folder,
        'texts',
        `${String((await readdir(path.join(folder, 'texts'))).length)}-${name}`,
      )
    },
  }
  for (const file of ['messages.yml', 'assistedMessages.yml']) {
    await addCustomMessageFileInclude(file, packager, generator, languages)
  }
  generator.include(path.join(projectFolder, 'resources/setup/installer/installer.nsh'))
  return generator.build()
}

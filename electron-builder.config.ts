/**
 * How the application is packed and made into installers.
 *
 * Vite bundles every library into out/, so the package holds out/, package.json and the one native module
 * with its loader: production dependencies are only what cannot be bundled. The archive's native files lie
 * beside it (asarUnpack), because the system loads them, not Electron.
 *
 * What an installer asks beyond electron-builder's own questions is in resources/setup/installer.
 *
 * Rejected: `electronFuses`, the shorthand for fuses, because it cannot say "asar integrity only where the
 * platform has it".
 */
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { FuseV1Options, FuseVersion } from '@electron/fuses'
import type { FuseConfig } from '@electron/fuses'
import type { AfterPackContext, Configuration, WindowsConfiguration } from 'electron-builder'
import { withChoices } from './resources/setup/installer/msi-choices.ts'
import { macSigning, windowsSigning, type WindowsSigning } from './resources/setup/signing.ts'

const sqlite = 'node_modules/@photostructure/sqlite'

/**
 * What goes into the package of one platform (Node's name for it). The whole list stands at each platform:
 * electron-builder does not merge a platform's list with a common one but packs the whole folder, and its
 * macro for the platform means the machine that packs, not the one that is packed for.
 */
function filesFor(platform: 'linux' | 'win32' | 'darwin'): string[] {
  return [
    'out/**',
    '!out/{.built,.packages-*,THIRD-PARTY-NOTICES.txt}',
    'package.json',
    'resources/icons/{256x256.png,tray/**}', // of the window and the task bar
    '!**/*.{map,d.ts,d.cts,d.mts}',
    '!node_modules/node-addon-api/**', // headers for compiling
    `!${sqlite}/{src,scripts}/**`,
    `!${sqlite}/{binding.gyp,CHANGELOG.md,SECURITY.md}`,
    `!${sqlite}/prebuilds/!(${platform}-\${arch})/**`,
    `!${sqlite}/prebuilds/*/*.musl.node`, // Electron itself needs the other C library
    '!node_modules/node-gyp-build/{bin.js,build-test.js,optional.js,SECURITY.md}', // for compiling
  ]
}

/** The parts of the file names are those of electron-builder; updates look for the architecture in them. */
const artifactName = 'ms-ews-konnektor-${version}-${arch}.${ext}'

const windows = windowsSigning(process.env)
const mac = macSigning(process.env)

const configuration: Configuration = {
  appId: 'ch.winoffice.ews-konnektor',
  productName: 'MS EWS Konnektor',
  copyright: 'Copyright © Winoffice',
  directories: { output: 'dist', buildResources: 'resources/icons' },
  npmRebuild: false, // the native module brings prebuilt N-API files for all platforms
  // Otherwise the module's scripts would lie beside the archive, where its digest does not protect them.
  asar: { smartUnpack: false },
  asarUnpack: ['**/*.node'],
  extraResources: [
    // The templates for group policies, for whoever looks for them in the folder of the program.
    { from: 'resources/policies/templates', to: 'policies' },
    // Written before packing, of what the bundler has taken; the window shows it.
    { from: 'out/THIRD-PARTY-NOTICES.txt', to: 'THIRD-PARTY-NOTICES.txt' },
  ],
  // Makes the channel files (latest.yml …). Where they are looked for is a setting; see electron/updates.
  publish: {
    provider: 'generic',
    url: process.env.EWS_KONNEKTOR_UPDATE_SERVER ?? 'https://updates.invalid/',
  },
  generateUpdatesFilesForAllChannels: true, // who is on beta gets the stable versions too
  electronLanguages: ['de', 'en-US'], // of Chromium's own texts; ours are in the bundle
  afterPack,
  msiProjectCreated: async (file) => {
    await writeFile(file, withChoices(await readFile(file, 'utf8')))
  },
  linux: {
    files: filesFor('linux'),
    extraFiles: [{ from: 'resources/command/ews-konnektor', to: 'ews-konnektor' }],
    target: [
      { target: 'deb', arch: ['x64', 'arm64'] },
      { target: 'AppImage', arch: ['x64', 'arm64'] },
    ],
    executableName: 'ms-ews-konnektor',
    syncDesktopName: true,
    maintainer: 'Winoffice',
    synopsis: 'Connects Winoffice Prime with Microsoft Exchange',
    category: 'Office',
    icon: 'resources/icons',
    artifactName,
    desktop: {
      entry: {
        'Comment[de]': 'Verwaltet, prüft und synchronisiert die Verbindung von Winoffice Prime mit Exchange',
        Keywords: 'Exchange;EWS;Winoffice;',
      },
    },
  },
  win: {
    files: filesFor('win32'),
    extraFiles: [{ from: 'resources/command/ews-konnektor.cmd', to: 'ews-konnektor.cmd' }],
    target: [
      { target: 'nsis', arch: ['x64', 'arm64'] },
      { target: 'msi', arch: ['x64', 'arm64'] },
    ],
    icon: 'resources/icons/icon.ico',
    legalTrademarks: 'Microsoft, Exchange and Windows are trademarks of Microsoft Corporation',
    forceCodeSigning: windows.way !== 'none',
    ...windowsSigningOptions(windows),
  },
  nsis: {
    oneClick: false,
    // An administrator's tool, installed once per server or workstation; who may not, installs for himself.
    perMachine: false,
    selectPerMachineByDefault: true,
    allowToChangeInstallationDirectory: true,
    buildUniversalInstaller: false,
    deleteAppDataOnUninstall: false, // resources/setup/installer/installer.nsh asks
    include: 'resources/setup/installer/installer.nsh',
    installerLanguages: ['de_DE', 'en_US'],
    artifactName,
  },
  msi: { perMachine: true, oneClick: false, runAfterFinish: false, artifactName },
  mac: {
    files: filesFor('darwin'),
    target: [{ target: 'dmg', arch: ['x64', 'arm64'] }],
    icon: 'resources/icons/icon.icns',
    category: 'public.app-category.business',
    hardenedRuntime: true,
    artifactName,
    // macOS reads the schemes from the bundle.
    protocols: [{ name: 'MS EWS Konnektor', schemes: ['ews-konnektor'], role: 'Viewer' }],
    forceCodeSigning: mac.way !== 'none',
    notarize: mac.way === 'certificate' && mac.isNotarized,
    // Without one in the environment, none that happens to be in the keychain of this computer.
    ...(mac.way === 'none' && { identity: null }),
  },
}

function windowsSigningOptions(signing: WindowsSigning): WindowsConfiguration {
  switch (signing.way) {
    case 'none':
      return { signExecutable: false }
    case 'file':
      return { signtoolOptions: { signingHashAlgorithms: ['sha256'] } }
    case 'store': {
      const { subject, sha1 } = signing
      return {
        signtoolOptions: {
          signingHashAlgorithms: ['sha256'],
          certificateSubjectName: subject,
          certificateSha1: sha1,
        },
      }
    }
    case 'azure': {
      const { endpoint, account, profile, publisher } = signing
      return {
        azureSignOptions: {
          endpoint,
          codeSigningAccountName: account,
          certificateProfileName: profile,
          publisherName: publisher,
        },
      }
    }
  }
}

/** Removes the default application and turns off what an installed application must not offer. */
async function afterPack(context: AfterPackContext): Promise<void> {
  if (context.electronPlatformName !== 'darwin') {
    await rm(join(context.appOutDir, 'resources', 'default_app.asar'), { force: true })
    await rm(join(context.appOutDir, 'version'), { force: true }) // of Electron, for those who unpack it
  }
  await context.packager.addElectronFuses(context, fuses(context.electronPlatformName))
}

function fuses(platform: string): FuseConfig {
  return {
    version: FuseVersion.V1,
    resetAdHocDarwinSignature: platform === 'darwin',
    [FuseV1Options.RunAsNode]: false, // utilityProcess does not need it
    [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: false,
    [FuseV1Options.EnableCookieEncryption]: true,
    [FuseV1Options.OnlyLoadAppFromAsar]: true,
    // Electron has it on Windows and macOS only.
    [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: platform !== 'linux',
    [FuseV1Options.GrantFileProtocolExtraPrivileges]: false, // the pages come from app://, not file://
  }
}

export default configuration

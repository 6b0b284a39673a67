/**
 * How the application is packed and made into installers.
 *
 * Vite bundles every library into out/, so the package holds out/, package.json and the one native module
 * with its loader: production dependencies are only what cannot be bundled. The archive's native files lie
 * beside it (asarUnpack), because the system loads them, not Electron.
 *
 * Rejected: `electronFuses`, the shorthand for fuses, because it cannot say "asar integrity only where the
 * platform has it".
 */
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { FuseV1Options, FuseVersion } from '@electron/fuses'
import type { FuseConfig } from '@electron/fuses'
import type { AfterPackContext, Configuration } from 'electron-builder'

const sqlite = 'node_modules/@photostructure/sqlite'

/**
 * What goes into the package of one platform (Node's name for it). The whole list stands at each platform:
 * electron-builder does not merge a platform's list with a common one but packs the whole folder, and its
 * macro for the platform means the machine that packs, not the one that is packed for.
 */
function filesFor(platform: 'linux' | 'win32' | 'darwin'): string[] {
  return [
    'out/**',
    '!out/.built',
    'package.json',
    '!**/*.{map,d.ts,d.cts,d.mts}',
    '!node_modules/node-addon-api/**', // headers for compiling
    `!${sqlite}/{src,scripts}/**`,
    `!${sqlite}/{binding.gyp,CHANGELOG.md,SECURITY.md}`,
    `!${sqlite}/prebuilds/!(${platform}-\${arch})/**`,
  ]
}

const configuration: Configuration = {
  appId: 'ch.winoffice.ews-konnektor',
  productName: 'MS EWS Konnektor',
  copyright: 'Copyright © Winoffice',
  directories: { output: 'dist', buildResources: 'resources/icons' },
  npmRebuild: false, // the native module brings prebuilt N-API files for all platforms
  asar: true,
  asarUnpack: ['**/*.node'],
  afterPack,
  linux: {
    files: filesFor('linux'),
    target: [{ target: 'dir', arch: ['x64'] }],
    executableName: 'ms-ews-konnektor',
    category: 'Office',
    icon: 'resources/icons',
  },
  win: {
    files: filesFor('win32'),
    target: [
      { target: 'nsis', arch: ['x64', 'arm64'] },
      { target: 'msi', arch: ['x64'] },
    ],
    icon: 'resources/icons/icon.ico',
  },
  nsis: {
    oneClick: false,
    perMachine: true, // an administrator's tool, installed once per server or workstation
    allowToChangeInstallationDirectory: true,
    deleteAppDataOnUninstall: false,
    artifactName: 'ms-ews-konnektor-${version}-${arch}.${ext}',
    installerLanguages: ['de_DE', 'en_US'],
  },
  msi: { perMachine: true, oneClick: false, artifactName: 'ms-ews-konnektor-${version}-${arch}.${ext}' },
  mac: {
    files: filesFor('darwin'),
    target: [{ target: 'dmg', arch: ['x64', 'arm64'] }],
    icon: 'resources/icons/icon.icns',
    category: 'public.app-category.business',
    hardenedRuntime: true,
  },
}

/** Removes the default application and turns off what an installed application must not offer. */
async function afterPack(context: AfterPackContext): Promise<void> {
  if (context.electronPlatformName !== 'darwin') {
    await rm(join(context.appOutDir, 'resources', 'default_app.asar'), { force: true })
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

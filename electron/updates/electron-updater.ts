/**
 * electron-updater, held to our rules. It decides what is newer, whether it is this computer's turn in a staged
 * roll-out, keeps what was fetched, checks the code signature on Windows and starts the set-up program. Ours are:
 *
 * - What it reads: a provider that gives it only verified channel files, and sends nothing about this computer.
 *   electron-updater's own would send the id that the roll-out draws lots with.
 * - How it fetches: by the transport of the product (`download-file.ts`). Differential downloads are off: their block
 *   maps are not signed, and a server in the house is near.
 * - When it installs: never by itself; the service says so at the very end of the application.
 * - How an AppImage is replaced: in one step. electron-updater deletes the old one first, and starts the new one.
 * - A downgrade is never an update, whatever the channel.
 */
import { AppImageUpdater, NsisUpdater, Provider, type UpdateInfo } from 'electron-updater'
import { parseUpdateInfo, type ProviderRuntimeOptions } from 'electron-updater/out/providers/Provider.js'
import { appError } from '#shared/errors.ts'
import { logEvent } from '../log/log.ts'
import type { Transport } from '../exchange/transport/transport.ts'
import { downloadFile } from './download-file.ts'
import { replaceFile, sha512Sync } from './replace-file.ts'
import { readSignedChannel, type SignedChannel } from './signed-channel.ts'
import { UpdateFailure } from './update-failure.ts'
import { updateOf } from './update-metadata.ts'
import type { CreateUpdater, Updater, UpdaterOptions } from './updater.ts'

export const createElectronUpdater: CreateUpdater = (options) => new VerifiedUpdater(options)

class VerifiedUpdater implements Updater {
  readonly #options: UpdaterOptions
  readonly #updater: NsisUpdater | OneStepAppImageUpdater
  #channel: SignedChannel | null = null
  /** The version whose turn it is not yet here, as the last check has found. */
  #heldBack: string | null = null
  #fetched: { readonly file: string; readonly sha512: string } | null = null
  #onProgress: (receivedBytes: number) => void = () => undefined

  constructor(options: UpdaterOptions) {
    const { installation } = options
    this.#options = options
    const updater =
      installation.kind === 'appimage'
        ? new OneStepAppImageUpdater(installation.file, adapterOf(options))
        : new NsisUpdater(null, adapterOf(options))
    this.#updater = updater
    updater.logger = {
      info: () => undefined, // tells the id of this computer's lot, and what the service logs by itself
      warn: tellLog,
      error: tellLog,
    }
    updater.autoDownload = false
    updater.autoInstallOnAppQuit = false
    updater.allowDowngrade = false
    updater.disableWebInstaller = true
    updater.disableDifferentialDownload = true
    const isItsTurn = updater.isUserWithinRollout
    const installed = updater.currentVersion as { compare(version: string): number } // its package has no types
    updater.isUserWithinRollout = async (info) => {
      const isWithin = await isItsTurn(info)
      this.#heldBack = !isWithin && installed.compare(info.version) < 0 ? info.version : null
      return isWithin
    }
    updater.setFeedURL({ provider: 'custom', updateProvider: providerOf(() => this.#readChannel()) })
    // It has one of its own unless it is made with an adapter; then whoever made it brings one.
    Object.assign(updater, {
      httpExecutor: {
        download: (_url: URL, destination: string) => this.#fetch(destination),
      },
    })
  }

  async check() {
    this.#heldBack = null
    const result = await this.#updater.checkForUpdates()
    if (result === null) throw new UpdateFailure(appError('updates.failed', { reason: 'inactive' }))
    const channel = this.#channel
    if (channel === null || !result.isUpdateAvailable) {
      return { outcome: this.#wasHeldBack() ? 'held-back' : 'up-to-date' } as const
    }
    return { outcome: 'found', update: updateOf(channel.info, channel.file.size) } as const
  }

  async download(onProgress: (receivedBytes: number) => void): Promise<void> {
    this.#onProgress = onProgress
    const [file] = await this.#updater.downloadUpdate()
    const sha512 = this.#channel?.file.sha512
    if (file === undefined || sha512 === undefined) throw new Error('nothing was found to download')
    this.#fetched = { file, sha512 }
  }

  install(): void {
    const fetched = this.#fetched
    if (fetched === null) throw new Error('nothing was downloaded')
    // It has lain in a folder of the user since it was fetched, and a set-up program may get the administrator's rights.
    if (sha512Sync(fetched.file) !== fetched.sha512) {
      throw new UpdateFailure(appError('updates.wrong-hash', { file: fetched.file }))
    }
    const problems: Error[] = []
    this.#updater.once('error', (error) => problems.push(error))
    if (!this.#updater.install(true, false)) throw problems[0] ?? new Error('not installed')
  }

  #wasHeldBack(): boolean {
    return this.#heldBack !== null
  }

  async #readChannel(): Promise<SignedChannel> {
    const { platform, arch } = process
    const parse = (text: string): unknown => parseUpdateInfo(text, '', new URL(this.#options.server))
    return (this.#channel = await this.#withTransport((transport) =>
      readSignedChannel(transport, { ...this.#options, platform, arch, parse }),
    ))
  }

  async #fetch(destination: string): Promise<void> {
    const channel = this.#channel
    if (channel === null) throw new Error('nothing was found to download')
    const { fileUrl, file } = channel
    const { folder, signal } = this.#options
    await this.#withTransport((transport) =>
      downloadFile({ url: fileUrl, name: file.url, sha512: file.sha512, bytes: file.size }, destination, {
        transport,
        signal,
        partFolder: folder,
        onProgress: this.#onProgress,
      }),
    )
  }

  async #withTransport<T>(act: (transport: Transport) => Promise<T>): Promise<T> {
    const transport = await this.#options.openTransport()
    if (!transport.ok) throw new UpdateFailure(transport.error)
    try {
      return await act(transport.value)
    } finally {
      await transport.value.close()
    }
  }
}

class OneStepAppImageUpdater extends AppImageUpdater {
  readonly #file: string

  constructor(file: string, app: ReturnType<typeof adapterOf>) {
    super(null, app)
    this.#file = file
  }

  protected override doInstall(): boolean {
    if (this.installerPath === null) throw new Error('nothing was downloaded')
    replaceFile(this.installerPath, this.#file)
    return true
  }
}

/** As electron-updater makes it by itself: it is given a class, not an object. */
function providerOf(readChannel: () => Promise<SignedChannel>) {
  return class extends Provider<UpdateInfo> {
    #file: { url: URL; info: SignedChannel['file'] } | null = null

    constructor(_options: unknown, _updater: unknown, runtime: ProviderRuntimeOptions) {
      super(runtime)
    }

    /** Nothing about this computer is sent. */
    override setRequestHeaders(): void {
      super.setRequestHeaders(null)
    }

    async getLatestVersion(): Promise<UpdateInfo> {
      const { info, file, fileUrl } = await readChannel()
      this.#file = { url: new URL(fileUrl), info: file }
      return info
    }

    resolveFiles() {
      return this.#file === null ? [] : [this.#file]
    }
  }
}

function adapterOf({ version, folder, resourcesFolder }: UpdaterOptions) {
  return {
    version,
    name: 'MS EWS Konnektor',
    isPackaged: true,
    appUpdateConfigPath: `${resourcesFolder}/app-update.yml`,
    userDataPath: folder,
    baseCachePath: folder,
    whenReady: () => Promise.resolve(),
    relaunch: () => undefined,
    quit: () => undefined,
    onQuit: () => undefined,
  }
}

function tellLog(message: unknown): void {
  logEvent('warn', 'updaterSays', { message: message instanceof Error ? message.message : String(message) })
}

/** The port between the service and what fetches and installs; electron-updater stands behind it, loaded when needed. */
import type { KeyObject } from 'node:crypto'
import type { Instant } from '#shared/domain/ids.ts'
import type { Update, UpdateChannel } from '#shared/domain/updates.ts'
import type { Result } from '#shared/result.ts'
import type { Transport } from '../exchange/transport/transport.ts'
import type { Installation } from './installation.ts'

export type CheckResult =
  { readonly outcome: 'up-to-date' | 'held-back' } | { readonly outcome: 'found'; readonly update: Update }

export type Updater = {
  /** Reads and verifies the channel file. @throws what `updateError` understands */
  check(): Promise<CheckResult>
  /** Fetches and verifies what the last check has found. @throws what `updateError` understands */
  download(onProgress: (receivedBytes: number) => void): Promise<void>
  /**
   * Verifies what was fetched once more and puts it in the place of this version, or starts the set-up program that
   * does. For the very end of the process, which waits for nothing. @throws what `updateError` understands
   */
  install(): void
}

export type UpdaterOptions = {
  readonly version: string
  readonly installation: Installation
  readonly resourcesFolder: string
  /** Of our own: what was fetched, and by what this computer's turn in a roll-out is told. */
  readonly folder: string
  readonly server: string
  readonly channel: UpdateChannel
  readonly keys: readonly KeyObject[]
  readonly openTransport: () => Promise<Result<Transport>>
  readonly signal: AbortSignal
  /** When the newest channel file of this address that was ever accepted was signed. */
  readonly newest: { get(address: string): Instant | null; set(address: string, signedAt: Instant): void }
}

export type CreateUpdater = (options: UpdaterOptions) => Updater

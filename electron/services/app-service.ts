/** The state of the application: settings, where data lives, how secrets are kept, what must be told. */
import type { AppState } from '#shared/contract/contract.ts'
import type { Language, Settings } from '#shared/domain/settings.ts'
import type { AppError } from '#shared/errors.ts'
import type { Instant } from '#shared/domain/ids.ts'
import { ok, type Result } from '#shared/result.ts'
import { documentNotices, type Documents } from '../config/documents.ts'
import type { SecretVault } from '../vault/secret-vault.ts'
import type { EmitEvent } from './events.ts'
import type { Incidents } from './incidents.ts'

export type AppInfo = {
  readonly version: string
  readonly platform: string
  readonly systemLanguage: Language
  readonly dataFolder: string
  readonly isDemo: boolean
  /** What went wrong at start beside the documents. */
  readonly notices: readonly AppError[]
}

export type AppServiceParts = {
  readonly info: AppInfo
  readonly documents: Documents
  readonly vault: SecretVault
  readonly incidents: Incidents
  readonly emit: EmitEvent
  readonly copyText: (text: string) => void
}

export class AppService {
  readonly #parts: AppServiceParts

  constructor(parts: AppServiceParts) {
    this.#parts = parts
  }

  state(): AppState {
    const { info, documents, vault, incidents } = this.#parts
    return {
      ...info,
      settings: documents.settings.get(),
      secretStorage: vault.protection,
      notices: [...documentNotices(documents), ...info.notices],
      incidents: incidents.list(),
    }
  }

  copy(text: string): Result<null> {
    this.#parts.copyText(text)
    return ok(null)
  }

  dismissIncident(at: Instant): Result<null> {
    this.#parts.incidents.dismiss(at)
    return ok(null)
  }

  saveSettings(settings: Settings): Result<Settings> {
    const saved = this.#parts.documents.settings.update(() => settings)
    if (saved.ok) this.#parts.emit('app.onDidChangeState', this.state())
    return saved
  }
}

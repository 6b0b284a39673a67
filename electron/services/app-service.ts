/** The state of the application: settings, where data lives, how secrets are kept, what must be told. */
import type { AppState } from '#shared/contract/contract.ts'
import { NO_POLICIES_STATE } from '#shared/domain/policies.ts'
import type { Language, Settings } from '#shared/domain/settings.ts'
import type { AppError } from '#shared/errors.ts'
import { ok, type Result } from '#shared/result.ts'
import { documentNotices, type Documents } from '../config/documents.ts'
import type { SecretVault } from '../vault/secret-vault.ts'
import type { EmitEvent } from './events.ts'
import type { Incidents } from './incidents.ts'
import type { PolicyService } from './policy-service.ts'

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
  /** `null`: not yet. */
  readonly policies: () => PolicyService | null
}

export class AppService {
  readonly #parts: AppServiceParts

  constructor(parts: AppServiceParts) {
    this.#parts = parts
  }

  state(): AppState {
    const { info, documents, vault, incidents } = this.#parts
    const policies = this.#parts.policies()
    return {
      ...info,
      settings: documents.settings.get(),
      secretStorage: vault.protection,
      notices: [...documentNotices(documents), ...info.notices, ...(policies?.notices() ?? [])],
      incidents: incidents.list(),
      policies: policies?.state() ?? NO_POLICIES_STATE,
    }
  }

  /** Something failed that a person should know of: told until it is dismissed, once however often it happens. */
  tell(error: AppError): void {
    const { incidents } = this.#parts
    if (!incidents.list().some((incident) => incident.error.code === error.code)) incidents.add(error)
  }

  copy(text: string): Result<null> {
    this.#parts.copyText(text)
    return ok(null)
  }

  saveSettings(settings: Settings): Result<Settings> {
    const saved = this.#parts.documents.settings.update(() => settings)
    if (saved.ok) this.#parts.emit('app.onDidChangeState', this.state())
    return saved
  }
}

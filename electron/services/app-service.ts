/** The state of the application: settings, where data lives, how secrets are kept, what must be told. */
import type { AppState } from '#shared/contract/contract.ts'
import type { Language, Settings } from '#shared/domain/settings.ts'
import type { AppError } from '#shared/errors.ts'
import { ok, type Result } from '#shared/result.ts'
import { documentNotices, type Documents } from '../config/documents.ts'
import type { SecretVault } from '../vault/secret-vault.ts'
import type { EmitEvent } from './events.ts'

export type AppInfo = {
  readonly version: string
  readonly platform: string
  readonly systemLanguage: Language
  readonly dataFolder: string
  readonly isDemo: boolean
  /** What went wrong at start beside the documents. */
  readonly notices: readonly AppError[]
}

export class AppService {
  constructor(
    private readonly info: AppInfo,
    private readonly documents: Documents,
    private readonly vault: SecretVault,
    private readonly emit: EmitEvent,
    private readonly copyText: (text: string) => void,
  ) {}

  state(): AppState {
    return {
      ...this.info,
      settings: this.documents.settings.get(),
      secretStorage: this.vault.protection,
      notices: [...documentNotices(this.documents), ...this.info.notices],
    }
  }

  copy(text: string): Result<null> {
    this.copyText(text)
    return ok(null)
  }

  saveSettings(settings: Settings): Result<Settings> {
    const saved = this.documents.settings.update(() => settings)
    if (saved.ok) this.emit('app.onDidChangeState', this.state())
    return saved
  }
}

/**
 * What happened once and must be known: told until a person dismisses it, also after a restart, because what happens at
 * night must be there in the morning. Rejected: the notices of `AppState`, which are true as long as the application
 * runs and gone with it.
 */
import type { Incident } from '#shared/contract/contract.ts'
import { instantOf, type Instant } from '#shared/domain/ids.ts'
import type { AppError } from '#shared/errors.ts'
import type { Incidents as StoredIncidents } from '../config/documents.ts'
import type { VersionedDocument } from '../config/versioned-document.ts'

export class Incidents {
  readonly #document: VersionedDocument<StoredIncidents>
  readonly #onDidChange: () => void
  #incidents: readonly Incident[]

  constructor(document: VersionedDocument<StoredIncidents>, onDidChange: () => void) {
    this.#document = document
    this.#onDidChange = onDidChange
    this.#incidents = document.get().incidents
  }

  /** Newest first. */
  list(): Incident[] {
    return [...this.#incidents]
  }

  add(error: AppError): void {
    this.#set([{ at: instantOf(new Date()), error }, ...this.#incidents])
  }

  dismiss(at: Instant): void {
    this.#set(this.#incidents.filter((incident) => incident.at !== at))
  }

  /** A disk that cannot be written hides nothing: what happened is known until the application ends. */
  #set(incidents: readonly Incident[]): void {
    this.#incidents = incidents
    this.#document.update(() => ({ incidents: [...incidents] }))
    this.#onDidChange()
  }
}

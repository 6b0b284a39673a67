/** The application without its window, as far as the window shows and changes it. The system is a port. */
import type { BackgroundState } from '#shared/domain/background.ts'
import { ok, type Result } from '#shared/result.ts'

export type BackgroundPort = {
  state(): Promise<BackgroundState>
  setStartAtLogin(on: boolean): Result<null>
  setLinks(on: boolean): Promise<Result<null>>
  /** Orderly: what runs stops at the next object. */
  quit(): void
}

/** Where there is no desktop. */
export const NO_BACKGROUND: BackgroundPort = {
  state: () => Promise.resolve({ hasTray: false, startAtLogin: 'impossible', links: 'impossible' }),
  setStartAtLogin: () => ok(null),
  setLinks: () => Promise.resolve(ok(null)),
  quit: () => undefined,
}

export class BackgroundService {
  readonly #port: BackgroundPort

  constructor(port: BackgroundPort) {
    this.#port = port
  }

  async state(): Promise<Result<BackgroundState>> {
    return ok(await this.#port.state())
  }

  async setStartAtLogin(on: boolean): Promise<Result<BackgroundState>> {
    const set = this.#port.setStartAtLogin(on)
    return set.ok ? await this.state() : set
  }

  async setLinks(on: boolean): Promise<Result<BackgroundState>> {
    const set = await this.#port.setLinks(on)
    return set.ok ? await this.state() : set
  }

  quit(): Result<null> {
    this.#port.quit()
    return ok(null)
  }
}

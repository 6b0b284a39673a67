import type { Api } from '#shared/contract/api.ts'

declare global {
  interface Window {
    /** Put there by the preload; the only way to the main process. */
    readonly api: Api
  }
}

import type { Api } from '#shared/contract/api.ts'

declare global {
  // eslint-disable-next-line @typescript-eslint/consistent-type-definitions -- only an interface can be merged
  interface Window {
    /** Put there by the preload; the only way to the main process. */
    readonly api: Api
  }
}

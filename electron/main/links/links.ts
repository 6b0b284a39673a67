/** Follows links of the scheme `ews-konnektor:`: the window comes to the front, at the place that the link is about. */
import { app } from 'electron'
import type { Place } from '#shared/domain/place.ts'
import { placeOfLink } from './place-of-link.ts'

export class Links {
  readonly #show: (place: Place | null) => void
  /** macOS tells the link of the first start before there can be a window. */
  #early: string | undefined
  #isReady = false

  constructor(show: (place: Place | null) => void) {
    this.#show = show
  }

  /** Before the application is ready. */
  begin(): void {
    app.on('open-url', (event, link) => {
      event.preventDefault()
      if (this.#isReady) this.follow(link)
      else this.#early = link
    })
  }

  /** The window may be opened now. @param link of the start */
  followFirst(link: string | undefined): void {
    this.#isReady = true
    this.follow(link ?? this.#early)
  }

  /** Without a link, or with one that names no place, the window is shown as it is. */
  follow(link: string | undefined): void {
    this.#show(link === undefined ? null : placeOfLink(link))
  }
}

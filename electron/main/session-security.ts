/**
 * What a page may not do, whatever it tries: navigate away, open windows, embed others, use permissions, download. Set
 * once for every session and every web contents that ever comes to be, those of the transports to servers included.
 */
import { app, type Session } from 'electron'

/** Before the application is ready, so that no session exists without. */
export function denyByDefault(origins: readonly string[]): void {
  const isOurs = (address: string) => isStartPage(address, origins)
  app.on('session-created', denyPermissions)
  app.on('web-contents-created', (_created, contents) => {
    const guard = (event: { preventDefault(): void; url: string }) => {
      if (!isOurs(event.url)) event.preventDefault()
    }
    contents.on('will-navigate', guard)
    contents.on('will-redirect', guard)
    contents.on('will-frame-navigate', (event) => {
      // The reading pane shows sanitised mail as `about:srcdoc`, which has no address of its own to go to.
      if (!isOurs(event.url) && (event.isMainFrame || event.url !== 'about:srcdoc')) event.preventDefault()
    })
    contents.on('will-attach-webview', (event) => {
      event.preventDefault()
    })
    contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  })
}

/** The one document that a window of ours shows, at any place in it; of its other files none is a page. */
export function isStartPage(address: string, origins: readonly string[]): boolean {
  const [page] = address.split(/[?#]/, 1)
  return origins.some((origin) => page === `${origin}/` || page === `${origin}/index.html`)
}

function denyPermissions(session: Session): void {
  // A session looks for its dictionaries when it comes to be, and fetches them from the makers of Chromium when it has
  // none; switching the spell checker off alone does not keep it from that.
  session.setSpellCheckerLanguages([])
  session.setSpellCheckerEnabled(false)
  session.setPermissionRequestHandler((_contents, _permission, answer) => {
    answer(false)
  })
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
  session.on('will-download', (event) => {
    event.preventDefault()
  })
}

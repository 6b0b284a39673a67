/**
 * What a window of ours may not do, whatever the page tries: navigate away, open windows, embed others, use
 * permissions, download. Set once for every web contents that ever comes to be.
 */
import { app, type Session } from 'electron'

export function denyByDefault(origins: readonly string[]): void {
  const isOurs = (address: string) => origins.some((origin) => address.startsWith(`${origin}/`))
  app.on('web-contents-created', (_created, contents) => {
    const guard = (event: { preventDefault(): void; url: string }) => {
      if (!isOurs(event.url)) event.preventDefault()
    }
    contents.on('will-navigate', guard)
    contents.on('will-redirect', guard)
    contents.on('will-frame-navigate', (event) => {
      // The reading pane shows sanitised mail as `about:srcdoc`, which has no address of its own to go to.
      if (!isOurs(event.url) && event.url !== 'about:srcdoc') event.preventDefault()
    })
    contents.on('will-attach-webview', (event) => {
      event.preventDefault()
    })
    contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  })
}

export function denyPermissions(session: Session): void {
  session.setSpellCheckerEnabled(false) // it would fetch dictionaries from the internet
  session.setPermissionRequestHandler((_contents, _permission, answer) => {
    answer(false)
  })
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
  session.on('will-download', (event) => {
    event.preventDefault()
  })
}

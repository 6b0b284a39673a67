/**
 * The desktop around the application: the browser of the system, the clipboard, notifications.
 *
 * Only https is handed to the system, without credentials in it: what an address of another scheme starts, nobody knows.
 */
import { clipboard, Notification, shell } from 'electron'
import type { Place } from '#shared/domain/place.ts'
import { logEvent } from '../log/log.ts'
import type { Desktop } from '../services/create-sign-in.ts'

/** Whoever is not held is collected, and its click with it. */
const shown = new Set<Notification>()

/** @param onNotificationClick with the place that it is about */
export function desktop(onNotificationClick: (place: Place | null) => void): Desktop {
  return {
    openInBrowser: async (url) => {
      const address = plainHttps(url)
      if (address === null) return false
      try {
        await shell.openExternal(address)
        return true
      } catch (error) {
        logEvent('warn', 'browserNotOpened', error)
        return false
      }
    },
    copyText: (text) => {
      void clipboard.writeText(text)
    },
    notify: ({ title, body, place = null }) => {
      if (!Notification.isSupported()) return
      const notification = new Notification({ title, body })
      shown.add(notification)
      notification.on('click', () => {
        shown.delete(notification)
        onNotificationClick(place)
      })
      notification.on('close', () => shown.delete(notification))
      notification.on('failed', () => shown.delete(notification))
      notification.show()
    },
  }
}

/** As it was read here, so that no other program reads it in another way. */
function plainHttps(url: string): string | null {
  if (!URL.canParse(url)) return null
  const { protocol, username, password, href } = new URL(url)
  return protocol === 'https:' && username === '' && password === '' ? href : null
}

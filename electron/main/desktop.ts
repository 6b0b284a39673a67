/**
 * The desktop around the application: the browser of the system, the clipboard, notifications.
 *
 * Only https is handed to the system, without credentials in it: what an address of another scheme starts, nobody knows.
 */
import { clipboard, Notification, shell } from 'electron'
import { logEvent } from '../log/log.ts'
import type { Desktop } from '../services/create-sign-in.ts'

export function desktop(onNotificationClick: () => void): Desktop {
  return {
    openInBrowser: async (url) => {
      if (!isPlainHttps(url)) return false
      try {
        await shell.openExternal(url)
        return true
      } catch (error) {
        logEvent('warn', 'browserNotOpened', error)
        return false
      }
    },
    copyText: (text) => {
      void clipboard.writeText(text)
    },
    notify: ({ title, body }) => {
      if (!Notification.isSupported()) return
      const notification = new Notification({ title, body })
      notification.on('click', onNotificationClick)
      notification.show()
    },
  }
}

function isPlainHttps(url: string): boolean {
  if (!URL.canParse(url)) return false
  const { protocol, username, password } = new URL(url)
  return protocol === 'https:' && username === '' && password === ''
}

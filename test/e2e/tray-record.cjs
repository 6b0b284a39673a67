/**
 * Loaded into the application before it starts (`-r`): remembers what it puts beside the clock, which nothing can ask
 * Electron for and no desktop shows here, and what it notifies. The real icon is made all the same.
 */
const { Tray, Notification } = require('electron')

const record = (globalThis.trayRecord = { tooltip: '', menu: [], pictures: 0, notifications: [] })

const { setToolTip, setContextMenu, setImage } = Tray.prototype
Tray.prototype.setToolTip = function (text) {
  record.tooltip = text
  setToolTip.call(this, text)
}
Tray.prototype.setContextMenu = function (menu) {
  record.menu = menu.items
  setContextMenu.call(this, menu)
}
Tray.prototype.setImage = function (image) {
  if (image.isEmpty()) throw new Error('An empty picture beside the clock.')
  record.pictures += 1
  setImage.call(this, image)
}

const { show } = Notification.prototype
Notification.prototype.show = function () {
  record.notifications.push(this)
  show.call(this)
}

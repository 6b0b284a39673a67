const { contextBridge, ipcRenderer } = require('electron')

contextBridge.exposeInMainWorld('raw', {
  invoke: (channel, ...given) => ipcRenderer.invoke(channel, ...given),
  send: (channel, ...given) => ipcRenderer.send(channel, ...given),
  sendSync: (channel, ...given) => ipcRenderer.sendSync(channel, ...given),
})

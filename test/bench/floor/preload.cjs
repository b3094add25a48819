const { contextBridge, ipcRenderer } = require('electron');

contextBridge.exposeInMainWorld('floor', { find: (size, text) => ipcRenderer.invoke('find', size, text) });

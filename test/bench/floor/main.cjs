// The floor: the same runtime with a window of the same size and a plain virtual list, without a framework. Behind it is nothing but what
// finds the rows of a search.
const { app, BrowserWindow, ipcMain } = require('electron');
const { join } = require('node:path');
const { foundBy } = require('./rows.cjs');

app.whenReady().then(() => {
  ipcMain.handle('find', (_event, size, text) => foundBy(size, text));
  const window = new BrowserWindow({
    width: 1280,
    height: 800,
    show: true,
    webPreferences: { sandbox: true, preload: join(__dirname, 'preload.cjs') },
  });
  void window.loadFile(join(__dirname, 'index.html'), { search: `sizes=${process.env.FLOOR_SIZES}` });
});
app.on('window-all-closed', () => app.quit());

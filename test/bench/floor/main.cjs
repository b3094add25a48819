// The floor: the same runtime with a window of the same size and a plain virtual list, without a framework or anything behind it.
const { app, BrowserWindow } = require('electron');
const { join } = require('node:path');

app.whenReady().then(() => {
  const window = new BrowserWindow({
    width: 1280,
    height: 800,
    show: true,
    webPreferences: { sandbox: true },
  });
  void window.loadFile(join(__dirname, 'index.html'), { search: `sizes=${process.env.FLOOR_SIZES}` });
});
app.on('window-all-closed', () => app.quit());

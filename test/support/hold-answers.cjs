// Required by the app under test before its own code (`electron -r`): main answers no call of the page until `answerPage` is called.
const { ipcMain } = require('electron');

const held = new Promise((resolve) => {
  globalThis.answerPage = () => resolve(null);
});
const handle = ipcMain.handle.bind(ipcMain);
ipcMain.handle = (channel, listener) => {
  handle(channel, async (...call) => {
    await held;
    return listener(...call);
  });
};

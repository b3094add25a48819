import { clipboard, Menu, type BrowserWindow } from 'electron';
import { contextMenuTemplate } from './context-menu-template.ts';

/** Opens the native menu at a right click that the page has no menu for. */
export function offerContextMenu(window: BrowserWindow): void {
  window.webContents.on('context-menu', (_event, about) => {
    const template = contextMenuTemplate(about, (text) => void clipboard.writeText(text));
    if (template.length > 0) Menu.buildFromTemplate(template).popup({ window });
  });
}

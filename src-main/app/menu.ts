import { Menu, type MenuItemConstructorOptions } from 'electron';
import type { StewardEvent } from '../../src-preload/contract/events.ts';

type Command = Extract<StewardEvent, { topic: 'command' }>['command'];

/** The native menu. Commands that aren't roles of the system are sent to the renderer, which carries them out. */
export function setMenu(debuggable: boolean, send: (command: Command) => void): void {
  const mac = process.platform === 'darwin';
  const item = (label: string, accelerator: string, command: Command): MenuItemConstructorOptions => ({
    label,
    accelerator,
    click: () => send(command),
    // The page handles these keys; the menu only shows them.
    registerAccelerator: false,
  });
  const template: MenuItemConstructorOptions[] = [
    ...(mac ? [{ role: 'appMenu' } satisfies MenuItemConstructorOptions] : []),
    {
      label: 'File',
      submenu: [
        item('Add a connection…', 'CommandOrControl+N', 'add-connection'),
        item('Settings…', 'CommandOrControl+,', 'settings'),
        item('Lock now', 'CommandOrControl+Shift+L', 'lock'),
        { type: 'separator' },
        { role: mac ? 'close' : 'quit' },
      ],
    },
    { role: 'editMenu' },
    {
      label: 'View',
      submenu: [
        item('Command palette', 'CommandOrControl+K', 'palette'),
        item('Find', '/', 'find'),
        item('Refresh', 'CommandOrControl+R', 'refresh'),
        { type: 'separator' },
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { role: 'togglefullscreen' },
        ...(debuggable ? [{ role: 'toggleDevTools' } satisfies MenuItemConstructorOptions] : []),
      ],
    },
    {
      label: 'Go',
      submenu: [
        item('Back', mac ? 'Command+[' : 'Alt+Left', 'back'),
        item('Forward', mac ? 'Command+]' : 'Alt+Right', 'forward'),
        { type: 'separator' },
        item('Copy link to this place', 'CommandOrControl+Shift+C', 'copy-link'),
      ],
    },
    { role: 'windowMenu' },
    { label: 'Help', submenu: [item('Keyboard shortcuts', '?', 'shortcuts')] },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}

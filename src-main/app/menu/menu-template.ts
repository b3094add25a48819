import type { MenuItemConstructorOptions } from 'electron';
import type { StewardEvent } from '../../../src-preload/contract/events.ts';

export type MenuCommand = Extract<StewardEvent, { topic: 'command' }>['command'];

interface MenuParts {
  mac: boolean;
  debuggable: boolean;
  /** To the page, which carries it out. */
  send(command: MenuCommand): void;
  newWindow(): void;
  openFile(): void;
  zoom(step: 'in' | 'out' | 'reset'): void;
  about(): void;
}

type Item = MenuItemConstructorOptions;
const separator: Item = { type: 'separator' };

/** The native menu, in the places where each system’s users look for things. */
export function menuTemplate(parts: MenuParts): Item[] {
  const { mac, debuggable, send } = parts;
  const item = (label: string, accelerator: string | undefined, command: MenuCommand): Item => ({
    label,
    ...(accelerator === undefined ? {} : { accelerator }),
    click: () => send(command),
    // The page handles these keys; the menu only shows them.
    registerAccelerator: false,
  });
  const own = (label: string, accelerator: string, click: () => void): Item => ({
    label,
    accelerator,
    click,
  });
  /** Keys that mean the same, for which a menu has no second place. */
  const also = (accelerator: string, click: () => void): Item => ({
    label: accelerator,
    accelerator,
    click,
    visible: false,
    acceleratorWorksWhenHidden: true,
  });
  const settings = item('Settings…', 'CommandOrControl+,', 'settings');
  const lock = item('Lock now', 'CommandOrControl+Shift+L', 'lock');
  const about: Item = { label: 'About Steward', click: parts.about };
  const zoomIn = () => parts.zoom('in');

  return [
    ...(mac
      ? [
          {
            label: 'Steward',
            submenu: [
              about,
              separator,
              settings,
              lock,
              separator,
              { role: 'services' },
              separator,
              { role: 'hide' },
              { role: 'hideOthers' },
              { role: 'unhide' },
              separator,
              { role: 'quit' },
            ],
          } satisfies Item,
        ]
      : []),
    {
      label: 'File',
      submenu: [
        own('New window', 'CommandOrControl+Shift+N', parts.newWindow),
        item('Add a connection…', 'CommandOrControl+N', 'add-connection'),
        own('Open a plan or list…', 'CommandOrControl+O', parts.openFile),
        separator,
        ...(mac ? [] : [settings, lock, separator]),
        { role: 'close' },
        ...(mac ? [] : [{ role: 'quit' } satisfies Item]),
      ],
    },
    {
      label: 'Edit',
      submenu: [
        { role: 'undo' },
        { role: 'redo' },
        separator,
        { role: 'cut' },
        { role: 'copy' },
        { role: 'paste' },
        ...(mac ? [{ role: 'pasteAndMatchStyle' } satisfies Item] : []),
        { role: 'delete' },
        { role: 'selectAll' },
        separator,
        item('Find', 'CommandOrControl+F', 'find'),
        item('Undo last change', undefined, 'undo'),
      ],
    },
    {
      label: 'View',
      submenu: [
        item('Command palette', 'CommandOrControl+K', 'palette'),
        item('Refresh', 'CommandOrControl+R', 'refresh'),
        separator,
        own('Actual size', 'CommandOrControl+0', () => parts.zoom('reset')),
        own('Zoom in', 'CommandOrControl+Plus', zoomIn),
        // On most keyboards + is Shift with =, and the number pad has a key of its own.
        also('CommandOrControl+=', zoomIn),
        also('CommandOrControl+numadd', zoomIn),
        own('Zoom out', 'CommandOrControl+-', () => parts.zoom('out')),
        also('CommandOrControl+numsub', () => parts.zoom('out')),
        separator,
        { role: 'togglefullscreen' },
        ...(debuggable ? [{ role: 'toggleDevTools' } satisfies Item] : []),
      ],
    },
    {
      label: 'Go',
      submenu: [
        item('Back', mac ? 'Command+[' : 'Alt+Left', 'back'),
        item('Forward', mac ? 'Command+]' : 'Alt+Right', 'forward'),
        separator,
        item('All connections', undefined, 'all-connections'),
        item('History', undefined, 'history'),
        separator,
        item('Copy link to this place', 'CommandOrControl+Shift+C', 'copy-link'),
      ],
    },
    mac
      ? { role: 'windowMenu' }
      : { label: 'Window', submenu: [{ role: 'minimize' }, { role: 'zoom' }, separator, { role: 'close' }] },
    {
      role: 'help',
      label: 'Help',
      submenu: [item('Keyboard shortcuts', '?', 'shortcuts'), ...(mac ? [] : [separator, about])],
    },
  ];
}

import type { BrowserWindow } from 'electron';
import { nextZoom } from '../../../src-preload/shared/zoom.ts';
import type { StewardEvent } from '../../../src-preload/contract/events.ts';
import { openedFilter } from '../../files/text.ts';
import type { Dialogs } from '../../files/electron-dialogs.ts';
import type { AppSettings } from '../../settings/settings.ts';
import type { Host } from '../host.ts';
import type { Log } from '../log/log.ts';
import { setMenu } from './menu.ts';
import type { MenuCommand } from './menu-template.ts';
import type { OpenedQueue } from '../opened.ts';
import type { Presence } from '../presence.ts';
import type { Windows } from '../windows/windows.ts';

interface MenuCommandParts {
  windows: Windows;
  host: Host;
  presence: Presence;
  settings: AppSettings;
  opened: OpenedQueue;
  dialogs: Dialogs;
  /** Whether this build may be debugged. */
  debuggable: boolean;
  log: Log;
  send(window: BrowserWindow, event: StewardEvent): void;
}

/** What menus, the tray and keys ask for, of the window used last or of the app; `setMenu` shows the menu. */
export function createMenuCommands({
  windows,
  host,
  presence,
  settings,
  opened,
  dialogs,
  debuggable,
  log,
  send,
}: MenuCommandParts) {
  const setZoom = (factor: number) =>
    void settings
      .set({ zoom: factor })
      .then((kept) => !kept.ok && log.warn({ cause: kept.error.sentence }, 'zoom not saved'));
  const toCurrent = (event: StewardEvent) => {
    const window = windows.current();
    if (window !== null) send(window, event);
  };
  const command = (name: MenuCommand) => {
    // macOS keeps the menu where no window is open.
    if (windows.current() !== null) toCurrent({ topic: 'command', command: name });
    else if (name === 'lock') void host.lock();
    else presence.show();
  };
  /** Another window of the place that is on screen. */
  const newWindow = () => {
    const window = windows.current();
    windows.openAnother(window === null ? null : (windows.placeOf(window.webContents.id) ?? null));
  };
  return {
    toCurrent,
    command,
    newWindow,
    zoomBy: (direction: 'in' | 'out') => setZoom(nextZoom(settings.value('zoom'), direction)),
    setMenu: () =>
      setMenu({
        debuggable,
        send: command,
        newWindow,
        openFile: () =>
          void dialogs.choosePath(openedFilter).then((path) => path !== null && opened.put([path], '/')),
        zoom: { current: () => settings.value('zoom'), set: setZoom },
      }),
  };
}

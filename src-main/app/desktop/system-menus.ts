import { app, Menu, type MenuItemConstructorOptions } from 'electron';
import { shownText } from '../../../src-preload/shared/shown-text.ts';
import type { RecentPlace } from './recent-places.ts';
import { trayText } from '../text.ts';

/** & names the key of an item in native menus. */
export const recentItems = (
  places: readonly RecentPlace[],
  open: (link: string) => void,
): MenuItemConstructorOptions[] =>
  places.map(({ name, link }) => ({
    label: shownText(name).replaceAll('&', '&&'),
    click: () => open(link),
  }));

/** Offers recent workspaces in macOS' Dock and Windows' jump list. */
export function offerInSystemMenus(places: readonly RecentPlace[], open: (link: string) => void): void {
  app.dock?.setMenu(Menu.buildFromTemplate(recentItems(places, open)));
  if (process.platform !== 'win32') return;
  if (places.length === 0) {
    app.setJumpList(null);
    return;
  }
  app.setJumpList([
    {
      type: 'custom',
      name: trayText.recent,
      items: places.map(({ name, link }) => ({
        type: 'task',
        title: shownText(name),
        program: process.execPath,
        args: link,
        iconPath: process.execPath,
        iconIndex: 0,
      })),
    },
  ]);
}

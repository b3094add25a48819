import { app, Menu, type MenuItemConstructorOptions } from 'electron';
import { shownText } from '../../../src-preload/shared/shown-text.ts';
import { jumpListOf, removedLinks } from './jump-list.ts';
import type { RecentPlace } from './recent-places.ts';

/** & names the key of an item in native menus. */
export const recentItems = (
  places: readonly RecentPlace[],
  open: (link: string) => void,
): MenuItemConstructorOptions[] =>
  places.map(({ name, link }) => ({
    label: shownText(name).replaceAll('&', '&&'),
    click: () => open(link),
  }));

/** Offers recent workspaces in macOS' Dock and Windows' jump list; answers with the links that the user removed from there. */
export function offerInSystemMenus(
  places: readonly RecentPlace[],
  open: (link: string) => void,
): readonly string[] {
  app.dock?.setMenu(Menu.buildFromTemplate(recentItems(places, open)));
  if (process.platform !== 'win32') return [];
  const removed = removedLinks(places, app.getJumpListSettings().removedItems);
  const kept = places.filter(({ link }) => !removed.includes(link));
  app.setJumpList(jumpListOf(kept, process.execPath));
  return removed;
}

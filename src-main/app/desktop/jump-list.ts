import type { JumpListCategory, JumpListItem } from 'electron';
import { shownText } from '../../../src-preload/shared/shown-text.ts';
import { trayText } from '../text.ts';
import type { RecentPlace } from './recent-places.ts';

/** Recent workspaces as Windows' jump list has them; null: the list that Windows makes. */
export function jumpListOf(places: readonly RecentPlace[], program: string): JumpListCategory[] | null {
  if (places.length === 0) return null;
  const items = places.map(({ name, link }): JumpListItem => ({
    type: 'task',
    title: shownText(name),
    program,
    args: link,
    iconPath: program,
    iconIndex: 0,
  }));
  return [{ type: 'custom', name: trayText.recent, items }];
}

/**
 * The links among these that the user removed from the list. Windows shows none of the list where one of them is in it again (Electron's
 * documentation of `app.setJumpList`).
 */
export function removedLinks(places: readonly RecentPlace[], removed: readonly JumpListItem[]): string[] {
  const links = new Set(removed.map(({ args }) => args));
  return places.flatMap(({ link }) => (links.has(link) ? [link] : []));
}

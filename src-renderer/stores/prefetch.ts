import type { WorkspaceRef } from '../../src-preload/contract/refs.ts';
import { placeKey } from '../lib/places.ts';
import { onEvent } from './events.ts';
import { createKeptPlaces } from './kept-places.ts';
import { prefetchMembers } from './members.ts';
import type { Tab } from './navigation.ts';
import { prefetchWorkspace } from './workspace.ts';
import { loadWorkspaces, useWorkspaces } from './workspaces.ts';

const keptPlaces = createKeptPlaces(Date.now);
onEvent(keptPlaces.drop);

/**
 * Reads what the screen of a place shows first, so that it is drawn once: not empty, then with its name, then with its rows.
 * Answers with what puts it into the stores. After `timeoutMs` the place is shown without what isn't there yet.
 */
export async function prefetchPlace(
  { tab, ...ref }: WorkspaceRef & { tab: Tab },
  timeoutMs: number,
): Promise<() => void> {
  const key = `${tab} ${placeKey(ref)}`;
  const known = keptPlaces.find(key);
  if (known !== null) return known;
  const keep = keptPlaces.reading(key);
  const late = new Promise<null>((resolve) => {
    setTimeout(() => resolve(null), timeoutMs);
  });
  const members = tab === 'members' ? prefetchMembers(ref) : null;
  const list =
    useWorkspaces.getState().lists[ref.connectionId] === undefined ? loadWorkspaces(ref.connectionId) : null;
  const read = await Promise.race([Promise.all([prefetchWorkspace(ref), members, list]), late]);
  const [place, showMembers] = read ?? [null, null];
  if (place === null) return () => undefined;
  const show = (isCurrent: boolean) => {
    place.show(isCurrent);
    const { listsAt, permissions } = place.detail;
    const own = listsAt.members.workspaceId === ref.workspaceId;
    if (own && permissions['member.list'].allowed) showMembers?.(isCurrent);
  };
  keep(place.detail, () => show(true));
  return () => show(false);
}

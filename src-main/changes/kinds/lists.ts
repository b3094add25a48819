import type { PlaceList } from '../../base/lists.ts';
import type { NeededList, ReadBackList } from './kind.ts';

/** Lists of the change's own place that it can't be planned without. */
export const must = (
  { request }: { request: { workspaceId: string } },
  ...lists: PlaceList[]
): NeededList[] => lists.map((list) => ({ place: request.workspaceId, list, must: true, unread: null }));

/** One that is fetched before anything is sent. `unread`: what the plan says until then, or null. */
export const useful = (
  { request }: { request: { workspaceId: string } },
  list: PlaceList,
  unread: string | null = null,
): NeededList => ({ place: request.workspaceId, list, must: false, unread });

/** Lists that all have to be read for a change to be confirmed. */
export const readBackFrom = (...lists: ReadBackList['list'][]): ReadBackList[] =>
  lists.map((list) => ({ list, must: true }));

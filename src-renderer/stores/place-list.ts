import type { WorkspaceRef } from '../../src-preload/contract/refs.ts';
import { coalesce } from '../lib/coalesce.ts';
import { concerns, onTopic, type Topic } from './events.ts';
import type { ListPage, PagedList } from './paged-list.ts';

/* What the lists of one place have in common: when two questions are the same, and what makes them load again. */

export const sameWorkspace = (a: WorkspaceRef, b: WorkspaceRef) =>
  a.connectionId === b.connectionId && a.workspaceId === b.workspaceId;

/** What the query of a place's list has at least. */
export interface PlaceQuery extends WorkspaceRef {
  query: string;
  sort: { by: string; order: 'asc' | 'desc' };
  /** Which part of a list that has several. */
  list?: string;
}

/** Whether it is of the same list, and whether it asks the same of it. */
export const samePlaceList = (a: PlaceQuery, b: PlaceQuery) => sameWorkspace(a, b) && a.list === b.list;
export const samePlaceQuery = (a: PlaceQuery, b: PlaceQuery) =>
  samePlaceList(a, b) && a.query === b.query && a.sort.by === b.sort.by && a.sort.order === b.sort.order;

/**
 * Loads a place's list again whenever it changed, and when the network, my role or the place did, which decide what may be done with
 * its rows. For the life of the window.
 */
export function reloadOn<Query extends WorkspaceRef, Row, Page extends ListPage<Row>>(
  topic: Extract<Topic, 'members' | 'tokens' | 'invitations'>,
  list: PagedList<Query, Row, Page>,
): void {
  const shown = () => list.store.getState().query;
  // A refresh reports the places of a connection one after the other: one load serves them all.
  const reloadSoon = coalesce(150, () => void list.reload());
  onTopic(topic, (event) => {
    list.markChanged();
    const query = shown();
    if (query !== null && concerns(event, query)) void list.reload();
  });
  onTopic('workspaces', (event) => {
    list.markChanged();
    if (shown()?.connectionId === event.connectionId) reloadSoon();
  });
  onTopic('status', () => void list.reload());
}

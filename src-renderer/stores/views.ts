import { isolated } from '../../src-preload/shared/shown-text.ts';
import { useEffect } from 'react';
import { create } from 'zustand';
import type { QueryList } from '../../src-preload/shared/query/keys.ts';
import type { WorkspaceRef } from '../../src-preload/contract/refs.ts';
import type { AppError } from '../../src-preload/contract/result.ts';
import type { SavedView } from '../../src-preload/contract/views.ts';
import { toast } from './toasts.ts';
import { coversAll, isWhole } from '../lib/counts.ts';
import { setColumns } from './columns.ts';
import { openAllConnections, type AllConnectionsTab } from './all-connections.ts';
import { useNavigation } from './navigation.ts';
import { openSearch, searchIn } from './list-search.ts';
import { sameWorkspace } from './place-list.ts';

const useStore = create<{ views: readonly SavedView[] }>(() => ({ views: [] }));

let reading: Promise<void> | null = null;
const read = async () => {
  const answer = await window.steward.views.list({});
  if (answer.ok) useStore.setState({ views: answer.value });
  else reading = null;
};

/** All saved views, in the order in which they were made. */
export function useViews(): readonly SavedView[] {
  useEffect(() => {
    reading ??= read();
  }, []);
  return useStore((state) => state.views);
}

export const viewsOf = (views: readonly SavedView[], list: QueryList, place: WorkspaceRef | null) =>
  views.filter(
    (view) =>
      view.list === list && (view.place === null || (place !== null && sameWorkspace(view.place, place))),
  );

/** Adds it, or writes over the one with its id. Null when it is kept, else why not. */
export async function saveView(
  view: Omit<SavedView, 'id'> & { id: string | null },
): Promise<AppError | null> {
  const answer = await window.steward.views.save({ ...view, columns: view.columns?.slice() ?? null });
  if (!answer.ok) return answer.error;
  const saved = answer.value;
  useStore.setState(({ views }) => ({
    views: views.some(({ id }) => id === saved.id)
      ? views.map((one) => (one.id === saved.id ? saved : one))
      : [...views, saved],
  }));
  return null;
}

const saveAgain = (view: SavedView) =>
  void saveView(view).then((error) => {
    if (error !== null) toast(`${error.sentence} ${error.nextStep}`, { tone: 'bad' });
  });

/** Takes it away; the message brings it back. */
export async function removeView(view: SavedView): Promise<void> {
  const answer = await window.steward.views.remove({ id: view.id });
  if (!answer.ok) {
    toast(`${answer.error.sentence} ${answer.error.nextStep}`, { tone: 'bad' });
    return;
  }
  useStore.setState(({ views }) => ({ views: views.filter(({ id }) => id !== view.id) }));
  toast(`Deleted the view “${isolated(view.name)}”.`, {
    tone: 'ok',
    action: { label: 'Undo', onSelect: () => saveAgain(view) },
  });
}

/** Puts what is shown in its place; the message brings back what it was. */
export async function overwriteView(
  view: SavedView,
  now: Pick<SavedView, 'query' | 'part' | 'sort' | 'columns'>,
): Promise<void> {
  const error = await saveView({ ...view, ...now });
  if (error !== null) toast(`${error.sentence} ${error.nextStep}`, { tone: 'bad' });
  else
    toast(`Updated the view “${isolated(view.name)}”.`, {
      tone: 'ok',
      action: { label: 'Undo', onSelect: () => saveAgain(view) },
    });
}

const tabOf: Partial<Record<QueryList, AllConnectionsTab>> = {
  people: 'people',
  allTokens: 'tokens',
  allWorkspaces: 'workspaces',
  allHistory: 'history',
};

/** Shows a view: in its workspace, or in the one shown last where it is for all. */
export function openView({ list, place, query, part, sort, columns }: SavedView): void {
  if (columns !== null) setColumns(list, columns);
  const tab = tabOf[list];
  if (tab !== undefined) {
    searchIn({ list, place: null, query, part: null, sort });
    openAllConnections({ tab, query });
    return;
  }
  const { connectionId, workspaceId } = useNavigation.getState();
  const here = connectionId === null || workspaceId === null ? null : { connectionId, workspaceId };
  const at = place ?? here;
  if (at === null || (list !== 'members' && list !== 'tokens' && list !== 'invitations')) {
    toast('Open a workspace first: this view belongs to a workspace’s list.', { tone: 'info' });
    return;
  }
  openSearch({ ...at, tab: list, query, sort, ...(part === null ? {} : { kind: part }) });
}

export interface ViewCount {
  count: number;
  /** False: it is at least so many. */
  whole: boolean;
}

/** How many rows a view has now, in its place or in the list that is shown. Null where that isn’t known. */
export async function countView(view: SavedView, shown: WorkspaceRef | null): Promise<ViewCount | null> {
  const { list, query, part } = view;
  const limit = 1;
  const byName = { by: 'name', order: 'asc' } as const;
  if (list === 'people') {
    // Grouping hundreds of thousands of people would take too long: beyond one page, only "more" is shown.
    const ask = { query, connectionIds: null, sort: byName, after: null, limit: 200 };
    const answer = await window.steward.people.page(ask);
    if (!answer.ok) return null;
    const { rows, next, coverage } = answer.value;
    return { count: rows.length, whole: next === null && coversAll(coverage) };
  }
  if (list === 'allTokens' || list === 'allWorkspaces') {
    const ask = { query, connectionIds: null, sort: byName, offset: 0, limit };
    const answer =
      list === 'allTokens'
        ? await window.steward.people.tokens(ask)
        : await window.steward.people.workspaces(ask);
    if (!answer.ok) return null;
    return { count: answer.value.matching, whole: coversAll(answer.value.coverage) };
  }
  if (list === 'allHistory') {
    const answer = await window.steward.history.all({ query, offset: 0, limit });
    return answer.ok ? { count: answer.value.matching, whole: answer.value.withheld === 0 } : null;
  }
  if (shown === null) return null;
  if (list === 'members') {
    const answer = await window.steward.members.count({ ...shown, query, as: 'view' });
    if (!answer.ok || answer.value.matching === null) return null;
    return { count: answer.value.matching, whole: isWhole(answer.value.freshness) };
  }
  const window_ = { ...shown, query, offset: 0, limit };
  const answer =
    list === 'tokens'
      ? await window.steward.tokens.page({
          ...window_,
          sort: byName,
          list: part === 'inactive' ? 'inactive' : 'active',
        })
      : await window.steward.invitations.page({
          ...window_,
          sort: { by: 'email', order: 'asc' },
          list: part === 'ended' ? 'ended' : 'open',
        });
  if (!answer.ok) return null;
  return { count: answer.value.matching, whole: isWhole(answer.value.freshness) };
}

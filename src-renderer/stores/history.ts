import { create } from 'zustand';
import type { Plan } from '../../src-preload/contract/plan.ts';
import type { StaleCopy } from '../../src-preload/contract/freshness.ts';
import type { HistoryEntry } from '../../src-preload/contract/history.ts';
import type { AppError } from '../../src-preload/contract/result.ts';
import { onTopic } from './events.ts';
import { createPagedList, usePagedList, type ListPage } from './paged-list.ts';

export type HistorySource = 'all' | 'app' | 'observed';

export interface HistoryQuery {
  connectionId: string;
  workspaceId: string | null;
  source: HistorySource;
}

const samePlace = (a: HistoryPlace, b: HistoryPlace) =>
  a.connectionId === b.connectionId && a.workspaceId === b.workspaceId;

interface HistoryPage extends ListPage<HistoryEntry> {
  /** What was seen is withheld with the copy of the workspace. */
  hidden: StaleCopy | null;
  /** Of a connection: so many of its places are hidden in the same way. */
  withheld: number;
}

const history = createPagedList<HistoryQuery, HistoryEntry, HistoryPage>({
  async fetch(query, offset, limit) {
    const answer = await window.steward.history.page({ ...query, offset, limit });
    if (!answer.ok) return answer;
    const { total, ...page } = answer.value;
    return { ok: true, value: { ...page, matching: total } };
  },
  sameList: (a, b) => samePlace(a, b) && a.source === b.source,
  sameQuery: (a, b) => samePlace(a, b) && a.source === b.source,
});

export const showHistory = history.show;
export const historyInView = history.showRange;
export const reloadHistory = history.reload;
export const useHistory = () => usePagedList(history);

export interface HistoryPlace {
  connectionId: string;
  workspaceId: string | null;
}

interface Receipts {
  place: HistoryPlace | null;
  receipts: readonly Plan[];
  error: AppError | null;
}

const none: readonly Plan[] = [];
const useReceipts = create<Receipts>()(() => ({ place: null, receipts: none, error: null }));

/** Those of a place, once `showReceipts` has read them: a place that has none isn't drawn again for it. */
export const useReceiptsOf = (place: HistoryPlace): readonly Plan[] =>
  useReceipts((state) => (state.place !== null && samePlace(state.place, place) ? state.receipts : none));

/** Reads the receipts of a workspace (or of a whole connection); an answer for a place left meanwhile is dropped. */
export async function showReceipts(place: HistoryPlace): Promise<void> {
  const before = useReceipts.getState().place;
  if (before === null || !samePlace(before, place))
    useReceipts.setState({ place, receipts: none, error: null });
  const answer = await window.steward.changes.unfinished(place);
  const now = useReceipts.getState().place;
  if (now === null || !samePlace(now, place)) return;
  if (answer.ok)
    useReceipts.setState({ receipts: answer.value.length === 0 ? none : answer.value, error: null });
  else useReceipts.setState({ error: answer.error });
}

onTopic('history', (event) => {
  if (event.connectionId === history.store.getState().query?.connectionId) void history.reload();
});
onTopic('receipts', (event) => {
  if (event.connectionId === history.store.getState().query?.connectionId) void history.reload();
  const { place } = useReceipts.getState();
  if (place?.connectionId === event.connectionId) void showReceipts(place);
});

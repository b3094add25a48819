import { create } from 'zustand';
import type { z } from 'zod';
import type { historyCalls, PlacedHistoryEntry } from '../../src-preload/contract/history.ts';
import type { peopleCalls, Person } from '../../src-preload/contract/people.ts';
import type { AppError } from '../../src-preload/contract/result.ts';
import type { AllConnectionsList } from '../../src-preload/shared/place-address.ts';
import { coalesce } from '../lib/coalesce.ts';
import { createNewest } from '../lib/newest.ts';
import { onTopic } from './events.ts';
import { useNavigation } from './navigation.ts';
import { createPagedList, usePagedList } from './paged-list.ts';

type Calls = typeof peopleCalls;
type AllHistoryPage = z.output<(typeof historyCalls)['all']['output']>;
type Page<C extends 'page' | 'tokens' | 'workspaces'> = z.output<Calls[C]['output']>;
export type PeoplePage = Page<'page'>;
export type FoundToken = Page<'tokens'>['rows'][number];
export type FoundWorkspace = Page<'workspaces'>['rows'][number];
export type TokenOrder = z.output<Calls['tokens']['input']>['sort'];
export type WorkspaceOrder = z.output<Calls['workspaces']['input']>['sort'];
export type PeopleOrder = z.output<Calls['page']['input']>['sort'];

export type AllConnectionsTab = AllConnectionsList;

/** What is searched across all connections; it stays while one looks at something else. */
export const useAllConnections = create<{ tab: AllConnectionsTab; query: string }>(() => ({
  tab: 'people',
  query: '',
}));

export function openAllConnections(change: { tab?: AllConnectionsTab; query?: string } = {}): void {
  useAllConnections.setState(change);
  useNavigation.getState().go({ screen: 'all-connections' });
}

interface Asked<Order> {
  query: string;
  sort: Order;
}
const same = <Order extends { by: string; order: string }>(a: Asked<Order>, b: Asked<Order>) =>
  a.query === b.query && a.sort.by === b.sort.by && a.sort.order === b.sort.order;

const tokens = createPagedList<Asked<TokenOrder>, FoundToken, Page<'tokens'>>({
  fetch: (asked, offset, limit) =>
    window.steward.people.tokens({ ...asked, connectionIds: null, offset, limit }),
  sameList: () => true,
  sameQuery: same,
});
export const showAllTokens = tokens.show;
export const allTokensInView = tokens.showRange;
export const reloadAllTokens = tokens.reload;
export const useAllTokens = () => usePagedList(tokens);

const workspaces = createPagedList<Asked<WorkspaceOrder>, FoundWorkspace, Page<'workspaces'>>({
  fetch: (asked, offset, limit) =>
    window.steward.people.workspaces({ ...asked, connectionIds: null, offset, limit }),
  sameList: () => true,
  sameQuery: same,
});
export const showAllWorkspaces = workspaces.show;
export const allWorkspacesInView = workspaces.showRange;
export const reloadAllWorkspaces = workspaces.reload;
export const useAllWorkspaces = () => usePagedList(workspaces);

const allHistory = createPagedList<{ query: string }, PlacedHistoryEntry, AllHistoryPage>({
  fetch: (asked, offset, limit) => window.steward.history.all({ ...asked, offset, limit }),
  sameList: () => true,
  sameQuery: (a, b) => a.query === b.query,
});
export const showAllHistory = allHistory.show;
export const allHistoryInView = allHistory.showRange;
export const reloadAllHistory = allHistory.reload;
export const useAllHistory = () => usePagedList(allHistory);

interface PeopleState {
  asked: Asked<PeopleOrder> | null;
  /** The newest page: its coverage and problems hold for all. */
  page: PeoplePage | null;
  rows: readonly Person[];
  error: AppError | null;
  loading: boolean;
}

const limit = 100;

/** People come page after page, each by the `next` of the one before: they aren’t counted. */
export const usePeople = create<PeopleState>(() => ({
  asked: null,
  page: null,
  rows: [],
  error: null,
  loading: false,
}));
const asking = createNewest();

async function ask(asked: Asked<PeopleOrder>, after: string | null): Promise<void> {
  const signal = asking.start();
  usePeople.setState({ asked, loading: true });
  const answer = await window.steward.people.page({ ...asked, connectionIds: null, limit, after });
  if (signal.aborted) return;
  if (!answer.ok) {
    usePeople.setState({ error: answer.error, loading: false });
    return;
  }
  const { rows } = usePeople.getState();
  usePeople.setState({
    page: answer.value,
    rows: after === null ? answer.value.rows : [...rows, ...answer.value.rows],
    error: null,
    loading: false,
  });
}

export function showPeople(asked: Asked<PeopleOrder>): void {
  const before = usePeople.getState().asked;
  if (before === null || !same(before, asked)) void ask(asked, null);
}

/** Fetches the next page when its beginning comes into view. */
export function peopleInView(_first: number, last: number): void {
  const { asked, page, rows, loading } = usePeople.getState();
  const next = page?.next ?? null;
  if (asked !== null && next !== null && !loading && last >= rows.length - 1) void ask(asked, next);
}

export async function reloadPeople(): Promise<void> {
  const { asked } = usePeople.getState();
  if (asked !== null) await ask(asked, null);
}

/** Asks again for the list in view, unless that is under way. */
export function reloadAllConnections(): void {
  switch (useAllConnections.getState().tab) {
    case 'people':
      if (!usePeople.getState().loading) void reloadPeople();
      break;
    case 'tokens':
      if (!tokens.store.getState().loading) void tokens.reload();
      break;
    case 'workspaces':
      if (!workspaces.store.getState().loading) void workspaces.reload();
      break;
    case 'history':
      if (!allHistory.store.getState().loading) void allHistory.reload();
      break;
  }
}

/** Asks again for what is shown when something arrived; one question serves a refresh of many places. */
export function watchAllConnections(): () => void {
  const reloadSoon = coalesce(500, () => {
    const { tab } = useAllConnections.getState();
    // After scrolling pages down, the place in the list is kept: only a first page is asked for again.
    if (tab !== 'people' || usePeople.getState().rows.length <= limit) reloadAllConnections();
  });
  const stops = (['members', 'tokens', 'workspaces', 'connections', 'history', 'receipts'] as const).map(
    (topic) => onTopic(topic, reloadSoon),
  );
  return () => {
    reloadSoon.cancel();
    for (const stop of stops) stop();
  };
}

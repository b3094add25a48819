import { create } from 'zustand';
import type { z } from 'zod';
import type { Member, membersCalls, MemberSort } from '../../src-preload/contract/members.ts';
import type { WorkspaceRef } from '../../src-preload/contract/refs.ts';
import { all, nothing, withRows, type Selection } from '../lib/selection.ts';
import { createPagedList, usePagedList } from './paged-list.ts';
import { reloadOn, samePlaceList, samePlaceQuery, sameWorkspace } from './place-list.ts';

type MembersPage = z.output<(typeof membersCalls)['page']['output']>;

export interface MembersQuery extends WorkspaceRef {
  query: string;
  sort: MemberSort;
}

const members = createPagedList<MembersQuery, Member, MembersPage>({
  // The rows come first: among very many, counting them takes longer.
  fetch: (query, offset, limit, after) =>
    window.steward.members.page({
      ...query,
      offset,
      limit,
      count: 'none',
      ...(after === null ? {} : { after }),
    }),
  async count({ connectionId, workspaceId, query }) {
    const answer = await window.steward.members.count({ connectionId, workspaceId, query, as: 'list' });
    return answer.ok ? answer.value.matching : null;
  },
  sameList: samePlaceList,
  sameQuery: samePlaceQuery,
});

export interface SelectionStore {
  ref: WorkspaceRef | null;
  /** Members as they were when picked, by user id: a plan needs their e-mail. */
  selection: Selection<Member>;
  /** Picks or unpicks people; what was selected in another workspace is forgotten first. */
  toggle(ref: WorkspaceRef, people: readonly Member[], on: boolean): void;
  /** Selects all members who match. */
  selectMatching(ref: WorkspaceRef, query: string): void;
  clear(): void;
}

export const useSelection = create<SelectionStore>()((set, get) => ({
  ref: null,
  selection: nothing,
  toggle(ref, people, on) {
    const before = get();
    const selection = before.ref !== null && sameWorkspace(before.ref, ref) ? before.selection : nothing;
    const rows = people.map((person) => [person.userId, person] as const);
    set({ ref, selection: withRows(selection, rows, on) });
  },
  selectMatching: (ref, query) => set({ ref, selection: all(query) }),
  clear: () => set({ ref: null, selection: nothing }),
}));

/** How the members of a place are sorted by default. */
export const membersSort: MemberSort = { by: 'name', order: 'asc' };

/** Whether the members of this place are on screen as a start shows them: nothing searched, in their own order, all there. */
export function isListAsAtStart(place: WorkspaceRef): boolean {
  const { query, page, loading, error } = members.store.getState();
  if (query === null || page === null || loading || error !== null) return false;
  return samePlaceQuery(query, { ...place, query: '', sort: membersSort });
}

export const showMembers = members.show;
export const prefetchMembers = (place: WorkspaceRef) =>
  members.prefetch({ ...place, query: '', sort: membersSort });
export const membersInView = members.showRange;
export const reloadMembers = members.reload;
export const useMembers = () => usePagedList(members);

reloadOn('members', members);

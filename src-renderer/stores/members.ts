import { create } from 'zustand';
import type { z } from 'zod';
import type { Member, membersCalls, MemberSort } from '../../src-preload/contract/members.ts';
import type { WorkspaceRef } from '../../src-preload/contract/refs.ts';
import { onTopic } from './events.ts';
import { createWindows, useWindows } from './windows.ts';

type MembersPage = z.output<(typeof membersCalls)['page']['output']>;

export interface MembersQuery extends WorkspaceRef {
  query: string;
  sort: MemberSort;
}

const sameWorkspace = (a: WorkspaceRef, b: WorkspaceRef) =>
  a.connectionId === b.connectionId && a.workspaceId === b.workspaceId;

const members = createWindows<MembersQuery, Member, MembersPage>({
  fetch: (query, offset, limit) => window.steward.members.page({ ...query, offset, limit }),
  sameList: sameWorkspace,
  sameQuery: (a, b) =>
    sameWorkspace(a, b) && a.query === b.query && a.sort.by === b.sort.by && a.sort.order === b.sort.order,
});

export interface Selection {
  ref: WorkspaceRef | null;
  /** The people as they were when picked, by user id: a plan needs their e-mail and the bar their number. */
  people: ReadonlyMap<string, Member>;
  /** Picks or unpicks people; picks of another workspace are forgotten first. */
  toggle(ref: WorkspaceRef, people: readonly Member[], on: boolean): void;
  clear(): void;
}

export const useSelection = create<Selection>()((set, get) => ({
  ref: null,
  people: new Map(),
  toggle(ref, people, on) {
    const { ref: before, people: picked } = get();
    const next = new Map(before !== null && sameWorkspace(before, ref) ? picked : []);
    for (const person of people) {
      if (on) next.set(person.userId, person);
      else next.delete(person.userId);
    }
    set({ ref, people: next });
  },
  clear: () => set({ ref: null, people: new Map() }),
}));

export const showMembers = members.show;
export const membersInView = members.range;
export const reloadMembers = members.reload;
export const useMembers = () => useWindows(members);

onTopic('members', (event) => {
  const shown = members.store.getState().query;
  if (shown === null || event.connectionId !== shown.connectionId) return;
  if (event.workspaceId === null || event.workspaceId === shown.workspaceId) void members.reload();
});
// What may be done to a person also depends on the network and on my own role.
onTopic('workspaces', (event) => {
  if (event.connectionId === members.store.getState().query?.connectionId) void members.reload();
});
onTopic('status', () => void members.reload());

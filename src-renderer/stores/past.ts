import type { z } from 'zod';
import type { timelineCalls } from '../../src-preload/contract/timeline.ts';
import { onTopic } from './events.ts';
import { createWindows, useWindows } from './windows.ts';

type Page = z.infer<typeof timelineCalls.asOfMembers.output>;
export type PastMember = Page['rows'][number];
export interface PastQuery {
  connectionId: string;
  workspaceId: string;
  /** Epoch ms. */
  at: number;
  query: string;
}

const sameList = (a: PastQuery, b: PastQuery) =>
  a.connectionId === b.connectionId && a.workspaceId === b.workspaceId && a.at === b.at;

const past = createWindows<PastQuery, PastMember, Page>({
  fetch: (query, offset, limit) => window.steward.timeline.asOfMembers({ ...query, offset, limit }),
  sameList,
  sameQuery: (a, b) => sameList(a, b) && a.query === b.query,
});

export const showPast = past.show;
export const pastInView = past.range;
export const reloadPast = past.reload;
export const usePast = () => useWindows(past);

onTopic('members', ({ connectionId }) => {
  if (past.store.getState().query?.connectionId === connectionId) void past.reload();
});

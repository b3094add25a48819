import type { z } from 'zod';
import type { Result } from '../../src-preload/shared/result.ts';
import type { timelineCalls } from '../../src-preload/contract/timeline.ts';
import { onTopic } from './events.ts';
import { createPagedList, usePagedList, type ListPage } from './paged-list.ts';

type Calls = typeof timelineCalls;
type Page<C extends 'asOfMembers' | 'asOfTokens' | 'asOfInvitations'> = z.output<Calls[C]['output']>;
export type PastMember = Page<'asOfMembers'>['rows'][number];
export type PastToken = Page<'asOfTokens'>['rows'][number];
export type PastInvitation = Page<'asOfInvitations'>['rows'][number];
export type PastPage<Row> = ListPage<Row> &
  Pick<Page<'asOfMembers'>, 'facts' | 'hidden'> & { matching: number };

export interface PastQuery {
  connectionId: string;
  workspaceId: string;
  /** Epoch ms. */
  at: number;
  query: string;
}
type Asked = PastQuery & { offset: number; limit: number };

const sameList = (a: PastQuery, b: PastQuery) =>
  a.connectionId === b.connectionId && a.workspaceId === b.workspaceId && a.at === b.at;

/** One of the lists as it was; asked again whenever what it is led back from changes. */
function createPast<Row>(
  topic: 'members' | 'tokens' | 'invitations',
  fetch: (asked: Asked) => Promise<Result<PastPage<Row>>>,
) {
  const list = createPagedList<PastQuery, Row, PastPage<Row>>({
    fetch: (query, offset, limit) => fetch({ ...query, offset, limit }),
    sameList,
    sameQuery: (a, b) => sameList(a, b) && a.query === b.query,
  });
  onTopic(topic, ({ connectionId }) => {
    if (list.store.getState().query?.connectionId === connectionId) void list.reload();
  });
  return list;
}
export type Past<Row> = ReturnType<typeof createPast<Row>>;

export const pastMembers = createPast<PastMember>('members', (asked) =>
  window.steward.timeline.asOfMembers(asked),
);
export const pastTokens = createPast<PastToken>('tokens', (asked) =>
  window.steward.timeline.asOfTokens(asked),
);
export const pastInvitations = createPast<PastInvitation>('invitations', (asked) =>
  window.steward.timeline.asOfInvitations(asked),
);

/** What is loaded of it; nothing while it is still of another place or moment. */
export function usePast<Row>(past: Past<Row>, query: PastQuery) {
  const state = usePagedList(past);
  if (state.query !== null && sameList(state.query, query)) return state;
  return { ...state, page: null, loaded: new Map<number, readonly Row[]>(), error: null };
}

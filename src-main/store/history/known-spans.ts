import type { WorkspaceRef } from '../../../src-preload/contract/refs.ts';
import type { Db } from '../database.ts';
import { goneSql } from '../roster/gone-places.ts';
import type { KnownSpan, PastList } from './types.ts';

/** Of which times a list is known, also of places that left the list of workspaces. */
export function createKnownSpans(db: Db) {
  const place = db.prepare<[WorkspaceRef], { pk: number }>(
    `select pk from workspaces where connection_id in (@connectionId, ${goneSql('@connectionId')}) and id = @workspaceId`,
  );
  const spans = db.prepare<[number, PastList], KnownSpan & { unreadable: number }>(
    'select since, until, unreadable from known_spans where workspace_pk = ? and list = ? order by since',
  );
  const spansOf = (pk: number, list: PastList) => spans.all(pk, list);
  const spanAt = (pk: number, list: PastList, at: number) =>
    spansOf(pk, list).findLast(({ since }) => since <= at);
  return {
    pkOf: ({ connectionId, workspaceId }: WorkspaceRef) => place.get({ connectionId, workspaceId })?.pk,
    spansOf,
    /** Of a time of which nothing is known, the last fetch before it is told. */
    knownAt: (pk: number, list: PastList, at: number) => Math.min(at, spanAt(pk, list, at)?.until ?? at),
    /** Until when the members are known: with another fetch, what was counted before may be another number. */
    membersUntil: (pk: number) => spansOf(pk, 'members').at(-1)?.until,
  };
}
export type KnownSpans = ReturnType<typeof createKnownSpans>;

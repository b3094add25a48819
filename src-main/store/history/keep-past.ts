import type { Db } from '../database.ts';
import type { Earlier, FetchMeta } from '../roster/types.ts';
import type { PastList, Step } from './types.ts';

/**
 * Keeps since when a list has been known, to be run inside its swap. null at the first fetch: there is nothing to lead back
 * to. Time never runs backwards here, whatever the clock does: a fetch that seems earlier than the one before counts as of then.
 */
export function createSpans(db: Db) {
  const last = db.prepare<[number, PastList], { since: number; until: number; unreadable: number }>(
    'select since, until, unreadable from known_spans where workspace_pk = ? and list = ? order by since desc limit 1',
  );
  const begin = db.prepare<[number, PastList, number, number, number]>(`
    insert into known_spans (workspace_pk, list, since, until, unreadable) values (?, ?, ?, ?, ?)
    on conflict do update set until = excluded.until, unreadable = excluded.unreadable`);
  const extend = db.prepare<[number, number, PastList, number]>(
    'update known_spans set until = ? where workspace_pk = ? and list = ? and since = ?',
  );
  return (workspace: number, list: PastList, earlier: Earlier | null, meta: FetchMeta): Step | null => {
    let before = last.get(workspace, list);
    if (earlier === null) {
      // Of a place that left the list and came back: nothing is known of the time in between.
      const at = Math.max(meta.finishedAt, before === undefined ? 0 : before.until + 1);
      begin.run(workspace, list, at, at, meta.unreadable);
      return before === undefined ? null : { from: before.until, at };
    }
    if (before === undefined) {
      // Fetched by a version that kept no past: what is there now is what it was then.
      const { fetchedAt, unreadable } = earlier;
      begin.run(workspace, list, fetchedAt, fetchedAt, unreadable);
      before = { since: fetchedAt, until: fetchedAt, unreadable };
    }
    const at = Math.max(meta.finishedAt, before.until);
    extend.run(at, workspace, list, before.since);
    if (meta.unreadable !== before.unreadable) begin.run(workspace, list, at, at, meta.unreadable);
    return { from: before.until, at };
  };
}

/** Keeps tokens and invitations as they were before a swap. `image`: what of a row is worth leading back to, as JSON. */
export function createRowsPast<T extends { id: string }>(
  db: Db,
  list: PastList,
  image: (row: T) => string,
): (
  workspace: number,
  stored: ReadonlyMap<string, T>,
  fetched: ReadonlyMap<string, T>,
  earlier: Earlier | null,
  meta: FetchMeta,
) => void {
  const spans = createSpans(db);
  const keep = db.prepare<[number, PastList, number, number, string, string | null]>(
    'insert into past_rows (workspace_pk, list, from_at, at, id, json) values (?, ?, ?, ?, ?, ?)',
  );
  return (workspace, stored, fetched, earlier, meta) => {
    const step = spans(workspace, list, earlier, meta);
    if (step === null) return;
    const { from, at } = step;
    for (const [id, row] of stored) {
      const was = image(row);
      const is = fetched.get(id);
      if (is === undefined || image(is) !== was) keep.run(workspace, list, from, at, id, was);
    }
    for (const id of fetched.keys()) if (!stored.has(id)) keep.run(workspace, list, from, at, id, null);
  };
}

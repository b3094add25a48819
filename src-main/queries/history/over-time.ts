import type { WorkspaceRef } from '../../../src-preload/contract/refs.ts';
import type { RosterPast } from '../../store/history/types.ts';

export interface CountAt {
  at: number;
  /** null: nothing was known then. */
  members: number | null;
  pending: number | null;
  /** False where nothing was known, and after the last fetch: it may have changed since. */
  known: boolean;
}

/** The size of a roster at `points` moments from `from` to `to`, both among them: each as of the last fetch before. */
export function membersOverTime(
  past: RosterPast,
  ref: WorkspaceRef,
  from: number,
  to: number,
  points: number,
): { points: CountAt[]; since: number | null } {
  const span = past.span(ref, 'members');
  const counts = past.countsBetween(ref, from, to);
  let next = 0;
  let held: (typeof counts)[number] | null = null;
  const found = Array.from({ length: points }, (_, n): CountAt => {
    const at = points === 1 ? to : from + ((to - from) * n) / (points - 1);
    for (let row = counts[next]; row !== undefined && row.at <= at; row = counts[next]) {
      held = row;
      next += 1;
    }
    if (span === null || at < span.since || held === null)
      return { at, members: null, pending: null, known: false };
    return { at, members: held.members, pending: held.pending, known: at <= span.until };
  });
  return { points: found, since: span?.since ?? null };
}

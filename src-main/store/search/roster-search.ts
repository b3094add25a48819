import { setImmediate as nextTurn } from 'node:timers/promises';
import type { WorkspaceRef } from '../../../src-preload/contract/refs.ts';
import { createAcross } from './all-connections.ts';
import { createCoverage } from './coverage.ts';
import type { Db } from '../database.ts';
import { positionOf, type Place } from './member-order.ts';
import type { MemberPages } from './member-pages.ts';
import type { MemberSqlRow } from '../roster/member-row.ts';
import type { RosterPlace } from './member-query.ts';
import { createPeople } from './people.ts';
import { memberFilter } from './query/members.ts';
import type { MatchingMember, MatchingRule, RosterSearch } from './types.ts';
import type { RosterReader } from '../roster/types.ts';

/** So many rows are counted at once: a few milliseconds. */
const slice = 20_000;

/** Searches beside the pages of one roster; `pages` and `reader` are those of the same connection to the database. */
export function createRosterSearch(
  db: Db,
  pages: MemberPages,
  placeOfRef: (ref: WorkspaceRef) => RosterPlace | undefined,
  reader: Pick<RosterReader, 'workspaces'>,
): RosterSearch {
  const people = createPeople(db, pages);
  const across = createAcross(db, reader.workspaces);
  const coverage = createCoverage(db);

  const filterFor = (
    ref: WorkspaceRef,
    { query, roles, now }: Pick<MatchingRule, 'query' | 'roles' | 'now'>,
  ) => memberFilter(query, ref.connectionId, { now: now ?? Date.now(), roles });

  function* pieces(ref: WorkspaceRef, rule: MatchingRule, size: number): Generator<MatchingMember[]> {
    const filter = filterFor(ref, rule);
    const except = new Set(rule.except);
    let after: Place | null = null;
    for (;;) {
      // Asked each time: between two pieces a refresh may have laid the roster out anew.
      const place = placeOfRef(ref);
      if (place === undefined) return;
      const rows: MemberSqlRow[] = pages.byName(place, filter, 'asc', after, size);
      const last = rows.at(-1);
      if (last === undefined) return;
      after = positionOf(last, null);
      const chosen = rows.filter((row) => !except.has(row.user_id));
      if (chosen.length > 0)
        yield chosen.map(({ user_id, email, role, status }) => ({ userId: user_id, email, role, status }));
      if (rows.length < size) return;
    }
  }

  return {
    async countMembers(ref, query, signal) {
      const place = placeOfRef(ref);
      if (place === undefined) return 0;
      const filter = filterFor(ref, query);
      const quick = pages.quickCount(place, filter);
      if (quick !== null) return quick;
      let count = 0;
      for (let part = pages.countSlice(place, filter, null, slice); ;) {
        count += part.count;
        if (part.next === null) return signal.aborted ? null : count;
        await nextTurn();
        if (signal.aborted) return null;
        part = pages.countSlice(place, filter, part.next, slice);
      }
    },
    membersMatching(ref, rule, cap) {
      const place = placeOfRef(ref);
      const filter = filterFor(ref, rule);
      if (place === undefined) return { rows: [], total: 0, problem: filter.problem };
      const rows: MatchingMember[] = [];
      for (const piece of pieces(ref, rule, Math.min(1000, cap + rule.except.length + 1))) {
        rows.push(...piece.slice(0, cap - rows.length));
        if (rows.length >= cap) break;
      }
      const excepted = new Set(rule.except);
      const without = [...excepted].filter((userId) => pages.one(place, filter, userId) !== null).length;
      return { rows, total: pages.countOf(place, filter) - without, problem: filter.problem };
    },
    matchingPieces: pieces,
    people: (query) => people.page(query),
    peopleCount: (query) => people.count(query),
    tokensAcross: (query) => across.tokens(query),
    workspacesAcross: (query) => across.workspaces(query),
    coverage,
  };
}

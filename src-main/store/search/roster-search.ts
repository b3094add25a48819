import { setImmediate as nextTurn } from 'node:timers/promises';
import type { WorkspaceRef } from '../../../src-preload/contract/refs.ts';
import type { Db } from '../database.ts';
import type { RosterReader } from '../roster/types.ts';
import { createAcross } from './all-connections.ts';
import { createCandidates } from './candidates.ts';
import { createInvitationPages } from './invitation-pages.ts';
import type { KeptKeys } from './kept-keys.ts';
import { fromCursor, positionOf, toCursor, type MemberSort } from './member-order.ts';
import { createMemberPages } from './member-pages.ts';
import type { RosterPlace } from './page-window.ts';
import { createPeople } from './people.ts';
import { memberFilter } from './query/members.ts';
import type { MatchingMember, MatchingRule, SyncRosterSearch } from './types.ts';

/** So many rows are counted at once: a few milliseconds. */
const slice = 20_000;

const byName: MemberSort = { by: 'name', order: 'asc' };

/** All searches, on one connection to the database. `kept`: keys of big rosters, where the searches of a session go on. */
export function createRosterSearch(
  db: Db,
  reader: Pick<RosterReader, 'workspaces' | 'freshness' | 'doubtedLists'>,
  kept: KeptKeys | null = null,
): SyncRosterSearch {
  const pages = createMemberPages(db, kept);
  const people = createPeople(db, pages);
  const across = createAcross(db, reader);
  const candidates = createCandidates(db);
  const invitationPages = createInvitationPages(db);
  const placeStatement = db.prepare<[string, string], RosterPlace>(
    'select pk, member_count, members_stamp from workspaces where connection_id = ? and id = ?',
  );
  const placeOf = ({ connectionId, workspaceId }: WorkspaceRef) =>
    placeStatement.get(connectionId, workspaceId) ?? null;

  const filterFor = (
    ref: WorkspaceRef,
    { query, roles, now }: Pick<MatchingRule, 'query' | 'roles' | 'now'>,
  ) => memberFilter(query, ref.connectionId, { now: now ?? Date.now(), roles });

  const search: SyncRosterSearch = {
    membersPage: (ref, query) => pages.page(placeOf(ref), ref.connectionId, query),
    async countMembers(ref, query, signal) {
      const place = placeOf(ref);
      if (place === null) return 0;
      const filter = filterFor(ref, query);
      const quick = pages.quickCount(place, filter);
      if (quick !== null) return quick;
      let count = 0;
      for (const piece of pages.countPieces(place, filter, slice)) {
        count += piece;
        await nextTurn();
        if (signal.aborted) return null;
      }
      return count;
    },
    membersMatching(ref, rule, cap) {
      const place = placeOf(ref);
      const filter = filterFor(ref, rule);
      if (place === null) return { rows: [], total: 0, problem: filter.problem };
      const rows: MatchingMember[] = [];
      const size = Math.min(1000, cap + rule.except.length + 1);
      for (let after: string | null | undefined; rows.length < cap && after !== null;) {
        const piece = search.matchingPage(ref, rule, size, after);
        rows.push(...piece.rows.slice(0, cap - rows.length));
        after = piece.next;
      }
      const excepted = new Set(rule.except);
      const without = [...excepted].filter((userId) => pages.one(place, filter, userId) !== null).length;
      return { rows, total: pages.count(place, filter) - without, problem: filter.problem };
    },
    matchingPage(ref, rule, size, after) {
      // Looked up each time: between two pages the place may be gone.
      const place = placeOf(ref);
      if (place === null) return { rows: [], next: null };
      const from = after === undefined ? null : fromCursor(byName, after);
      const found = pages.byName(place, filterFor(ref, rule), 'asc', from, size);
      const last = found.at(-1);
      const except = new Set(rule.except);
      return {
        rows: found
          .filter((row) => !except.has(row.user_id))
          .map(({ user_id, email, role, status }) => ({ userId: user_id, email, role, status })),
        next: last === undefined || found.length < size ? null : toCursor(byName, positionOf(last, null)),
      };
    },
    candidates(ref, from, query) {
      const source = placeOf(from);
      return source === null
        ? { rows: [], matching: 0 }
        : candidates(source.pk, placeOf(ref)?.pk ?? null, query);
    },
    invitationsPage(ref, query) {
      const place = placeOf(ref);
      return place === null
        ? { rows: [], matching: 0, totals: { open: 0, ended: 0 }, queryProblem: null }
        : invitationPages(place.pk, query);
    },
    people: (query) => people.page(query),
    findPeople: (query) => people.find(query),
    peopleCount: (query) => people.count(query),
    tokensAcross: (query) => across.tokens(query),
    workspacesAcross: (query) => across.workspaces(query),
  };
  return search;
}

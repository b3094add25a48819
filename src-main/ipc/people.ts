import { fold } from '../../src-preload/shared/fold.ts';
import type { ListName } from '../../src-preload/contract/freshness.ts';
import type { Coverage } from '../../src-preload/contract/people.ts';
import { parseQuery } from '../../src-preload/shared/query/parse.ts';
import type { QueryList } from '../../src-preload/shared/query/keys.ts';
import { fail, ok, type Result } from '../../src-preload/shared/result.ts';
import { minute } from '../../src-preload/shared/units.ts';
import type { Core } from '../core.ts';
import { plainError } from '../base/errors.ts';
import { supportAt } from '../providers/capability-table.ts';
import { acrossContext, acrossTerms, placeFits } from '../store/search/query/places.ts';
import type { SearchedConnection } from '../store/search/types.ts';
import type { Context } from './context.ts';
import type { Handlers } from './handle.ts';
import { viewOf } from '../queries/place-view.ts';
import { statusOf } from './tokens.ts';
import { withCore } from './with-core.ts';
import { rosterOwnerOf } from '../base/lists.ts';
import { readRetention } from '../store/retention/preference.ts';
import { staleCopyText } from '../access/text.ts';
import { connectionAccess, placeAccess, type ConnectionAccess } from '../access/place-access.ts';
import { staleCopy } from '../access/stale-copies.ts';
import { labelIn } from '../access/access.ts';

/** Lists that a place may have; those of places that are read across connections. */
type PlaceList = 'members' | 'tokens';
const capabilityOf = { members: 'member.list', tokens: 'token.list' } as const;

export interface Asked {
  standing: ConnectionAccess;
  searched: SearchedConnection;
  roleLabel(role: string): string;
}

/** What is known of people, tokens and places over several connections, read from the device alone. */
export function peopleHandlers(context: Context): Handlers<'people'> {
  const inCore = withCore(context);
  return {
    page: inCore((core, { query, connectionIds, limit, sort, after }) => {
      const all = askedOf(core, connectionIds);
      const now = Date.now();
      const connections = searchedOf(all);
      const found = core.store.roster.people({
        query,
        connections,
        limit,
        sort,
        now,
        ...(after === null ? {} : { after }),
      });
      return ok({
        rows: found.rows.flatMap(({ connectionId, ...row }) => {
          const of = all.get(connectionId);
          if (!of) return [];
          return [
            {
              ...row,
              connection: connectionOf(of),
              places: row.places.map((place) => ({
                ...place,
                role: { id: place.role, label: of.roleLabel(place.role) },
              })),
              isMe: row.userId === of.standing.me,
            },
          ];
        }),
        next: found.next,
        coverage: coverageOf(core, all, query, 'people', now),
        problems: problemsOf(query, 'people', connections, now),
      });
    }),
    count: inCore((core, { query, connectionIds }) => {
      const all = askedOf(core, connectionIds);
      const now = Date.now();
      return ok({
        people: core.store.roster.peopleCount({ query, connections: searchedOf(all), now }),
        coverage: coverageOf(core, all, query, 'people', now),
      });
    }),
    tokens: inCore((core, { query, connectionIds, limit, offset, sort }) => {
      const all = askedOf(core, connectionIds);
      const now = Date.now();
      const connections = searchedOf(all);
      const found = core.store.roster.tokensAcross({ query, connections, limit, offset, sort, now });
      return ok({
        rows: found.rows.flatMap(({ connectionId, ...row }) => {
          const of = all.get(connectionId);
          const at = of?.searched.serverNow ?? now;
          return of ? [{ ...row, status: statusOf(row, at), connection: connectionOf(of) }] : [];
        }),
        matching: found.matching,
        coverage: coverageOf(core, all, query, 'allTokens', now),
        problems: problemsOf(query, 'allTokens', connections, now),
      });
    }),
    workspaces: inCore((core, { query, connectionIds, limit, offset, sort }) => {
      const all = askedOf(core, connectionIds);
      const now = Date.now();
      const connections = searchedOf(all);
      const found = core.store.roster.workspacesAcross({
        query,
        connections,
        limit,
        offset,
        sort,
        now,
      });
      const locals = new Map(
        [...all.keys()].map((id) => [
          id,
          new Map(core.store.ledger.localWorkspaces(id).map((item) => [item.workspaceId, item])),
        ]),
      );
      return ok({
        rows: found.rows.flatMap((row) => {
          const of = all.get(row.connectionId);
          if (!of) return [];
          const words = { facts: of.standing.apiVariant.facts, roleLabel: of.roleLabel };
          const local = locals.get(row.connectionId)?.get(row.id);
          return [{ ...viewOf(core, row.connectionId, row, local, words), connection: connectionOf(of) }];
        }),
        matching: found.matching,
        coverage: coverageOf(core, all, query, 'allWorkspaces', now),
        problems: problemsOf(query, 'allWorkspaces', connections, now),
      });
    }),
    coverage: inCore((core, { connectionIds, list }) => {
      const all = askedOf(core, connectionIds);
      return ok(coverageOver(core, [...all.values()], list, Date.now()));
    }),
    roles: inCore((core, { connectionIds }) => {
      const all = searchedOf(askedOf(core, connectionIds)).flatMap(({ roles }) => roles);
      const byLabel = new Map(all.map(({ id, label }) => [fold(label), { id, label }]));
      return ok([...byLabel.values()].sort((a, b) => a.label.localeCompare(b.label, 'en')));
    }),
    matching: inCore(
      (
        core,
        { query, except, limit, ...ref },
      ): Result<{
        total: number;
        rows: {
          userId: string;
          email: string;
          role: { id: string; label: string };
          status: 'active' | 'pending';
        }[];
        problems: ReturnType<typeof problemsOf>;
      }> => {
        const standing = placeAccess(core, ref);
        if (!standing.ok) return standing;
        const hidden = staleCopy(core, ref);
        if (hidden !== null)
          return fail(
            plainError('not-found', staleCopyText(hidden), 'Refresh it, or show it anyway, and try again.'),
          );
        const now = Date.now();
        const { roles } = standing.value.table;
        const found = core.store.roster.membersMatching(ref, { query, roles, except, now }, limit);
        return ok({
          total: found.total,
          rows: found.rows.map((row) => ({
            ...row,
            role: { id: row.role, label: standing.value.roleLabel(row.role) },
          })),
          problems: parseQuery(query, 'members', { now, roles }).problems,
        });
      },
    ),
  };
}

/** The connections that are asked, by id. One that was removed meanwhile is left out. */
export function askedOf(core: Core, connectionIds: readonly string[] | null): Map<string, Asked> {
  const asked = new Map<string, Asked>();
  const retention = readRetention(core.store.ledger);
  for (const { id } of core.store.ledger.connections()) {
    if (connectionIds !== null && !connectionIds.includes(id)) continue;
    const standing = connectionAccess(core, id);
    if (!standing.ok) continue;
    const { record, provider, who } = standing.value;
    const now = core.clock.nowFor(id);
    const hidden = core.store.storage.hiddenPlaces(id, Date.now(), retention);
    const custom = core.store.roster.workspaces(id, now).flatMap((row) => {
      if (hidden.has(row.id)) return [];
      const kept = core.store.roster.roles({ connectionId: id, workspaceId: row.id });
      return kept.length === 0 ? [] : provider.roleTable(row.scope, kept).roles;
    });
    const roles = [...new Map([...custom, ...who.roles].map((role) => [role.id, role])).values()].sort(
      (a, b) => b.rank - a.rank,
    );
    const searched = {
      id,
      label: record.label,
      system: { id: record.provider, label: provider.product.name },
      roles: roles.map((role) => ({ id: role.id, label: role.label })),
      hidden,
      // The guard says another time only where the clock is off for sure.
      ...(Math.abs(now - Date.now()) > minute ? { serverNow: now } : {}),
    };
    asked.set(id, { standing: standing.value, searched, roleLabel: labelIn(roles) });
  }
  return asked;
}

export const searchedOf = (all: ReadonlyMap<string, Asked>) =>
  [...all.values()].map(({ searched }) => searched);

function connectionOf({ standing: { record } }: Asked) {
  const { id, label, badge, colour, provider } = record;
  return { id, label, badge, colour, provider };
}

const problemsOf = (
  query: string,
  list: QueryList,
  connections: readonly SearchedConnection[],
  now: number,
) => parseQuery(query, list, acrossContext(connections, now)).problems;

const listOf = { people: 'members', allTokens: 'tokens', allWorkspaces: 'workspaces' } as const;

/** Over the connections that the query doesn’t leave out by name. */
export function coverageOf(
  core: Core,
  all: ReadonlyMap<string, Asked>,
  query: string,
  list: keyof typeof listOf,
  now: number,
): Coverage {
  const terms = acrossTerms(query, list, searchedOf(all), now).place.filter(
    (term) => term.type === 'among' && (term.key === 'conn' || term.key === 'system'),
  );
  const fitting = [...all.values()].filter(({ searched }) =>
    placeFits(terms, searched, { name: '', organization: null }),
  );
  return coverageOver(core, fitting, listOf[list], now);
}

export function coverageOver(core: Core, asked: readonly Asked[], list: ListName, now: number): Coverage {
  const hidden = new Map(asked.map(({ searched }) => [searched.id, searched.hidden]));
  const isHidden = (connectionId: string, workspaceId: string) =>
    hidden.get(connectionId)?.has(workspaceId) ?? false;
  if (list !== 'members' && list !== 'tokens') {
    return core.store.roster.coverage(
      asked.map(({ searched }) => searched.id),
      list,
      now,
      isHidden,
    );
  }
  const having = asked.filter(
    ({ standing }) => standing.apiVariant.capabilities[capabilityOf[list]].supported,
  );
  const found = core.store.roster.coverage(
    having.map(({ searched }) => searched.id),
    list,
    now,
    isHidden,
  );
  return { ...found, never: found.never - without(core, having, list, now) };
}

/** Places of a kind that has no such list (an account has no members): nothing is missing there. */
function without(core: Core, asked: readonly Asked[], list: PlaceList, now: number): number {
  const capability = capabilityOf[list];
  return asked.flatMap(({ standing, searched }) => {
    const entry = standing.apiVariant.capabilities[capability];
    if (!entry.supported) return [];
    return core.store.roster
      .workspaces(searched.id, now)
      .filter(
        (row) =>
          rosterOwnerOf(list, row) === row.id &&
          row.unavailable[capability] === undefined &&
          !supportAt(entry, row.scope).ok &&
          core.store.roster.freshness(searched.id, row.id, list).fetchedAt === null,
      );
  }).length;
}

import { fold } from '../../src-preload/shared/fold.ts';
import { compareNames } from '../../src-preload/shared/name-order.ts';
import { ok } from '../../src-preload/shared/result.ts';
import type { QueryList } from '../../src-preload/shared/query/keys.ts';
import { parseQuery } from '../../src-preload/shared/query/parse.ts';
import { acrossContext } from '../store/search/query/places.ts';
import { askedOf, rowConnection, searchedOf, type Asked } from './asked-connections.ts';
import type { AllTokensRow, PersonRow } from '../store/search/types.ts';
import { coverageOf, coverageOver } from './coverage.ts';
import { tokenStatusAt } from './history/as-of.ts';
import { tokenOwners, type TokenOwners } from './token-owners.ts';
import type { WorkspaceRef } from '../../src-preload/contract/refs.ts';
import { placeView } from './place-view.ts';
import type { CopiesSource, Query } from './query.ts';

/* People, tokens and workspaces over several connections, read from this device alone. */

type AcrossList = 'people' | 'allTokens' | 'allWorkspaces';

/** What every such list is asked and answered with. */
function across(
  core: CopiesSource,
  list: AcrossList,
  query: string,
  connectionIds: readonly string[] | null,
) {
  const asked = askedOf(core, connectionIds);
  const connections = searchedOf(asked);
  const now = Date.now();
  return {
    asked,
    search: { query, connections, now },
    coverage: () => coverageOf(core, asked, query, list, now),
    problems: () => parseQuery(query, list satisfies QueryList, acrossContext(connections, now)).problems,
  };
}

/** Whether all tokens of a person are known: each list of the connection is there, and has those of everyone. */
function tokensKnown(core: CopiesSource, now: number): (of: Asked, isMe: boolean) => boolean {
  const isWhole = new Map<Asked, boolean>();
  const whole = (of: Asked) => {
    const { never, hidden, incomplete } = coverageOver(core, [of], 'tokens', now);
    return never + hidden + incomplete === 0;
  };
  return (of, isMe) => {
    if (of.access.apiVariant.facts.tokens.listed === 'own' && !isMe) return false;
    const known = isWhole.get(of) ?? whole(of);
    isWhole.set(of, known);
    return known;
  };
}

/** People as the screens show them; those of a connection that was removed meanwhile are left out. */
function peopleIn(
  core: CopiesSource,
  asked: ReadonlyMap<string, Asked>,
  rows: readonly PersonRow[],
  now: number,
) {
  const knowsTokens = tokensKnown(core, now);
  return rows.flatMap(({ connectionId, ...row }) => {
    const of = asked.get(connectionId);
    if (!of) return [];
    const isMe = row.userId === of.access.me;
    const places = row.places.map((place) => ({
      ...place,
      role: { id: place.role, label: of.roleLabel(place.role) },
    }));
    const tokens = { ...row.tokens, complete: knowsTokens(of, isMe) };
    return [{ ...row, connection: rowConnection(of), places, tokens, isMe }];
  });
}

function tokensIn(
  core: CopiesSource,
  asked: ReadonlyMap<string, Asked>,
  rows: readonly AllTokensRow[],
  now: number,
) {
  const owners = new Map<string, TokenOwners>();
  const ownersOf = (ref: WorkspaceRef) => {
    const key = `${ref.connectionId} ${ref.workspaceId}`;
    const of = owners.get(key) ?? tokenOwners(core, ref);
    owners.set(key, of);
    return of;
  };
  return rows.flatMap(({ connectionId, ...row }) => {
    const of = asked.get(connectionId);
    if (!of) return [];
    const status = tokenStatusAt(row, of.searched.serverNow ?? now);
    const ownerLeft = ownersOf({ connectionId, workspaceId: row.workspaceId }).hasLeft(row, status);
    return [{ ...row, status, ownerLeft, connection: rowConnection(of) }];
  });
}

export const findAnything: Query<'people', 'find'> = async (core, { query, limit }) => {
  const { asked, search } = across(core, 'people', query, null);
  const [people, tokens] = await Promise.all([
    core.store.roster.findPeople({ ...search, limit }),
    core.store.roster.tokensAcross({ ...search, limit, offset: 0, sort: { by: 'match', order: 'asc' } }),
  ]);
  return ok({
    people: peopleIn(core, asked, people, search.now),
    tokens: tokensIn(core, asked, tokens.rows, search.now),
  });
};

export const peoplePage: Query<'people', 'page', CopiesSource> = async (
  core,
  { query, connectionIds, limit, sort, after, mostPlaces },
) => {
  const { asked, search, coverage, problems } = across(core, 'people', query, connectionIds);
  const paging = after === null ? {} : { after };
  const found = await core.store.roster.people({
    ...search,
    limit,
    sort,
    ...paging,
    ...(mostPlaces === undefined ? {} : { mostPlaces }),
  });
  return ok({
    rows: peopleIn(core, asked, found.rows, search.now),
    next: found.next,
    coverage: coverage(),
    problems: problems(),
  });
};

export const peopleCount: Query<'people', 'count'> = async (core, { query, connectionIds }) => {
  const { search, coverage } = across(core, 'people', query, connectionIds);
  return ok({ people: await core.store.roster.peopleCount(search), coverage: coverage() });
};

export const allTokens: Query<'people', 'tokens', CopiesSource> = async (core, input) => {
  const { query, connectionIds, limit, offset, sort } = input;
  const { asked, search, coverage, problems } = across(core, 'allTokens', query, connectionIds);
  const found = await core.store.roster.tokensAcross({ ...search, limit, offset, sort });
  return ok({
    rows: tokensIn(core, asked, found.rows, search.now),
    matching: found.matching,
    coverage: coverage(),
    problems: problems(),
  });
};

export const allWorkspaces: Query<'people', 'workspaces', CopiesSource> = async (core, input) => {
  const { query, connectionIds, limit, offset, sort } = input;
  const { asked, search, coverage, problems } = across(core, 'allWorkspaces', query, connectionIds);
  const found = await core.store.roster.workspacesAcross({ ...search, limit, offset, sort });
  const views = new Map(
    [...asked].map(([id, { access, searched }]) => [
      id,
      {
        view: placeView(core, id, access.apiVariant.facts, searched.hidden ?? new Set()),
        locals: new Map(core.store.ledger.localWorkspaces(id).map((item) => [item.workspaceId, item])),
      },
    ]),
  );
  return ok({
    rows: found.rows.flatMap((row) => {
      const of = asked.get(row.connectionId);
      const shown = views.get(row.connectionId);
      if (!of || !shown) return [];
      const { connectionId: _connection, ...place } = row;
      return [
        { ...shown.view(place, shown.locals.get(row.id), of.roleLabel), connection: rowConnection(of) },
      ];
    }),
    matching: found.matching,
    coverage: coverage(),
    problems: problems(),
  });
};

/** The roles that a search over these connections may name, each label once. */
export const searchableRoles: Query<'people', 'roles'> = (core, { connectionIds }) => {
  const all = searchedOf(askedOf(core, connectionIds)).flatMap(({ roles }) => roles);
  const byLabel = new Map(all.map(({ id, label }) => [fold(label), { id, label }]));
  return ok([...byLabel.values()].sort((a, b) => compareNames(a.label, b.label)));
};

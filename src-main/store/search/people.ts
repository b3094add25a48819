import { foldedOf } from '../../../src-preload/shared/name-order.ts';
import type { PersonPlace } from '../../../src-preload/contract/people.ts';
import type { SortOrder } from '../../../src-preload/contract/refs.ts';
import type { Db } from '../database.ts';
import {
  compareByName,
  fromCursor,
  positionOf,
  toCursor,
  type MemberSort,
  type Place,
} from './member-order.ts';
import type { MemberPages } from './member-pages.ts';
import type { RosterPlace } from './page-window.ts';
import { memberFromSql, type MemberSqlRow } from '../roster/member-row.ts';
import { filterOf, type MemberFilter } from './query/members.ts';
import { acrossTerms, placeFits, plainText } from './query/places.ts';
import type { FindQuery, PeopleQuery, PersonRow, SearchedConnection } from './types.ts';
import { liveToken } from './token-pages.ts';

/** So many places of a person are given where no number is asked for. */
const fewPlaces = 5;

type PlaceRow = RosterPlace & {
  id: string;
  name: string;
  organization_name: string | null;
  members_at: string | null;
};
/** A roster that the query asks, with its connection and what is asked of its rows. */
interface Asked {
  connection: SearchedConnection;
  place: PlaceRow;
  filter: MemberFilter;
}
interface Found extends Asked {
  row: MemberSqlRow;
}

/** People across connections: rosters are read side by side in the order of names, so a page costs a page of each. */
export function createPeople(db: Db, pages: MemberPages) {
  const placesOf = db.prepare<[string], PlaceRow>(`
    select pk, id, name, organization_name, members_at, member_count, members_stamp from workspaces where connection_id = ? order by name_key, id`);
  // The workspaces are walked first (cross join keeps that order), each with one look-up by its unique index.
  const rowsOf = db.prepare<[string, string], MemberSqlRow & { place_name: string; place_id: string }>(`
    select m.*, w.name as place_name, w.id as place_id
    from workspaces w cross join members m on m.workspace_pk = w.pk and m.user_id = ?
    where w.connection_id = ? order by w.name_key, w.id`);
  const tokensOf = db.prepare<
    [{ connection: string; user: string; now: number; hidden: string }],
    PersonRow['tokens']
  >(`
    select count(*) as "all", coalesce(sum(${liveToken}), 0) as active
    from tokens t join workspaces w on w.pk = t.workspace_pk
    where w.connection_id = @connection and t.owner_id = @user and w.id not in (select value from json_each(@hidden))`);

  /** The rosters that are asked: those of the places that fit, wherever they are kept. */
  function askedBy(query: Pick<PeopleQuery, 'query' | 'connections' | 'now'>): {
    asked: Asked[];
    problem: string | null;
  } {
    const terms = acrossTerms(query.query, 'people', query.connections, query.now);
    const asked = query.connections.flatMap((connection): Asked[] => {
      const rows = terms.rowsOf(connection);
      if (rows === null) return [];
      const filter = filterOf(rows, null, connection.id, connection.serverNow ?? query.now);
      const places = placesOf.all(connection.id);
      const fits = new Set(
        places
          .filter(({ name, organization_name: organization }) =>
            placeFits(terms.place, connection, { name, organization }),
          )
          .map(({ id, members_at: at }) => at ?? id),
      );
      return places
        .filter(({ id, member_count: count }) => count > 0 && fits.has(id) && !isHidden(connection, id))
        .map((place) => ({ connection, place, filter }));
    });
    return { asked, problem: terms.problem };
  }

  const ids = (a: Found, b: Found) => (a.connection.id < b.connection.id ? -1 : 1);
  const compare = (way: SortOrder) => (a: Found, b: Found) =>
    compareByName(a.row, b.row, way) || (a.connection.id === b.connection.id ? 0 : ids(a, b));

  /** The next rows of one roster. The same names may stand in another connection too: there the order goes by the connection. */
  function next({ connection, place, filter }: Asked, way: SortOrder, after: Place | null, limit: number) {
    const rows = pages.byName(place, filter, way, after, limit);
    if (after === null || typeof after.group !== 'string' || connection.id <= after.group) return rows;
    const same = pages.one(place, filter, after.userId);
    const equal =
      same !== null &&
      same.nameless === after.nameless &&
      same.name_key === after.nameKey &&
      same.email_key === after.emailKey;
    return equal ? [same, ...rows] : rows;
  }

  function page(query: PeopleQuery): { rows: PersonRow[]; next: string | null; problem: string | null } {
    const { asked, problem } = askedBy(query);
    const sort: MemberSort = query.sort;
    const way = sort.order;
    const askedOf = byConnection(asked);
    let after = query.after === undefined ? null : fromCursor(sort, query.after);
    const people: PersonRow[] = [];
    let last: Found | null = null;
    for (;;) {
      const found = asked
        .flatMap((one) => next(one, way, after, query.limit + 1).map((row): Found => ({ ...one, row })))
        .sort(compare(way))
        .slice(0, query.limit + 1);
      const seen = new Set<string>();
      for (const one of found) {
        const key = `${one.connection.id} ${one.row.user_id}`;
        if (!seen.has(key)) {
          seen.add(key);
          const own = askedOf.get(one.connection.id) ?? [];
          const all = rowsOf.all(one.row.user_id, one.connection.id);
          if (!toldBefore(one, all, own, way)) {
            if (people.length === query.limit && last !== null)
              return { rows: people, next: toCursor(sort, placeIn(last)), problem };
            people.push(personOf(one, all, own, query.now, query.mostPlaces ?? fewPlaces));
          }
        }
        if (people.length <= query.limit) last = one;
      }
      if (found.length <= query.limit || last === null) return { rows: people, next: null, problem };
      after = placeIn(last);
    }
  }

  return {
    page,
    /** The best matches of a text first: exact, then beginning with it, then the others, each by name. */
    find(query: FindQuery): PersonRow[] {
      const { asked } = askedBy(query);
      const text = plainText(query.query, query.now);
      const isExact = ({ row }: Found) => foldedOf(row.name_key) === text || row.email_key === text;
      const near = (text === null ? [] : asked)
        .flatMap((one) =>
          pages.startingWith(one.place, text ?? '', query.limit).map((row): Found => ({ ...one, row })),
        )
        .sort((a, b) => Number(isExact(b)) - Number(isExact(a)) || compare('asc')(a, b));
      const own = byConnection(asked);
      const people = new Map<string, PersonRow>();
      const add = (key: string, row: () => PersonRow) => {
        if (people.size < query.limit && !people.has(key)) people.set(key, row());
      };
      for (const one of near) {
        const { connection, row } = one;
        add(`${connection.id} ${row.user_id}`, () =>
          personOf(
            one,
            rowsOf.all(row.user_id, connection.id),
            own.get(connection.id) ?? [],
            query.now,
            fewPlaces,
          ),
        );
      }
      if (people.size < query.limit) {
        for (const row of page({ ...query, sort: { by: 'name', order: 'asc' } }).rows)
          add(`${row.connectionId} ${row.userId}`, () => row);
      }
      return [...people.values()];
    },
    count(query: Pick<PeopleQuery, 'query' | 'connections' | 'now'>): number {
      const { asked } = askedBy(query);
      let count = 0;
      for (const rosters of byConnection(asked).values()) {
        const [first, ...others] = rosters;
        if (first && others.length === 0) count += pages.count(first.place, first.filter);
        else count += new Set(rosters.flatMap(({ place, filter }) => pages.userIds(place, filter))).size;
      }
      return count;
    },
  };

  /** A person who has another name elsewhere in the connection was there already, at the earlier of their names. */
  function toldBefore(
    { row }: Found,
    all: readonly MemberSqlRow[],
    own: readonly Asked[],
    way: SortOrder,
  ): boolean {
    return all.some(
      (other) =>
        compareByName(other, row, way) < 0 &&
        own.some(
          ({ place, filter }) =>
            place.pk === other.workspace_pk && pages.one(place, filter, row.user_id) !== null,
        ),
    );
  }

  function personOf(
    { connection, row }: Found,
    every: readonly (MemberSqlRow & { place_name: string; place_id: string })[],
    own: readonly Asked[],
    now: number,
    mostPlaces: number,
  ): PersonRow {
    const all = every.filter(({ place_id: id }) => !isHidden(connection, id));
    const places = all.map((one): PersonPlace => ({
      workspaceId: one.place_id,
      workspaceName: one.place_name,
      role: one.role,
      status: one.status,
      matches: own.some(
        ({ place, filter }) =>
          place.pk === one.workspace_pk &&
          (filter.conditions.length === 0 || pages.one(place, filter, row.user_id) !== null),
      ),
    }));
    const { email, name } = memberFromSql(row);
    return {
      connectionId: connection.id,
      userId: row.user_id,
      email,
      name,
      places: [...places.filter(({ matches }) => matches), ...places.filter(({ matches }) => !matches)].slice(
        0,
        mostPlaces,
      ),
      placeCount: places.length,
      tokens: tokensOf.get({
        connection: connection.id,
        user: row.user_id,
        now: connection.serverNow ?? now,
        hidden: JSON.stringify([...(connection.hidden ?? [])]),
      }) ?? { all: 0, active: 0 },
    };
  }
}

const isHidden = ({ hidden }: SearchedConnection, placeId: string): boolean => hidden?.has(placeId) ?? false;

const placeIn = (one: Found): Place => positionOf(one.row, one.connection.id);

function byConnection(asked: readonly Asked[]): Map<string, Asked[]> {
  const groups = new Map<string, Asked[]>();
  for (const one of asked) groups.set(one.connection.id, [...(groups.get(one.connection.id) ?? []), one]);
  return groups;
}

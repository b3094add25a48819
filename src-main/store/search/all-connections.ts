import { compareNames, foldedSql } from '../../../src-preload/shared/name-order.ts';
import {
  freshnessOfLists,
  hasOwnList,
  type ListFreshness,
} from '../../../src-preload/shared/list-freshness.ts';
import { fold } from '../../../src-preload/shared/fold.ts';
import { valueOr } from '../../../src-preload/shared/known.ts';
import type { QueryTerm } from '../../../src-preload/shared/query/parse.ts';
import { notReported } from '../../../src-preload/shared/known.ts';
import type { Db } from '../database.ts';
import { fromCells } from '../known-cells.ts';
import { binder, signed, type Values } from './query/filter.ts';
import { acrossTerms, placeFits, plainText } from './query/places.ts';
import { tokenTermSql } from './query/tokens.ts';
import type {
  AllTokensQuery,
  AllTokensRow,
  AllWorkspacesQuery,
  AllWorkspacesRow,
  SearchedConnection,
} from './types.ts';
import { createStatements } from '../statements.ts';
import { emailOf, tokenFromSql, type TokenSqlRow } from '../roster/swap-tokens.ts';
import { shownCounts } from '../roster/shown-counts.ts';
import type { RosterReader } from '../roster/types.ts';

type Row = TokenSqlRow & {
  place_id: string;
  place_name: string;
  connection_id: string;
  owner_name: string | null;
  owner_state: number | null;
  owner_email: string | null;
};

/** Tokens and workspaces of all connections in one list. */
export function createAcross(
  db: Db,
  reader: Pick<RosterReader, 'workspaces' | 'freshness' | 'doubtedLists'>,
) {
  const statement = createStatements(db);
  const places = db.prepare<
    [string],
    { id: string; pk: number; name: string; organization_name: string | null; tokens_at: string | null }
  >('select id, pk, name, organization_name, tokens_at from workspaces where connection_id = ?');
  /** `hidden`: keys of places whose copies aren't shown, so that nobody is named from them. */
  const ownerSql = (hidden: boolean) => `
    select m.pk from workspaces o cross join members m on m.workspace_pk = o.pk and m.user_id = t.owner_id
    where o.connection_id = w.connection_id
      ${hidden ? 'and o.pk not in (select value from json_each(@hidden))' : ''}
    order by m.name_state = 2 desc, m.workspace_pk = t.workspace_pk desc, m.pk limit 1`;

  /** Keys of the places that keep the tokens of those that fit. */
  const keysOf = (terms: readonly QueryTerm[], connection: SearchedConnection): number[] => {
    const all = places.all(connection.id);
    const fits = new Set(
      all
        .filter(({ name, organization_name: organization }) =>
          placeFits(terms, connection, { name, organization }),
        )
        .map(({ id, tokens_at: at }) => at ?? id),
    );
    return all.filter(({ id }) => fits.has(id) && !connection.hidden?.has(id)).map(({ pk }) => pk);
  };

  const hiddenKeysOf = ({ id, hidden }: SearchedConnection): number[] =>
    hidden === undefined || hidden.size === 0
      ? []
      : places.all(id).flatMap((place) => (hidden.has(place.id) ? [place.pk] : []));

  return {
    tokens(query: AllTokensQuery): { rows: AllTokensRow[]; matching: number; problem: string | null } {
      const terms = acrossTerms(query.query, 'allTokens', query.connections, query.now);
      const keys = query.connections.flatMap((connection) => keysOf(terms.place, connection));
      const values: Values = { places: JSON.stringify(keys), now: query.now };
      const hidden = query.connections.flatMap((connection) => hiddenKeysOf(connection));
      if (hidden.length > 0) values.hidden = JSON.stringify(hidden);
      // Most clocks are right: then one moment holds for all.
      const nows = query.connections.flatMap(({ id, serverNow }) =>
        serverNow === undefined ? [] : ([[id, serverNow]] as const),
      );
      if (nows.length > 0) values.nows = JSON.stringify(Object.fromEntries(nows));
      const nowSql =
        nows.length === 0
          ? '@now'
          : 'coalesce((select value from json_each(@nows) where key = w.connection_id), @now)';
      if (query.sort.by === 'match') values.match = plainText(query.query, query.now) ?? '';
      const bind = binder(values);
      const [anyConnection] = query.connections;
      const conditions = (anyConnection ? (terms.rowsOf(anyConnection) ?? []) : []).flatMap((term) => {
        const sql = tokenTermSql(term, nowSql, bind);
        return sql === null ? [] : [`and ${signed(term.negated, sql)}`];
      });
      const from = `
        from json_each(@places) p cross join workspaces w on w.pk = p.value
        cross join tokens t on t.workspace_pk = w.pk
        left join members o on o.pk = (${ownerSql(hidden.length > 0)})
        where 1 ${conditions.join(' ')}`;
      const rows = statement<Row>(
        `select t.*, w.id as place_id, w.name as place_name, w.connection_id, o.name as owner_name,
           o.name_state as owner_state, o.email as owner_email ${from} order by ${tokenOrder(query)} limit @limit offset @offset`,
      ).all({ ...values, limit: query.limit, offset: query.offset });
      return {
        rows: rows.map((row) => ({
          ...tokenFromSql(row),
          connectionId: row.connection_id,
          workspaceId: row.place_id,
          workspaceName: row.place_name,
          ownerEmail: emailOf(row.owner_email),
          ownerName: row.owner_state === null ? notReported : fromCells(row.owner_state, row.owner_name),
        })),
        matching: statement<{ n: number }>(`select count(*) as n ${from}`).get(values)?.n ?? 0,
        problem: terms.problem,
      };
    },

    workspaces(query: AllWorkspacesQuery): {
      rows: AllWorkspacesRow[];
      matching: number;
      problem: string | null;
    } {
      const terms = acrossTerms(query.query, 'allWorkspaces', query.connections, query.now);
      const rows = query.connections.flatMap((connection) => {
        const own = terms.rowsOf(connection);
        if (own === null) return [];
        const freshnessOf = freshnessIn(reader, connection.id, query.now);
        return reader
          .workspaces(connection.id, connection.serverNow ?? query.now)
          .map((row): AllWorkspacesRow => ({
            ...row,
            counts: shownCounts(row, connection.hidden),
            connectionId: connection.id,
          }))
          .filter((row) => {
            const organization = row.organization.state === 'known' ? row.organization.value.name : null;
            return (
              placeFits(terms.place, connection, { name: row.name, organization }) &&
              own.every((term) => workspaceFits(term, row, freshnessOf) !== term.negated)
            );
          });
      });
      rows.sort(workspaceOrder(query.sort));
      return {
        rows: rows.slice(query.offset, query.offset + query.limit),
        matching: rows.length,
        problem: terms.problem,
      };
    },
  };
}

/** What is missing comes last in both directions. */
function tokenOrder({ sort }: AllTokensQuery): string {
  const way = sort.order;
  const ties = 't.name_key, w.connection_id, w.id, t.id';
  const name = foldedSql(`coalesce(t.name_key, '')`);
  switch (sort.by) {
    case 'match':
      return `${name} = @match desc, substr(${name}, 1, length(@match)) = @match desc, ${ties}`;
    case 'name':
      return `t.name is null, t.name_key ${way}, w.connection_id, w.id, t.id`;
    case 'owner':
      return `o.name is null, o.name_key ${way}, ${ties}`;
    case 'created':
      return `t.created_at_state desc, t.created_at ${way}, ${ties}`;
    case 'expires':
      return `t.expires_at_state desc, t.expires_at ${way}, ${ties}`;
    case 'last-used':
      return `t.last_used_at_state desc, t.last_used_at ${way}, ${ties}`;
    case 'workspace':
      return `w.name_key ${way}, ${ties}`;
  }
}

/** How fresh the members of a connection's places are; null: a place without members of its own. What waits is read once it's asked. */
function freshnessIn(
  reader: Pick<RosterReader, 'freshness' | 'doubtedLists'>,
  connectionId: string,
  now: number,
): (row: AllWorkspacesRow) => ListFreshness | null {
  let freshnessOf: ReturnType<typeof freshnessOfLists> | null = null;
  return (row) => {
    if (!hasOwnList(row)) return null;
    freshnessOf ??= freshnessOfLists(
      reader.doubtedLists(connectionId).map((doubted) => ({ connectionId, ...doubted })),
      now,
    );
    const { fetchedAt, error } = reader.freshness(connectionId, row.id, 'members');
    return freshnessOf(row, { fetchedAt, failed: error !== null });
  };
}

function workspaceFits(
  term: QueryTerm,
  row: AllWorkspacesRow,
  freshnessOf: (row: AllWorkspacesRow) => ListFreshness | null,
): boolean {
  if (term.type === 'text') {
    const organization = row.organization.state === 'known' ? row.organization.value.name : '';
    const texts = term.key === 'name' ? [row.name] : [row.name, organization, valueOr(row.description, '')];
    const folded = texts.map(fold);
    return term.values.some((word) => folded.some((text) => text.includes(word)));
  }
  if (term.type !== 'among') return true;
  const cells: Record<string, string | null> = {
    role: valueOr(row.myRole, null),
    kind: row.instance.kind,
    scope: row.scope,
    origin: row.origin,
    freshness: term.key === 'freshness' ? freshnessOf(row) : null,
  };
  const cell = cells[term.key];
  return cell !== undefined && cell !== null && term.values.includes(cell);
}

function workspaceOrder(sort: AllWorkspacesQuery['sort']) {
  const sign = sort.order === 'asc' ? 1 : -1;
  const text = (a: string, b: string) => (a === b ? 0 : a < b ? -1 : 1);
  const byName = (a: AllWorkspacesRow, b: AllWorkspacesRow) =>
    compareNames(a.name, b.name) || text(a.connectionId, b.connectionId) || text(a.id, b.id);
  /** What is missing comes last in both directions. */
  const known = <T>(a: T | null, b: T | null, order: (a: T, b: T) => number): number => {
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    return sign * order(a, b);
  };
  return (a: AllWorkspacesRow, b: AllWorkspacesRow): number => {
    switch (sort.by) {
      case 'name':
        return sign * compareNames(a.name, b.name) || byName(a, b);
      case 'members':
        return known(a.counts.members, b.counts.members, (one, other) => one - other) || byName(a, b);
      case 'organization': {
        const name = ({ organization }: AllWorkspacesRow) =>
          organization.state === 'known' ? organization.value.name : null;
        return known(name(a), name(b), compareNames) || byName(a, b);
      }
    }
  };
}

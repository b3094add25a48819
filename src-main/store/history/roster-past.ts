import type { Db } from '../database.ts';
import { goneSql } from '../roster/gone-places.ts';
import { invitationFromSql, type InvitationSqlRow } from '../roster/swap-invitations.ts';
import { roleFromSql, type RoleSqlRow } from '../roster/swap-roles.ts';
import { tokenFromSql, type TokenSqlRow } from '../roster/swap-tokens.ts';
import type { WorkspaceSqlRow } from '../roster/workspace-row.ts';
import { createChangedMembers } from './changed-members.ts';
import { invitationFromImage, tokenFromImage } from './images.ts';
import { createKnownSpans } from './known-spans.ts';
import { createPastMembers } from './past-members.ts';
import type { GonePlace, PastList, RosterPast } from './types.ts';

interface At {
  pk: number;
  at: number;
}
type GoneSqlRow = Pick<WorkspaceSqlRow, 'pk' | 'id' | 'name' | 'scope' | 'members_at' | 'tokens_at'> & {
  last_listed_at: number | null;
  missing_since: number;
};

const sql = {
  gone: `select w.pk, w.id, w.name, w.scope, w.members_at, w.tokens_at, g.last_listed_at, g.missing_since
    from workspaces w join gone_places g on g.workspace_pk = w.pk
    where w.connection_id = ${goneSql('?')} order by g.missing_since desc, w.name_key, w.id`,
  roles: 'select * from place_roles where workspace_pk = ? order by name_key, id',
  between: {
    members:
      'select from_at as "from", at from past_members where workspace_pk = @pk and at > @at order by at limit 1',
    tokens: `select from_at as "from", at from past_rows
      where workspace_pk = @pk and list = 'tokens' and at > @at order by at limit 1`,
    invitations: `select from_at as "from", at from past_rows
      where workspace_pk = @pk and list = 'invitations' and at > @at order by at limit 1`,
  },
  rows: `select id, json, min(pk) from past_rows where workspace_pk = @pk and list = @list and at > @at group by id`,
  counts: `select at, members, pending from roster_counts where workspace_pk = @pk and at <= @later
      and at >= coalesce((select max(at) from roster_counts where workspace_pk = @pk and at <= @at), @at)
    order by at`,
  tokens: 'select * from tokens where workspace_pk = ? order by name_key, id',
  invitations: 'select * from invitations where workspace_pk = ? order by email_key, id',
  tokensOf: `select w.id as workspace_id, t.* from tokens t join workspaces w on w.pk = t.workspace_pk
    where w.connection_id = ? and t.owner_id = ? order by w.name_key, t.name_key, t.id`,
};

/** Reads of a roster's past on a read-only connection. */
export function createRosterPast(db: Db): RosterPast {
  const statements = {
    gone: db.prepare<[string], GoneSqlRow>(sql.gone),
    roles: db.prepare<[number], RoleSqlRow>(sql.roles),
    between: {
      members: db.prepare<[At], { from: number; at: number }>(sql.between.members),
      tokens: db.prepare<[At], { from: number; at: number }>(sql.between.tokens),
      invitations: db.prepare<[At], { from: number; at: number }>(sql.between.invitations),
    },
    rows: db.prepare<[At & { list: PastList }], { id: string; json: string | null }>(sql.rows),
    counts: db.prepare<[At & { later: number }], { at: number; members: number; pending: number }>(
      sql.counts,
    ),
    tokens: db.prepare<[number], TokenSqlRow>(sql.tokens),
    invitations: db.prepare<[number], InvitationSqlRow>(sql.invitations),
    tokensOf: db.prepare<[string, string], TokenSqlRow & { workspace_id: string }>(sql.tokensOf),
  };
  const spans = createKnownSpans(db);
  const { pkOf, spansOf, knownAt } = spans;
  const goneFrom = (row: GoneSqlRow): GonePlace => ({
    workspaceId: row.id,
    name: row.name,
    scope: row.scope,
    membersAt: row.members_at,
    tokensAt: row.tokens_at,
    lastListedAt: row.last_listed_at,
    missingSince: row.missing_since,
    roles: statements.roles.all(row.pk).map(roleFromSql),
  });

  /** Today's rows with those put back that changed after `at`. */
  function listAt<T extends { id: string }>(
    pk: number,
    list: PastList,
    at: number,
    today: T[],
    read: (json: string) => T | null,
  ): T[] {
    const before = new Map(statements.rows.all({ pk, list, at }).map(({ id, json }) => [id, json]));
    const same = today.filter(({ id }) => !before.has(id));
    const others = [...before.values()].flatMap((json) => {
      const row = json === null ? null : read(json);
      return row === null ? [] : [row];
    });
    return [...same, ...others];
  }

  return {
    span(ref, list) {
      const pk = pkOf(ref);
      const known = pk === undefined ? [] : spansOf(pk, list);
      const [oldest, newest] = [known[0], known.at(-1)];
      return oldest === undefined || newest === undefined
        ? null
        : { since: oldest.since, until: newest.until };
    },
    moment(ref, list, at) {
      const pk = pkOf(ref);
      const known = pk === undefined ? [] : spansOf(pk, list);
      const [oldest, newest] = [known[0], known.at(-1)];
      const here = known.findLast(({ since }) => since <= at);
      if (pk === undefined || oldest === undefined || newest === undefined || here === undefined) return null;
      const next = statements.between[list].get({ pk, at: knownAt(pk, list, at) });
      return {
        span: { since: oldest.since, until: newest.until },
        knownUntil: here.until,
        unreadable: here.unreadable,
        between: next !== undefined && next.from < knownAt(pk, list, at) ? next : null,
      };
    },
    gonePlace(ref) {
      const place = statements.gone.all(ref.connectionId).find(({ id }) => id === ref.workspaceId);
      return place === undefined ? null : goneFrom(place);
    },
    gonePlaces: (connectionId) => statements.gone.all(connectionId).map(goneFrom),
    ...createPastMembers(db, spans),
    ...createChangedMembers(db, spans),
    tokensAt(ref, at) {
      const pk = pkOf(ref);
      if (pk === undefined) return [];
      const today = statements.tokens.all(pk).map(tokenFromSql);
      return listAt(pk, 'tokens', knownAt(pk, 'tokens', at), today, tokenFromImage);
    },
    invitationsAt(ref, at) {
      const pk = pkOf(ref);
      if (pk === undefined) return [];
      const today = statements.invitations.all(pk).map(invitationFromSql);
      return listAt(pk, 'invitations', knownAt(pk, 'invitations', at), today, invitationFromImage);
    },
    countsBetween(ref, from, to) {
      const pk = pkOf(ref);
      return pk === undefined ? [] : statements.counts.all({ pk, at: from, later: to });
    },
    tokensOf: (connectionId, userId) =>
      statements.tokensOf
        .all(connectionId, userId)
        .map((row) => ({ workspaceId: row.workspace_id, token: tokenFromSql(row) })),
  };
}

import type { WorkspaceRef } from '../../../src-preload/contract/refs.ts';
import type { Db } from '../database.ts';
import { fold } from '../../../src-preload/shared/fold.ts';
import { fromCells } from '../known-cells.ts';
import { memberColumns } from '../roster/member-cells.ts';
import type { MemberSqlRow } from '../roster/member-row.ts';
import { tokenFromSql, type TokenSqlRow } from '../roster/swap-tokens.ts';
import type { MemberRow } from '../../base/records.ts';
import { invitationFromImage, tokenFromImage } from './images.ts';
import { invitationFromSql, type InvitationSqlRow } from '../roster/swap-invitations.ts';
import { goneSql } from '../roster/gone-places.ts';
import { roleFromSql, type RoleSqlRow } from '../roster/swap-roles.ts';
import type { WorkspaceSqlRow } from '../roster/workspace-row.ts';
import { createRosterAt } from './roster-at.ts';
import type { GonePlace, KnownSpan, RosterPast, PastList } from './types.ts';

interface At {
  pk: number;
  at: number;
}
type PastRow = Pick<
  MemberSqlRow,
  | 'user_id'
  | 'email'
  | 'name'
  | 'name_state'
  | 'role'
  | 'status'
  | 'signed_up_at'
  | 'signed_up_at_state'
  | 'entered_at'
  | 'entered_at_state'
>;
type GoneSqlRow = Pick<WorkspaceSqlRow, 'pk' | 'id' | 'name' | 'scope' | 'members_at' | 'tokens_at'> & {
  last_listed_at: number | null;
  missing_since: number;
};
type Side<S extends string> = { [K in keyof PastRow as `${S}_${K}`]: PastRow[K] | null };
type PairRow = {
  user_id: string;
  email_key: string | null;
  had: number;
  later: number | null;
} & Side<'was'> &
  Side<'is'>;

const columns = memberColumns.join(', ');
/** Without the ones that only searching and sorting need. */
const told = memberColumns.filter((column) => !column.endsWith('_key') && column !== 'nameless');

/* The first change after a moment tells what was before it. It is found in the index alone, which holds all that this needs. */
const undone = `undone as materialized (
  select user_id, min(pk) as first from past_members where workspace_pk = @pk and at > @at group by user_id)`;
const rosterAt = `select ${columns} from members m
    where m.workspace_pk = @pk and m.user_id not in (select user_id from undone)
  union all select ${memberColumns.map((column) => `p.${column}`).join(', ')}
    from undone u cross join past_members p where p.pk = u.first and p.present`;
const byName = 'order by nameless, name_key, email_key, user_id';

const sql = {
  pk: `select pk from workspaces where connection_id in (@connectionId, ${goneSql('@connectionId')}) and id = @workspaceId`,
  gone: `select w.pk, w.id, w.name, w.scope, w.members_at, w.tokens_at, g.last_listed_at, g.missing_since
    from workspaces w join gone_places g on g.workspace_pk = w.pk
    where w.connection_id = ${goneSql('?')} order by g.missing_since desc, w.name_key, w.id`,
  roles: 'select * from place_roles where workspace_pk = ? order by name_key, id',
  spans:
    'select since, until, unreadable from known_spans where workspace_pk = ? and list = ? order by since',
  between: {
    members:
      'select from_at as "from", at from past_members where workspace_pk = @pk and at > @at order by at limit 1',
    tokens: `select from_at as "from", at from past_rows
      where workspace_pk = @pk and list = 'tokens' and at > @at order by at limit 1`,
    invitations: `select from_at as "from", at from past_rows
      where workspace_pk = @pk and list = 'invitations' and at > @at order by at limit 1`,
  },
  members: `with ${undone} ${rosterAt} ${byName}`,
  page: (where: string) =>
    `with ${undone} select * from (${rosterAt}) ${where} ${byName} limit @limit offset @offset`,
  count: (where: string) => `with ${undone} select count(*) as n from (${rosterAt}) ${where}`,
  total: `with ${undone}
    select (select count(*) from members where workspace_pk = @pk)
      + coalesce(sum(p.present - exists (
        select 1 from members m where m.workspace_pk = @pk and m.user_id = u.user_id)), 0) as n
    from undone u cross join past_members p where p.pk = u.first`,
  rows: `select id, json, min(pk) from past_rows where workspace_pk = @pk and list = @list and at > @at group by id`,
  /** In the order of the index, which holds all of it; the first change of each is what tells of the time before. */
  touched: `select at, user_id, pk from past_members
    where workspace_pk = @pk and at <= @later and (at, user_id) > (@at, @userId) order by at, user_id limit @limit`,
  touchedCount: `select count(distinct user_id) as n from past_members
    where workspace_pk = @pk and at > @at and at <= @later`,
  pairs: `
    select p.user_id, p.present as had, l.present as later,
      coalesce(case when l.pk is null then m.email_key else l.email_key end, p.email_key) as email_key,
      ${told.map((column) => `p.${column} as was_${column}`).join(', ')},
      ${told
        .map((column) => `case when l.pk is null then m.${column} else l.${column} end as is_${column}`)
        .join(', ')}
    from json_each(@firsts) f cross join past_members p on p.pk = f.value
      left join past_members l on l.pk = (select min(n.pk) from past_members n
        where n.workspace_pk = @pk and n.user_id = p.user_id and n.at > @later)
      left join members m on l.pk is null and m.workspace_pk = @pk and m.user_id = p.user_id`,
  counts: `select at, members, pending from roster_counts where workspace_pk = @pk and at <= @later
      and at >= coalesce((select max(at) from roster_counts where workspace_pk = @pk and at <= @at), @at)
    order by at`,
  tokens: 'select * from tokens where workspace_pk = ? order by name_key, id',
  invitations: 'select * from invitations where workspace_pk = ? order by email_key, id',
  tokensOf: `select w.id as workspace_id, t.* from tokens t join workspaces w on w.pk = t.workspace_pk
    where w.connection_id = ? and t.owner_id = ? order by w.name_key, t.name_key, t.id`,
};

/** So many people are compared at once: some milliseconds. */
const pieceSize = 2000;
/** Behind every user id of the same moment: nothing at that moment itself is asked for. */
const last = '\u{10ffff}';

/** Reads of a roster's past on a read-only connection. */
export function createRosterPast(db: Db): RosterPast {
  const statements = {
    pk: db.prepare<[WorkspaceRef], { pk: number }>(sql.pk),
    gone: db.prepare<[string], GoneSqlRow>(sql.gone),
    roles: db.prepare<[number], RoleSqlRow>(sql.roles),
    spans: db.prepare<[number, PastList], KnownSpan & { unreadable: number }>(sql.spans),
    between: {
      members: db.prepare<[At], { from: number; at: number }>(sql.between.members),
      tokens: db.prepare<[At], { from: number; at: number }>(sql.between.tokens),
      invitations: db.prepare<[At], { from: number; at: number }>(sql.between.invitations),
    },
    members: db.prepare<[At], PastRow>(sql.members),
    total: db.prepare<[At], { n: number }>(sql.total),
    rows: db.prepare<[At & { list: PastList }], { id: string; json: string | null }>(sql.rows),
    touched: db.prepare<
      [At & { later: number; userId: string; limit: number }],
      { at: number; user_id: string; pk: number }
    >(sql.touched),
    touchedCount: db.prepare<[At & { later: number }], { n: number }>(sql.touchedCount),
    pairs: db.prepare<[{ pk: number; later: number; firsts: string }], PairRow>(sql.pairs),
    counts: db.prepare<[At & { later: number }], { at: number; members: number; pending: number }>(
      sql.counts,
    ),
    tokens: db.prepare<[number], TokenSqlRow>(sql.tokens),
    invitations: db.prepare<[number], InvitationSqlRow>(sql.invitations),
    tokensOf: db.prepare<[string, string], TokenSqlRow & { workspace_id: string }>(sql.tokensOf),
  };
  const rosterAt = createRosterAt(db);
  const pkOf = ({ connectionId, workspaceId }: WorkspaceRef) =>
    statements.pk.get({ connectionId, workspaceId })?.pk;
  const spanAt = (pk: number, list: PastList, at: number) =>
    statements.spans.all(pk, list).findLast(({ since }) => since <= at);
  /** Of a time of which nothing is known, the last fetch before it is told. */
  const knownAt = (pk: number, list: PastList, at: number) => Math.min(at, spanAt(pk, list, at)?.until ?? at);
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

  /** The same for every page that somebody scrolls through: counted once. */
  let counted = { key: '', total: 0 };
  /** The same, of those who changed between two moments. */
  let touched = { key: '', total: 0 };
  const totalAt = (pk: number, at: number): number => {
    const key = `${pk}/${at}/${statements.spans.all(pk, 'members').at(-1)?.until}`;
    if (counted.key !== key) counted = { key, total: statements.total.get({ pk, at })?.n ?? 0 };
    return counted.total;
  };

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
      const spans = pk === undefined ? [] : statements.spans.all(pk, list);
      const [oldest, newest] = [spans[0], spans.at(-1)];
      return oldest === undefined || newest === undefined
        ? null
        : { since: oldest.since, until: newest.until };
    },
    moment(ref, list, at) {
      const pk = pkOf(ref);
      const spans = pk === undefined ? [] : statements.spans.all(pk, list);
      const [oldest, newest] = [spans[0], spans.at(-1)];
      const here = spans.findLast(({ since }) => since <= at);
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
    membersAt(ref, at) {
      const pk = pkOf(ref);
      return pk === undefined
        ? []
        : statements.members.all({ pk, at: knownAt(pk, 'members', at) }).map(memberOf);
    },
    *memberPlacesAt(ref, at, words) {
      const pk = pkOf(ref);
      return pk === undefined ? [] : yield* rosterAt.places(pk, knownAt(pk, 'members', at), words);
    },
    membersIn: rosterAt.rows,
    membersPageAt(ref, moment, { words, offset, limit }) {
      const pk = pkOf(ref);
      if (pk === undefined) return { rows: [], matching: 0 };
      const at = knownAt(pk, 'members', moment);
      const { filter, values: bound } = looking(words);
      const values = { ...bound, pk, at };
      const rows = db
        .prepare<[object], PastRow>(sql.page(filter))
        .all({ ...values, offset, limit })
        .map(memberOf);
      const count =
        filter === ''
          ? { n: totalAt(pk, at) }
          : db.prepare<[object], { n: number }>(sql.count(filter)).get(values);
      return { rows, matching: count?.n ?? 0 };
    },
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
    *membersBetween(ref, one, other, size = pieceSize) {
      const pk = pkOf(ref);
      if (pk === undefined) return;
      const [earlier, later] = [knownAt(pk, 'members', one), knownAt(pk, 'members', other)];
      if (later <= earlier) return;
      const firsts = new Map<string, number>();
      let from = { at: earlier, userId: last };
      for (;;) {
        const rows = statements.touched.all({ pk, later, ...from, limit: size * 5 });
        for (const row of rows)
          firsts.set(row.user_id, Math.min(firsts.get(row.user_id) ?? Number.MAX_SAFE_INTEGER, row.pk));
        const end = rows.at(-1);
        if (end === undefined || rows.length < size * 5) break;
        from = { at: end.at, userId: end.user_id };
        yield [];
      }
      const keys = [...firsts.values()];
      for (let at = 0; at < keys.length; at += size)
        yield statements.pairs
          .all({ pk, later, firsts: JSON.stringify(keys.slice(at, at + size)) })
          .map((row) => ({
            userId: row.user_id,
            emailKey: row.email_key ?? '',
            before: before(row),
            after: after(row),
          }));
    },
    changedMembers(ref, one, other) {
      const pk = pkOf(ref);
      if (pk === undefined) return 0;
      const [earlier, later] = [knownAt(pk, 'members', one), knownAt(pk, 'members', other)];
      if (later <= earlier) return 0;
      const key = `${pk}/${earlier}/${later}/${statements.spans.all(pk, 'members').at(-1)?.until}`;
      if (touched.key !== key)
        touched = { key, total: statements.touchedCount.get({ pk, at: earlier, later })?.n ?? 0 };
      return touched.total;
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

/** All words must be in the name or the e-mail. */
function looking(words: readonly string[]): { filter: string; values: Record<string, string> } {
  const looked = words.map(fold).filter((word) => word !== '');
  const where = looked
    .map((_, n) => `(instr(name_key, @w${n}) > 0 or instr(email_key, @w${n}) > 0)`)
    .join(' and ');
  return {
    filter: where === '' ? '' : `where ${where}`,
    values: Object.fromEntries(looked.map((word, n) => [`w${n}`, word])),
  };
}

const memberOf = (row: PastRow): MemberRow => ({
  userId: row.user_id,
  email: row.email,
  name: fromCells(row.name_state, row.name),
  role: row.role,
  status: row.status,
  signedUpAt: fromCells(row.signed_up_at_state, row.signed_up_at),
  enteredAt: fromCells(row.entered_at_state, row.entered_at),
});

const before = (row: PairRow): MemberRow | null =>
  row.had === 0 || row.was_email === null || row.was_role === null || row.was_status === null
    ? null
    : memberOf({
        user_id: row.user_id,
        email: row.was_email,
        name: row.was_name,
        name_state: row.was_name_state ?? 0,
        role: row.was_role,
        status: row.was_status,
        signed_up_at: row.was_signed_up_at,
        signed_up_at_state: row.was_signed_up_at_state ?? 0,
        entered_at: row.was_entered_at,
        entered_at_state: row.was_entered_at_state ?? 0,
      });

const after = (row: PairRow): MemberRow | null =>
  row.later === 0 || row.is_email === null || row.is_role === null || row.is_status === null
    ? null
    : memberOf({
        user_id: row.user_id,
        email: row.is_email,
        name: row.is_name,
        name_state: row.is_name_state ?? 0,
        role: row.is_role,
        status: row.is_status,
        signed_up_at: row.is_signed_up_at,
        signed_up_at_state: row.is_signed_up_at_state ?? 0,
        entered_at: row.is_entered_at,
        entered_at_state: row.is_entered_at_state ?? 0,
      });

import type { Db } from './database.ts';
import { fold } from '../../src-preload/contract/fold.ts';
import { fromCells, stateCell, valueCell } from './known-cells.ts';
import { mostStrays, smallRoster } from './member-base.ts';
import { createGrams, tooShort } from './member-grams.ts';
import { createSpans, type Step } from './time/keep-past.ts';
import type { Difference, Earlier, FetchMeta, MemberRow } from './types.ts';

const columns = [
  'user_id',
  'email',
  'email_key',
  'name',
  'name_state',
  'nameless',
  'name_key',
  'role',
  'status',
  'signed_up_at',
  'signed_up_at_state',
  'entered_at',
  'entered_at_state',
];
const list = columns.join(', ');
const data = columns.slice(1);
const byEmail = 'order by s.email_key, s.user_id';
const changed =
  'from temp.touched t join members m on m.pk = t.pk join temp.staged s on s.user_id = m.user_id where not t.gone';
const notStored = `from temp.staged s
  where not exists (select 1 from members m where m.workspace_pk = @workspace and m.user_id = s.user_id)`;

/** What is told of one who joined or left, beside their role. */
const image = (alias: string) =>
  ['name', 'name_state', 'status', 'signed_up_at', 'signed_up_at_state']
    .map((column) => `${alias}.${column}`)
    .join(', ');

const sql = {
  /** Both in memory (`temp_store`), filled and emptied within one swap. */
  tables: `
    create temp table staged (${columns.join(', ')}, primary key (user_id)) without rowid;
    create temp table touched (
      pk integer primary key, gone integer not null, reindex integer not null, user_id text not null
    );`,
  stage: `insert into temp.staged (${list}) values (${columns.map(() => '?').join(', ')})`,
  stored: 'select count(*) as n from members where workspace_pk = ?',
  /** One walk along the stored rows finds all that is gone or differs; cross join keeps it from walking the other way. */
  touch: `insert into temp.touched
    select m.pk, s.user_id is null, s.user_id is null or m.name_key <> s.name_key or m.email_key <> s.email_key,
      m.user_id
    from members m left join temp.staged s on s.user_id = m.user_id
    where m.workspace_pk = ? and (s.user_id is null or ${data.map((column) => `m.${column} is not s.${column}`).join(' or ')})`,
  gone: `select m.user_id, m.email, m.role as before, null as after, ${image('m')}
    from temp.touched t join members m on m.pk = t.pk where t.gone order by m.email_key, m.user_id`,
  role: `select s.user_id, s.email, m.role as before, s.role as after ${changed} and m.role <> s.role ${byEmail}`,
  status: `select s.user_id, s.email, m.status as before, s.status as after ${changed} and m.status <> s.status ${byEmail}`,
  joined: `select s.user_id, s.email, null as before, s.role as after, ${image('s')} ${notStored} ${byEmail}`,
  past: `insert into past_members (workspace_pk, from_at, at, present, ${list})
    select @workspace, @from, @at, 1, ${columns.map((column) => `m.${column}`).join(', ')}
    from temp.touched t join members m on m.pk = t.pk`,
  /** Those who weren't there before: inserted after this pk. */
  pastAbsent: `insert into past_members (workspace_pk, from_at, at, present, user_id)
    select @workspace, @from, @at, 0, user_id from members where pk > @before`,
  lastCounts: 'select members, pending from roster_counts where workspace_pk = ? order by at desc limit 1',
  newCounts: 'select member_count as members, pending_count as pending from workspaces where pk = ?',
  keepCounts: `insert into roster_counts (workspace_pk, at, members, pending) values (?, ?, ?, ?)
    on conflict do update set members = excluded.members, pending = excluded.pending`,
  apply: [
    // An entry leaves the full-text index by giving it the old text, so this comes before the text changes.
    `insert into members_fts (members_fts, rowid, name_key, email_key)
      select 'delete', m.pk, m.name_key, m.email_key from members m
      where m.pk in (select pk from temp.touched where reindex)`,
    'delete from members where pk in (select pk from temp.touched where gone)',
    // The plus keeps it from walking all members of all rosters, with a look-up of each among the touched.
    `update members as m set ${data.map((column) => `${column} = s.${column}`).join(', ')},
        stray = case when t.reindex then 1 else m.stray end
      from temp.touched t cross join temp.staged s
      where m.pk = +t.pk and s.user_id = t.user_id`,
    `insert into members_fts (rowid, name_key, email_key)
      select m.pk, m.name_key, m.email_key from members m
      where m.pk in (select pk from temp.touched where reindex and not gone)`,
  ],
  top: 'select max(pk) as pk from members',
  strays: 'select count(*) as n from members where workspace_pk = ? and stray = 1',
  reindexed: 'select count(*) as n from temp.touched where reindex and not gone',
  clear: [
    `insert into members_fts (members_fts, rowid, name_key, email_key)
      select 'delete', pk, name_key, email_key from members where workspace_pk = ?`,
    'delete from members where workspace_pk = ?',
  ],
  /** In the order of the default sorting: see 0004-order.ts. */
  insert: `insert into members (workspace_pk, stray, ${list})
    select @workspace, @stray or length(s.name_key) between 1 and 2 or length(s.email_key) between 1 and 2,
      ${columns.map((column) => `s.${column}`).join(', ')} ${notStored}
    order by s.nameless, s.name_key, s.email_key, s.user_id`,
  index: `insert into members_fts (rowid, name_key, email_key)
    select pk, name_key, email_key from members where pk > ?`,
  /** Counted here, where the rows are in memory, and not at every look at an overview. */
  byRole: [
    'delete from member_counts where workspace_pk = @workspace',
    `insert into member_counts (workspace_pk, role, status, count)
      select @workspace, role, status, count(*) from temp.staged group by role, status`,
  ],
  counts: `update workspaces set
      member_count = (select count(*) from temp.staged),
      pending_count = (select count(*) from temp.staged where status = 'pending'),
      stray_count = (select count(*) from members where workspace_pk = @workspace and stray = 1)
    where pk = @workspace`,
  base: `update workspaces set base_from = @from, base_named_to = @namedTo, base_to = @to where pk = @workspace`,
};

interface SubjectRow {
  user_id: string;
  email: string;
  before: string | null;
  after: string | null;
}
interface WholeRow extends SubjectRow {
  name: string | null;
  name_state: number;
  status: MemberRow['status'];
  signed_up_at: number | null;
  signed_up_at_state: number;
}
interface Counts {
  members: number;
  pending: number;
}

/**
 * The swap of a roster, to be run inside a transaction. Only what differs is written: a refresh without changes costs a comparison.
 * `rows` has each user once, ordered by user id (in another order the same takes several times as long).
 */
export function createMemberSwap(db: Db) {
  db.exec(sql.tables);
  const stage = db.prepare(sql.stage);
  const stored = db.prepare<[number], { n: number }>(sql.stored);
  const touch = db.prepare<[number]>(sql.touch);
  const gone = db.prepare<[], WholeRow>(sql.gone);
  const role = db.prepare<[], SubjectRow>(sql.role);
  const status = db.prepare<[], SubjectRow>(sql.status);
  const joined = db.prepare<[{ workspace: number }], WholeRow>(sql.joined);
  const spans = createSpans(db);
  const past = db.prepare<[Step & { workspace: number }]>(sql.past);
  const pastAbsent = db.prepare<[Step & { workspace: number; before: number }]>(sql.pastAbsent);
  const lastCounts = db.prepare<[number], Counts>(sql.lastCounts);
  const newCounts = db.prepare<[number], Counts>(sql.newCounts);
  const keepCounts = db.prepare<[number, number, number, number]>(sql.keepCounts);
  const apply = sql.apply.map((text) => db.prepare<[]>(text));
  const top = db.prepare<[], { pk: number | null }>(sql.top);
  const strays = db.prepare<[number], { n: number }>(sql.strays);
  const reindexed = db.prepare<[], { n: number }>(sql.reindexed);
  const clearAll = sql.clear.map((text) => db.prepare<[number]>(text));
  const base = db.prepare<[{ workspace: number; from: number; namedTo: number; to: number }]>(sql.base);
  const grams = createGrams(db);
  const insert = db.prepare<[{ workspace: number; stray: number }]>(sql.insert);
  const index = db.prepare<[number]>(sql.index);
  const byRole = sql.byRole.map((text) => db.prepare<[{ workspace: number }]>(text));
  const counts = db.prepare<[{ workspace: number }]>(sql.counts);
  const clear = ['delete from temp.staged', 'delete from temp.touched'].map((text) => db.prepare<[]>(text));

  /** Inserts what is staged and not stored: as strays, or as the base of a roster that has no rows. Gives the highest key before. */
  const insertStaged = (workspace: number, laid: { count: number; named: number } | null): number => {
    const before = top.get()?.pk ?? 0;
    insert.run({ workspace, stray: laid === null ? 1 : 0 });
    index.run(before);
    if (laid !== null)
      base.run({ workspace, from: before + 1, namedTo: before + laid.named, to: before + laid.count });
    return before;
  };

  return (
    workspace: number,
    workspaceId: string,
    rows: readonly MemberRow[],
    earlier: Earlier | null,
    meta: FetchMeta,
  ): Difference[] => {
    const texts: string[] = [];
    let named = 0;
    let short = 0;
    for (const row of rows) {
      const name = valueCell(row.name);
      const nameKey = name === null ? '' : fold(name);
      const emailKey = fold(row.email);
      if (name !== null) named += 1;
      if (tooShort(nameKey) || tooShort(emailKey)) short += 1;
      texts.push(nameKey, emailKey);
      stage.run(
        row.userId,
        row.email,
        emailKey,
        name,
        stateCell(row.name),
        name === null ? 1 : 0,
        nameKey,
        row.role,
        row.status,
        valueCell(row.signedUpAt),
        stateCell(row.signedUpAt),
        valueCell(row.enteredAt),
        stateCell(row.enteredAt),
      );
    }
    const differences: Difference[] = [];
    const add = (kind: Difference['kind'], found: SubjectRow[]) => {
      for (const row of found)
        differences.push({
          kind,
          workspaceId,
          subjectId: row.user_id,
          subject: row.email,
          before: row.before,
          after: row.after,
          personId: row.user_id,
          row: null,
        });
    };
    const addWhole = (kind: Difference['kind'], found: WholeRow[]) => {
      for (const row of found)
        differences.push({
          kind,
          workspaceId,
          subjectId: row.user_id,
          subject: row.email,
          before: row.before,
          after: row.after,
          personId: row.user_id,
          row: JSON.stringify({
            name: fromCells(row.name_state, row.name),
            status: row.status,
            signedUpAt: fromCells(row.signed_up_at_state, row.signed_up_at),
          }),
        });
    };
    const storedBefore = stored.get(workspace)?.n ?? 0;
    touch.run(workspace);
    if (earlier !== null) {
      // A record that could not be read, then or now, may be the very one that seems to be new or gone.
      if (earlier.unreadable === 0) addWhole('member.joined', joined.all({ workspace }));
      if (meta.unreadable === 0) addWhole('member.left', gone.all());
      add('member.role', role.all());
      add('member.status', status.all());
    }
    const step = spans(workspace, 'members', earlier, meta);
    if (step !== null) past.run({ ...step, workspace });
    const renamed = reindexed.get()?.n ?? 0;
    for (const statement of apply) statement.run();
    const come = rows.length - (stored.get(workspace)?.n ?? 0);
    if (come > 0 || storedBefore === 0) {
      const before = insertStaged(workspace, storedBefore === 0 ? { count: rows.length, named } : null);
      if (step !== null) pastAbsent.run({ ...step, workspace, before });
    }
    // Short names stay strays however they are laid out.
    const astray = (strays.get(workspace)?.n ?? 0) - short;
    if (rows.length > smallRoster && (astray > mostStrays || astray > rows.length / 2)) {
      for (const statement of clearAll) statement.run(workspace);
      insertStaged(workspace, { count: rows.length, named });
    }
    if (come > 0 || renamed > 0) grams.addAll(texts);
    for (const statement of byRole) statement.run({ workspace });
    counts.run({ workspace });
    const was = lastCounts.get(workspace);
    const is = newCounts.get(workspace);
    if (is !== undefined && (was?.members !== is.members || was.pending !== is.pending))
      keepCounts.run(workspace, step?.at ?? meta.finishedAt, is.members, is.pending);
    for (const statement of clear) statement.run();
    return differences;
  };
}

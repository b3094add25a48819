import type { Db } from './database.ts';
import { fold } from './fold.ts';
import { stateCell, valueCell } from './known-cells.ts';
import type { Difference, FetchMeta, MemberRow } from './types.ts';

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
];
const list = columns.join(', ');
const data = columns.slice(1);
const byEmail = 'order by s.email_key, s.user_id';
const changed =
  'from temp.touched t join members m on m.pk = t.pk join temp.staged s on s.user_id = m.user_id where not t.gone';
const notStored = `from temp.staged s
  where not exists (select 1 from members m where m.workspace_pk = @workspace and m.user_id = s.user_id)`;

const sql = {
  /** Both in memory (`temp_store`), filled and emptied within one swap. */
  tables: `
    create temp table staged (${columns.join(', ')}, primary key (user_id)) without rowid;
    create temp table touched (pk integer primary key, gone integer not null, reindex integer not null);`,
  stage: `insert into temp.staged (${list}) values (${columns.map(() => '?').join(', ')})`,
  stored: 'select count(*) as n from members where workspace_pk = ?',
  /** One walk along the stored rows finds all that is gone or differs; cross join keeps it from walking the other way. */
  touch: `insert into temp.touched
    select m.pk, s.user_id is null, s.user_id is null or m.name_key <> s.name_key or m.email_key <> s.email_key
    from members m left join temp.staged s on s.user_id = m.user_id
    where m.workspace_pk = ? and (s.user_id is null or ${data.map((column) => `m.${column} is not s.${column}`).join(' or ')})`,
  gone: `select m.user_id, m.email, null as before, null as after
    from temp.touched t join members m on m.pk = t.pk where t.gone order by m.email_key, m.user_id`,
  role: `select s.user_id, s.email, m.role as before, s.role as after ${changed} and m.role <> s.role ${byEmail}`,
  status: `select s.user_id, s.email, m.status as before, s.status as after ${changed} and m.status <> s.status ${byEmail}`,
  joined: `select s.user_id, s.email, null as before, null as after ${notStored} ${byEmail}`,
  apply: [
    // An entry leaves the full-text index by giving it the old text, so this comes before the text changes.
    `insert into members_fts (members_fts, rowid, name_key, email_key)
      select 'delete', m.pk, m.name_key, m.email_key from members m
      where m.pk in (select pk from temp.touched where reindex)`,
    'delete from members where pk in (select pk from temp.touched where gone)',
    `update members as m set ${data.map((column) => `${column} = s.${column}`).join(', ')}
      from temp.touched t cross join temp.staged s
      where m.pk = t.pk and s.user_id = m.user_id`,
    `insert into members_fts (rowid, name_key, email_key)
      select m.pk, m.name_key, m.email_key from members m
      where m.pk in (select pk from temp.touched where reindex and not gone)`,
  ],
  top: 'select max(pk) as pk from members',
  /** In the order of the default sorting, so that a page of it lies together on disk. */
  insert: `insert into members (workspace_pk, ${list})
    select @workspace, ${columns.map((column) => `s.${column}`).join(', ')} ${notStored}
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
      pending_count = (select count(*) from temp.staged where status = 'pending')
    where pk = ?`,
};

interface SubjectRow {
  user_id: string;
  email: string;
  before: string | null;
  after: string | null;
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
  const gone = db.prepare<[], SubjectRow>(sql.gone);
  const role = db.prepare<[], SubjectRow>(sql.role);
  const status = db.prepare<[], SubjectRow>(sql.status);
  const joined = db.prepare<[{ workspace: number }], SubjectRow>(sql.joined);
  const apply = sql.apply.map((text) => db.prepare<[]>(text));
  const top = db.prepare<[], { pk: number | null }>(sql.top);
  const insert = db.prepare<[{ workspace: number }]>(sql.insert);
  const index = db.prepare<[number]>(sql.index);
  const byRole = sql.byRole.map((text) => db.prepare<[{ workspace: number }]>(text));
  const counts = db.prepare<[number]>(sql.counts);
  const clear = ['delete from temp.staged', 'delete from temp.touched'].map((text) => db.prepare<[]>(text));

  return (
    workspace: number,
    workspaceId: string,
    rows: readonly MemberRow[],
    earlier: { unreadable: number } | null,
    meta: FetchMeta,
  ): Difference[] => {
    for (const row of rows) {
      const name = valueCell(row.name);
      stage.run(
        row.userId,
        row.email,
        fold(row.email),
        name,
        stateCell(row.name),
        name === null ? 1 : 0,
        name === null ? '' : fold(name),
        row.role,
        row.status,
        valueCell(row.signedUpAt),
        stateCell(row.signedUpAt),
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
        });
    };
    const storedBefore = stored.get(workspace)?.n ?? 0;
    touch.run(workspace);
    if (earlier !== null) {
      // A record that could not be read, then or now, may be the very one that seems to be new or gone.
      if (earlier.unreadable === 0) add('member.joined', joined.all({ workspace }));
      if (meta.unreadable === 0) add('member.left', gone.all());
      add('member.role', role.all());
      add('member.status', status.all());
    }
    for (const statement of apply) statement.run();
    const stays = stored.get(workspace)?.n ?? 0;
    if (rows.length > stays || storedBefore === 0) {
      const before = top.get()?.pk ?? 0;
      insert.run({ workspace });
      index.run(before);
    }
    for (const statement of byRole) statement.run({ workspace });
    counts.run(workspace);
    for (const statement of clear) statement.run();
    return differences;
  };
}

import type { Db } from '../database.ts';
import { fromCells } from '../known-cells.ts';
import { createMemberFill } from './fill-members.ts';
import { isSame, memberColumns as columns, type MemberCellList } from './member-cells.ts';
import { createSpans } from '../history/keep-past.ts';
import type { Step, Difference } from '../history/types.ts';
import type { Earlier, FetchMeta } from './types.ts';
import type { MemberRow } from '../../base/records.ts';

const list = columns.join(', ');
const data = columns.slice(1);
const byEmail = 'order by s.email_key, s.user_id';
const changed =
  'from temp.touched t join members m on m.pk = t.pk join temp.staged s on s.user_id = m.user_id where not t.gone';
const notStored = `from temp.staged s
  where not exists (select 1 from members m where m.workspace_pk = @workspace and m.user_id = s.user_id)`;

/** What is recorded of a member who joined or left, beside their role. */
const image = (alias: string) =>
  ['name', 'name_state', 'status', 'signed_up_at', 'signed_up_at_state']
    .map((column) => `${alias}.${column}`)
    .join(', ');

const sql = {
  /** Both in memory (`temp_store`), filled and emptied within one swap. */
  tables: `
    create temp table staged (${columns.join(', ')}, primary key (user_id)) without rowid;
    create temp table touched (pk integer primary key, gone integer not null, user_id text not null);`,
  stage: `insert into temp.staged (${list}) values (${columns.map(() => '?').join(', ')})`,
  stored: 'select count(*) as n from members where workspace_pk = ?',
  /** By user id, in which a big roster lies in the file: in another order each row of a million decrypts a page of its own. */
  all: `select pk, ${list} from members where workspace_pk = ? order by user_id`,
  touch: 'insert into temp.touched (pk, gone, user_id) values (?, ?, ?)',
  gone: `select m.user_id, m.email, m.role as before, null as after, ${image('m')}
    from temp.touched t join members m on m.pk = t.pk where t.gone order by m.email_key, m.user_id`,
  // What isn't reported now has not changed for that, nor has what wasn't before.
  role: `select s.user_id, s.email, m.role as before, s.role as after ${changed} and m.role <> s.role
    and m.role <> '' and s.role <> '' ${byEmail}`,
  status: `select s.user_id, s.email, m.status as before, s.status as after ${changed} and m.status <> s.status
    and 'not-reported' not in (m.status, s.status) ${byEmail}`,
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
    'delete from members where pk in (select pk from temp.touched where gone)',
    // The plus keeps it from walking all members of all rosters, with a look-up of each among the touched.
    `update members as m set ${data.map((column) => `${column} = s.${column}`).join(', ')}
      from temp.touched t cross join temp.staged s
      where m.pk = +t.pk and s.user_id = t.user_id`,
  ],
  top: 'select max(pk) as pk from members',
  insert: `insert into members (workspace_pk, ${list})
    select @workspace, ${columns.map((column) => `s.${column}`).join(', ')} ${notStored}
    order by s.nameless, s.name_key, s.email_key, s.user_id`,
  /** Counted here, where the rows are in memory, and not at every look at an overview. */
  clearByRole: 'delete from member_counts where workspace_pk = ?',
  byRole: 'insert into member_counts (workspace_pk, role, status, count) values (?, ?, ?, ?)',
  counts: 'update workspaces set member_count = @members, pending_count = @pending where pk = @workspace',
  stamp: 'update workspaces set members_stamp = abs(random() % 9007199254740991) where pk = @workspace',
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
 * `cells` has each user once.
 */
export function createMemberSwap(db: Db) {
  db.exec(sql.tables);
  const stage = db.prepare<MemberCellList>(sql.stage);
  const stored = db.prepare<[number], { n: number }>(sql.stored);
  const all = db.prepare<[number], [pk: number, ...MemberCellList]>(sql.all).raw();
  const touch = db.prepare<[number, number, string]>(sql.touch);
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
  const fill = createMemberFill(db);
  const insert = db.prepare<[{ workspace: number }]>(sql.insert);
  const clearByRole = db.prepare<[number]>(sql.clearByRole);
  const byRole = db.prepare<[number, string, string, number]>(sql.byRole);
  const counts = db.prepare<[{ workspace: number; members: number; pending: number }]>(sql.counts);
  const stamp = db.prepare<[{ workspace: number }]>(sql.stamp);
  const clear = ['delete from temp.staged', 'delete from temp.touched'].map((text) => db.prepare<[]>(text));

  /** One walk along the stored rows finds all that is gone or differs; what is new or differs is staged. Gives how many it touches. */
  const compare = (workspace: number, cells: readonly MemberCellList[]): number => {
    const fetched = new Map(cells.map((row) => [row[0], row]));
    const touched: [pk: number, gone: number, userId: string][] = [];
    const staged: MemberCellList[] = [];
    // Nothing can be written while rows are still coming.
    for (const was of all.iterate(workspace)) {
      const [pk, userId] = was;
      const is = fetched.get(userId);
      fetched.delete(userId);
      if (is === undefined) touched.push([pk, 1, userId]);
      else if (!isSame(was, is)) {
        touched.push([pk, 0, userId]);
        staged.push(is);
      }
    }
    for (const row of touched) touch.run(...row);
    for (const row of staged) stage.run(...row);
    for (const row of fetched.values()) stage.run(...row);
    return touched.length;
  };
  /** Keeps how many there were at which time, where that has changed. */
  const rememberCounts = (workspace: number, at: number): void => {
    const was = lastCounts.get(workspace);
    const is = newCounts.get(workspace);
    if (is !== undefined && (was?.members !== is.members || was.pending !== is.pending))
      keepCounts.run(workspace, at, is.members, is.pending);
  };
  /** Counted here, where the rows are in memory, and not at every look at an overview. */
  const count = (workspace: number, cells: readonly MemberCellList[]): void => {
    const found = new Map<string, { role: string; status: string; count: number }>();
    let pending = 0;
    for (const [, , , , , , , role, status] of cells) {
      const key = `${status} ${role}`;
      const one = found.get(key) ?? { role, status, count: 0 };
      one.count += 1;
      found.set(key, one);
      if (status === 'pending') pending += 1;
    }
    clearByRole.run(workspace);
    for (const one of found.values()) byRole.run(workspace, one.role, one.status, one.count);
    counts.run({ workspace, members: cells.length, pending });
  };

  /** The list is what it was: that is all there is to say of it. */
  const confirm = (workspace: number, earlier: Earlier, meta: FetchMeta): void => {
    const step = spans(workspace, 'members', earlier, meta);
    rememberCounts(workspace, step?.at ?? meta.finishedAt);
  };
  const swap = (
    workspace: number,
    workspaceId: string,
    cells: readonly MemberCellList[],
    earlier: Earlier | null,
    meta: FetchMeta,
  ): Difference[] => {
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
    const isFirst = (stored.get(workspace)?.n ?? 0) === 0;
    // Nobody was there, so nothing has to be staged to be compared, unless they are told as having joined.
    if (isFirst && earlier !== null) for (const row of cells) stage.run(...row);
    const touched = isFirst ? 0 : compare(workspace, cells);
    if (earlier !== null) {
      // A record that could not be read, then or now, may be the very one that seems to be new or gone.
      if (earlier.unreadable === 0) addWhole('member.joined', joined.all({ workspace }));
      if (meta.unreadable === 0) addWhole('member.left', gone.all());
      add('member.role', role.all());
      add('member.status', status.all());
    }
    const step = spans(workspace, 'members', earlier, meta);
    if (step !== null) past.run({ ...step, workspace });
    for (const statement of apply) statement.run();
    const come = cells.length - (isFirst ? 0 : (stored.get(workspace)?.n ?? 0));
    if (come > 0) {
      const before = top.get()?.pk ?? 0;
      if (isFirst) fill(workspace, cells);
      else insert.run({ workspace });
      if (step !== null) pastAbsent.run({ ...step, workspace, before });
    }
    if (come + touched > 0) stamp.run({ workspace });
    count(workspace, cells);
    rememberCounts(workspace, step?.at ?? meta.finishedAt);
    for (const statement of clear) statement.run();
    return differences;
  };
  return { swap, confirm };
}

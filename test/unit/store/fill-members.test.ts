import { expect, it, vi } from 'vitest';
import { join } from 'node:path';
import { openDatabase, prepareForWriting, type Db } from '../../../src-main/store/database.ts';
import { knownValue, none } from '../../../src-preload/shared/known.ts';
import type { MemberRow } from '../../../src-main/base/records.ts';
import { migrate } from '../../../src-main/store/open/migrate.ts';
import { rosterMigrations } from '../../../src-main/store/open/migrations/roster.ts';
import { createMemberFill } from '../../../src-main/store/roster/fill-members.ts';
import { cellsOf, packMember } from '../../../src-main/store/roster/member-cells.ts';
import { createRosterReader } from '../../../src-main/store/roster/roster-reader.ts';
import { createRosterWriter } from '../../../src-main/store/roster/roster-writer.ts';
import { createRosterSearch } from '../../../src-main/store/search/roster-search.ts';
import {
  memberRow,
  membersQuery,
  meta,
  onEnd,
  open,
  raw,
  rosterKey,
  temporaryFolder,
  value,
  workspaceRow,
} from './support.ts';
import { nameKeyOf } from '../../../src-preload/shared/name-order.ts';

/* A big roster that comes for the first time is put in beside the indexes of the table. */

const connectionId = 'c1';
/** What counts as big here. */
const many = 100;
const at = (workspaceId: string) => ({ connectionId, workspaceId });

function openRoster() {
  const file = join(temporaryFolder(), 'roster.db');
  const db = openDatabase(file, rosterKey, { readonly: false });
  onEnd(() => void db.close());
  prepareForWriting(db, 'NORMAL');
  migrate(db, rosterMigrations, () => undefined);
  // A connection of its own, opened before the swap, as the readers of the app are.
  const readerDb = openDatabase(file, rosterKey, { readonly: true });
  onEnd(() => void readerDb.close());
  const work = createRosterWriter(db, new Set());
  value(work.swapWorkspaces(connectionId, [workspaceRow('small'), workspaceRow('big')], meta(1)));
  const { pk } = db.prepare<[], { pk: number }>(`select pk from workspaces where id = 'big'`).get() ?? {
    pk: -1,
  };
  const fill = createMemberFill(db, many);
  const count = db.prepare<[number, number]>('update workspaces set member_count = ? where pk = ?');
  const fillBig = db.transaction((rows: readonly MemberRow[]) => {
    fill(pk, rows.map(packMember).map(cellsOf));
    count.run(rows.length, pk);
  });
  return { db, work, fillBig, search: createRosterSearch(readerDb, createRosterReader(readerDb)) };
}

/** In no order by id, name or e-mail. */
const people = (count: number): MemberRow[] =>
  Array.from({ length: count }, (_, n) => {
    const mixed = (n * 7919) % count;
    return memberRow(`U${mixed}`, {
      name: mixed % 50 === 0 ? none : knownValue(`Name ${(mixed * 31) % count}`),
      email: `${String((mixed * 13) % count).padStart(5, '0')}@example.com`,
    });
  });

const indexesOf = (db: Db) =>
  db
    .prepare<[], { name: string; sql: string | null }>(
      `select name, sql from sqlite_schema where type = 'index' and tbl_name = 'members' order by name`,
    )
    .all();
const integrityOf = (db: Db) => db.pragma('integrity_check', { simple: true });

it('a big first roster leaves the table with the indexes that it had, and other rosters as they were', () => {
  const { db, work, fillBig, search } = openRoster();
  const before = indexesOf(db);
  value(work.swapMembers(at('small'), [memberRow('Ana'), memberRow('Ben')], meta(1)));
  search.membersPage(at('small'), membersQuery('ana'));
  fillBig(people(many + 1));
  work.finishSwaps();
  expect(indexesOf(db)).toEqual(before);
  expect(integrityOf(db)).toBe('ok');
  const small = search.membersPage(at('small'), membersQuery('an'));
  expect(small.rows.map(({ userId }) => userId)).toEqual(['Ana']);
});

it('a big first roster is found by name and e-mail, and in the order of the names', () => {
  const { fillBig, search } = openRoster();
  const rows = people(many + 49);
  fillBig(rows);
  const all = search.membersPage(at('big'), { ...membersQuery(''), limit: rows.length });
  const nameOf = ({ name }: MemberRow) => (name.state === 'known' ? nameKeyOf(name.value) : '\u{10ffff}');
  const key = (row: MemberRow) => `${nameOf(row)}\n${row.email}`;
  expect(all.rows.map(({ userId }) => userId)).toEqual(
    rows.toSorted((a, b) => (key(a) < key(b) ? -1 : 1)).map(({ userId }) => userId),
  );
  const [first] = rows;
  const found = search.membersPage(at('big'), membersQuery(`email:${first?.email ?? ''}`));
  expect(found.rows.map(({ userId }) => userId)).toEqual([first?.userId]);
});

it('a big first roster is in the order of the e-mails before their index is made, and after it', () => {
  const { work, fillBig, search } = openRoster();
  const rows = people(many + 49);
  fillBig(rows);
  const byEmail = { ...membersQuery(''), sort: { by: 'email', order: 'asc' }, limit: rows.length } as const;
  const emails = () => search.membersPage(at('big'), byEmail).rows.map(({ email }) => email);
  const expected = rows.map(({ email }) => email).sort();
  expect(emails()).toEqual(expected);
  work.finishSwaps();
  expect(emails()).toEqual(expected);
});

it('an index of e-mails that an earlier session left out is made when the store is opened', async () => {
  const folder = temporaryFolder();
  const first = await open(folder);
  await first.close();
  const rosterFile = join(folder, 'roster.db');
  raw(rosterFile, rosterKey).exec('drop index members_by_email');
  await open(folder);
  const db = raw(rosterFile, rosterKey);
  const names = () => indexesOf(db).map(({ name }) => name);
  await vi.waitFor(() => expect(names()).toContain('members_by_email'), { timeout: 15_000 });
});

it('a first roster that is smaller than the others is added to the indexes', () => {
  const { db, work, fillBig, search } = openRoster();
  const before = indexesOf(db);
  value(work.swapMembers(at('small'), people(many * 2), meta(1)));
  fillBig(people(many));
  expect(indexesOf(db)).toEqual(before);
  expect(integrityOf(db)).toBe('ok');
  expect(search.membersPage(at('big'), membersQuery('email:00007')).rows).toHaveLength(1);
});

it('a big first roster that fails half-way leaves nothing of itself, and the indexes', () => {
  const { db, fillBig } = openRoster();
  const before = indexesOf(db);
  db.exec(`create temp trigger failing before update of member_count on workspaces
    begin select raise(abort, 'the disk is full'); end`);
  expect(() => fillBig(people(many))).toThrow('the disk is full');
  db.exec('drop trigger failing');
  expect(indexesOf(db)).toEqual(before);
  expect(db.prepare('select count(*) as n from members').get()).toEqual({ n: 0 });
  fillBig(people(many));
  expect(integrityOf(db)).toBe('ok');
});

it('a swap checks again afterwards that rows belong to a place', () => {
  const { db, work } = openRoster();
  value(work.swapMembers(at('big'), people(10), meta(1)));
  expect(db.pragma('foreign_keys', { simple: true })).toBe(1);
});

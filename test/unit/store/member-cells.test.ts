import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { byName, cellsOf, packMember } from '../../../src-main/store/roster/member-cells.ts';
import { knownValue, none } from '../../../src-preload/shared/known.ts';
import { memberRow } from './support.ts';

it.each([
  ['plain names', ['Dov', 'ana', 'Ána', 'ana b', 'Z', '']],
  // By their halves' codes they would come before U+FF21, by their code points they come after it.
  ['characters outside the first plane', ['\u{10400}', '\u{10428}x', 'Ａ', 'ｚ', 'ﬀ', '𝒜', 'a']],
])('it lays out %s in SQLite’s own order', (_, names) => {
  const rows = names.map((name, n) =>
    cellsOf(packMember(memberRow(`U${n}`, { name: name === '' ? none : knownValue(name) }))),
  );
  const db = new Database(':memory:');
  db.exec('create table rows (nameless, name_key, email_key, user_id)');
  const insert = db.prepare('insert into rows values (?, ?, ?, ?)');
  for (const row of rows) insert.run(row[5], row[6], row[2], row[0]);
  const order = db
    .prepare<[], string>('select user_id from rows order by nameless, name_key, email_key, user_id')
    .pluck();
  expect(byName(rows).map(([userId]) => userId)).toEqual(order.all());
  db.close();
});

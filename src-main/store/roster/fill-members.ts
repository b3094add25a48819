import type { Db } from '../database.ts';
import { byName, byUser, memberColumns, type MemberCellList } from './member-cells.ts';

type Cell = string | number | null;

const columns = ['workspace_pk', ...memberColumns];
const insertSql = (rows: number): string =>
  `insert into members (${columns.join(', ')}) values ${Array<string>(rows)
    .fill(`(${columns.map(() => '?').join(', ')})`)
    .join(', ')}`;

/** So many rows are inserted at once: a statement for each would cost more than what it does. */
const together = 50;
/**
 * From so many rows on the indexes are made again. Of smaller rosters the rows that are shown together lie together in the file, which is
 * worth more: each time one is opened for the first time, a page of it is read faster.
 */
const manyRows = 50_000;

/**
 * Only an order by e-mail uses it, so after a fill it is made when the list is shown already (`createLateIndexes`). Until then such an order
 * sorts; a migration has to expect that it is missing.
 */
const lateIndex = 'members_by_email';

/**
 * Inserts the first members of a place, to be run inside a transaction. Where they are most of the table, its indexes are dropped before and
 * made again afterwards, which sorts the rows for each (that of the e-mails later): adding rows to three indexes in turn reads and writes
 * all over the file. Only the unique one of the user ids can't be dropped; by user id, rows are added at its end.
 */
export function createMemberFill(db: Db, many = manyRows) {
  const insertTogether = db.prepare<[Cell[]]>(insertSql(together));
  const insertOne = db.prepare<[Cell[]]>(insertSql(1));
  const others = db.prepare<[number], { n: number }>(
    'select coalesce(sum(member_count), 0) as n from workspaces where pk <> ?',
  );
  const indexes = db.prepare<[], { name: string; sql: string }>(
    `select name, sql from sqlite_schema where type = 'index' and tbl_name = 'members' and sql is not null`,
  );

  const insert = (workspace: number, rows: readonly MemberCellList[]): void => {
    const whole = rows.length - (rows.length % together);
    for (let at = 0; at < whole; at += together) {
      const values: Cell[] = [];
      for (const row of rows.slice(at, at + together)) values.push(workspace, ...row);
      insertTogether.run(values);
    }
    for (const row of rows.slice(whole)) insertOne.run([workspace, ...row]);
  };

  return (workspace: number, cells: readonly MemberCellList[]): void => {
    if (cells.length < many || cells.length < (others.get(workspace)?.n ?? 0)) {
      // The index of the names grows at its end, too.
      insert(workspace, byName(cells));
      return;
    }
    const made = indexes.all();
    for (const { name } of made) db.exec(`drop index ${name}`);
    insert(workspace, byUser(cells));
    for (const { name, sql } of made) if (name !== lateIndex) db.exec(sql);
  };
}

/** Makes the index that fills leave out, where it is missing. */
export function createLateIndexes(db: Db): () => void {
  return () => {
    db.exec(`create index if not exists ${lateIndex} on members (workspace_pk, email_key)`);
  };
}

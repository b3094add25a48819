import { foldedOf } from '../../../src-preload/shared/name-order.ts';
import { fold } from '../../../src-preload/shared/fold.ts';
import type { Db } from '../database.ts';
import { memberColumns } from '../roster/member-cells.ts';
import { memberFromSql, type MemberCells } from '../roster/member-row.ts';
import type { MemberRow } from '../../base/records.ts';
import type { KeptRow } from './types.ts';

/** What a roster is in the order of. */
interface NameKey {
  nameless: number;
  name_key: string;
  email_key: string;
  user_id: string;
}
type Found = NameKey & { pk: number };
type Placed = NameKey & KeptRow;

/** So many rows are read, compared or put in order at once: some milliseconds. */
const slice = 2000;

const keys = 'pk, nameless, name_key, email_key, user_id';
const columns = memberColumns.join(', ');
/** Before every key. */
const first: NameKey = { nameless: -1, name_key: '', email_key: '', user_id: '' };

const sql = {
  /** In the order of the index, which holds all of it; the first change of each is what tells of the time before. */
  touched: `select at, user_id, pk from past_members
    where workspace_pk = @pk and (at, user_id) > (@at, @user_id) order by at, user_id limit ${slice * 2}`,
  today: `select ${keys} from members
    where workspace_pk = @pk and (nameless, name_key, email_key, user_id) > (@nameless, @name_key, @email_key, @user_id)
    order by nameless, name_key, email_key, user_id limit ${slice}`,
  then: `select ${keys} from past_members where pk in (select value from json_each(?)) and present
    order by nameless, name_key, email_key, user_id`,
  rows: (table: string) => `select pk, ${columns} from ${table} where pk in (select value from json_each(?))`,
};

/** Behind every user id of the same moment: nothing at that moment itself is asked for. */
const last = '\u{10ffff}';

/** A whole roster as it was at a moment, in slices: led back row by row it can be a second's work. */
export function createRosterAt(db: Db) {
  const touched = db.prepare<
    [{ pk: number; at: number; user_id: string }],
    { at: number; user_id: string; pk: number }
  >(sql.touched);
  const today = db.prepare<[NameKey & { pk: number }], Found>(sql.today);
  const then = db.prepare<[string], Found>(sql.then);
  const rows = {
    members: db.prepare<[string], MemberCells & { pk: number }>(sql.rows('members')),
    past_members: db.prepare<[string], MemberCells & { pk: number }>(sql.rows('past_members')),
  };

  /** The first change of everybody after that moment. */
  function* firstChanges(pk: number, at: number): Generator<void, Map<string, number>> {
    const changes = new Map<string, number>();
    let from = { at, user_id: last };
    for (;;) {
      const found = touched.all({ pk, ...from });
      for (const row of found)
        changes.set(row.user_id, Math.min(changes.get(row.user_id) ?? Number.MAX_SAFE_INTEGER, row.pk));
      const end = found.at(-1);
      if (end === undefined || found.length < slice * 2) return changes;
      from = { at: end.at, user_id: end.user_id };
      yield;
    }
  }

  return {
    /** Where the rows lie, by name; each step takes some milliseconds. All `words` must be in the name or the e-mail. */
    *places(pk: number, at: number, words: readonly string[]): Generator<void, KeptRow[]> {
      const looked = words.map(fold).filter((word) => word !== '');
      const isLooked = ({ name_key, email_key }: Found) =>
        looked.every((word) => foldedOf(name_key).includes(word) || email_key.includes(word));
      const changes = yield* firstChanges(pk, at);
      const runs: Placed[][] = [[]];
      for (let from = first; ; yield) {
        const found = today.all({ pk, ...from });
        for (const row of found)
          if (!changes.has(row.user_id) && isLooked(row)) runs[0]?.push({ table: 'members', ...row });
        const end = found.at(-1);
        if (end === undefined || found.length < slice) break;
        from = end;
      }
      const pks = [...changes.values()];
      for (let n = 0; n < pks.length; n += slice) {
        const found = then.all(JSON.stringify(pks.slice(n, n + slice)));
        runs.push(found.filter(isLooked).map((row) => ({ table: 'past_members', ...row })));
        yield;
      }
      return yield* merged(runs);
    },
    /** Those that are there still, in their order. */
    rows(places: readonly KeptRow[]): MemberRow[] {
      const found = new Map<string, MemberCells>();
      for (const table of ['members', 'past_members'] as const) {
        const wanted = places.filter((place) => place.table === table).map((place) => place.pk);
        for (const row of rows[table].all(JSON.stringify(wanted))) found.set(`${table} ${row.pk}`, row);
      }
      return places.flatMap(({ table, pk }) => {
        const row = found.get(`${table} ${pk}`);
        return row === undefined ? [] : [memberFromSql(row)];
      });
    },
  };
}

/** Lists that are in order each become one, two at a time. */
function* merged(runs: readonly Placed[][]): Generator<void, KeptRow[]> {
  let left = runs;
  while (left.length > 1) {
    const next: Placed[][] = [];
    for (let n = 0; n < left.length; n += 2) {
      const [one = [], other = []] = [left[n], left[n + 1]];
      const both: Placed[] = [];
      let [i, j] = [0, 0];
      for (;;) {
        const [a, b] = [one[i], other[j]];
        if (a === undefined && b === undefined) break;
        if (b === undefined || (a !== undefined && isBefore(a, b))) {
          if (a !== undefined) both.push(a);
          i += 1;
        } else {
          both.push(b);
          j += 1;
        }
        if (both.length % slice === 0) yield;
      }
      next.push(both);
    }
    left = next;
  }
  return left[0] ?? [];
}

function isBefore(a: NameKey, b: NameKey): boolean {
  if (a.nameless !== b.nameless) return a.nameless < b.nameless;
  if (a.name_key !== b.name_key) return a.name_key < b.name_key;
  if (a.email_key !== b.email_key) return a.email_key < b.email_key;
  return a.user_id < b.user_id;
}

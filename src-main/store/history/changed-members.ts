import type { MemberRow } from '../../base/records.ts';
import type { Db } from '../database.ts';
import { memberColumns } from '../roster/member-cells.ts';
import { memberFromSql, type MemberCells } from '../roster/member-row.ts';
import type { KnownSpans } from './known-spans.ts';
import type { RosterPast } from './types.ts';

type Side<S extends string> = { [K in keyof MemberCells as `${S}_${K}`]: MemberCells[K] | null };
/** A member at both moments: `had` and `later` say whether there was one then. */
type PairRow = {
  user_id: string;
  email_key: string | null;
  had: number;
  later: number | null;
} & Side<'was'> &
  Side<'is'>;

/** Without the ones that only searching and sorting need. */
const told = memberColumns.filter((column) => !column.endsWith('_key') && column !== 'nameless');

const sql = {
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
};

/** So many people are compared at once: some milliseconds. */
const pieceSize = 2000;
/** Behind every user id of the same moment: nothing at that moment itself is asked for. */
const last = '\u{10ffff}';

/** The members of a place who changed between two moments. */
export function createChangedMembers(
  db: Db,
  { pkOf, knownAt, membersUntil }: KnownSpans,
): Pick<RosterPast, 'membersBetween' | 'changedMembers'> {
  const touched = db.prepare<
    [{ pk: number; at: number; later: number; userId: string; limit: number }],
    { at: number; user_id: string; pk: number }
  >(sql.touched);
  const touchedCount = db.prepare<[{ pk: number; at: number; later: number }], { n: number }>(
    sql.touchedCount,
  );
  const pairs = db.prepare<[{ pk: number; later: number; firsts: string }], PairRow>(sql.pairs);
  /** The same for every page that somebody scrolls through: counted once. */
  let counted = { key: '', total: 0 };
  return {
    *membersBetween(ref, one, other, size = pieceSize) {
      const pk = pkOf(ref);
      if (pk === undefined) return;
      const [earlier, later] = [knownAt(pk, 'members', one), knownAt(pk, 'members', other)];
      if (later <= earlier) return;
      const firsts = new Map<string, number>();
      let from = { at: earlier, userId: last };
      for (;;) {
        const rows = touched.all({ pk, later, ...from, limit: size * 5 });
        for (const row of rows)
          firsts.set(row.user_id, Math.min(firsts.get(row.user_id) ?? Number.MAX_SAFE_INTEGER, row.pk));
        const end = rows.at(-1);
        if (end === undefined || rows.length < size * 5) break;
        from = { at: end.at, userId: end.user_id };
        yield [];
      }
      const keys = [...firsts.values()];
      for (let at = 0; at < keys.length; at += size)
        yield pairs.all({ pk, later, firsts: JSON.stringify(keys.slice(at, at + size)) }).map((row) => ({
          userId: row.user_id,
          emailKey: row.email_key ?? '',
          before: memberOn(row, 'was'),
          after: memberOn(row, 'is'),
        }));
    },
    changedMembers(ref, one, other) {
      const pk = pkOf(ref);
      if (pk === undefined) return 0;
      const [earlier, later] = [knownAt(pk, 'members', one), knownAt(pk, 'members', other)];
      if (later <= earlier) return 0;
      const key = `${pk}/${earlier}/${later}/${membersUntil(pk)}`;
      if (counted.key !== key) counted = { key, total: touchedCount.get({ pk, at: earlier, later })?.n ?? 0 };
      return counted.total;
    },
  };
}

/** The member as one of both moments shows them; null: there was none. */
function memberOn(row: PairRow, side: 'was' | 'is'): MemberRow | null {
  const [email, role, status] = [row[`${side}_email`], row[`${side}_role`], row[`${side}_status`]];
  const isThere = side === 'was' ? row.had !== 0 : row.later !== 0;
  if (!isThere || email === null || role === null || status === null) return null;
  return memberFromSql({
    user_id: row.user_id,
    email,
    name: row[`${side}_name`],
    name_state: row[`${side}_name_state`] ?? 0,
    role,
    status,
    signed_up_at: row[`${side}_signed_up_at`],
    signed_up_at_state: row[`${side}_signed_up_at_state`] ?? 0,
    entered_at: row[`${side}_entered_at`],
    entered_at_state: row[`${side}_entered_at_state`] ?? 0,
  });
}

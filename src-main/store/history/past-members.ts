import { searchedSql } from '../search/query/filter.ts';
import { fold } from '../../../src-preload/shared/fold.ts';
import type { Db } from '../database.ts';
import { memberColumns } from '../roster/member-cells.ts';
import { memberFromSql, type MemberCells } from '../roster/member-row.ts';
import type { KnownSpans } from './known-spans.ts';
import { createRosterAt } from './roster-at.ts';
import type { RosterPast } from './types.ts';

interface At {
  pk: number;
  at: number;
}

const columns = memberColumns.join(', ');

/* The first change after a moment tells what was before it. It is found in the index alone, which holds all that this needs. */
const undone = `undone as materialized (
  select user_id, min(pk) as first from past_members where workspace_pk = @pk and at > @at group by user_id)`;
const rosterSql = `select ${columns} from members m
    where m.workspace_pk = @pk and m.user_id not in (select user_id from undone)
  union all select ${memberColumns.map((column) => `p.${column}`).join(', ')}
    from undone u cross join past_members p where p.pk = u.first and p.present`;
const byName = 'order by nameless, name_key, email_key, user_id';

const sql = {
  members: `with ${undone} ${rosterSql} ${byName}`,
  page: (where: string) =>
    `with ${undone} select * from (${rosterSql}) ${where} ${byName} limit @limit offset @offset`,
  count: (where: string) => `with ${undone} select count(*) as n from (${rosterSql}) ${where}`,
  total: `with ${undone}
    select (select count(*) from members where workspace_pk = @pk)
      + coalesce(sum(p.present - exists (
        select 1 from members m where m.workspace_pk = @pk and m.user_id = u.user_id)), 0) as n
    from undone u cross join past_members p where p.pk = u.first`,
};

/** The members of a place as they were at a moment. */
export function createPastMembers(
  db: Db,
  { pkOf, knownAt, membersUntil }: KnownSpans,
): Pick<RosterPast, 'membersAt' | 'memberPlacesAt' | 'membersIn' | 'membersPageAt'> {
  const all = db.prepare<[At], MemberCells>(sql.members);
  const total = db.prepare<[At], { n: number }>(sql.total);
  const rosterAt = createRosterAt(db);
  /** The same for every page that somebody scrolls through: counted once. */
  let counted = { key: '', total: 0 };
  const totalAt = (pk: number, at: number): number => {
    const key = `${pk}/${at}/${membersUntil(pk)}`;
    if (counted.key !== key) counted = { key, total: total.get({ pk, at })?.n ?? 0 };
    return counted.total;
  };
  return {
    membersAt(ref, at) {
      const pk = pkOf(ref);
      return pk === undefined ? [] : all.all({ pk, at: knownAt(pk, 'members', at) }).map(memberFromSql);
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
        .prepare<[object], MemberCells>(sql.page(filter))
        .all({ ...values, offset, limit })
        .map(memberFromSql);
      const count =
        filter === ''
          ? { n: totalAt(pk, at) }
          : db.prepare<[object], { n: number }>(sql.count(filter)).get(values);
      return { rows, matching: count?.n ?? 0 };
    },
  };
}

/** All words must be in the name or the e-mail. */
function looking(words: readonly string[]): { filter: string; values: Record<string, string> } {
  const looked = words.map(fold).filter((word) => word !== '');
  const where = looked
    .map((word, n) => {
      const name = searchedSql({ nameKey: 'name_key' }, word);
      return `(instr(${name}, @w${n}) > 0 or instr(email_key, @w${n}) > 0)`;
    })
    .join(' and ');
  return {
    filter: where === '' ? '' : `where ${where}`,
    values: Object.fromEntries(looked.map((word, n) => [`w${n}`, word])),
  };
}

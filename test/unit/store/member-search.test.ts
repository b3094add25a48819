import { describe, expect, it } from 'vitest';
import { parseQuery } from '../../../src-preload/shared/query/parse.ts';
import type { Db } from '../../../src-main/store/database.ts';
import type { createKeptKeys } from '../../../src-main/store/search/kept-keys.ts';
import { createMemberPages } from '../../../src-main/store/search/member-pages.ts';
import { memberFilter } from '../../../src-main/store/search/query/members.ts';
import type { MembersQuery } from '../../../src-main/store/roster/types.ts';
import { membersQuery } from './support.ts';
import {
  now,
  randomOf,
  randomQuery,
  named,
  holds,
  ordered,
  rosterOf,
  sortKeys,
  keysOf,
  unfinishedKeys,
} from './random-roster.ts';

/* Every way of searching finds what a plain filter finds, in the same order, in pages of any size. */

const ways: [string, (db: Db) => ReturnType<typeof createKeptKeys> | null][] = [
  ['along the index of the names', () => null],
  ['in the keys that are kept in memory', keysOf],
  ['while its keys are being read', unfinishedKeys],
];

describe.each(ways)('a roster searched %s', (_, keptIn) => {
  it.each([1, 2, 3, 4])('it gives what a plain filter gives, page by page (roster %i)', (seed) => {
    const random = randomOf(seed * 7919);
    const roster = rosterOf(random);
    const pages = createMemberPages(roster.db, keptIn(roster.db));
    for (const size of [60, 80]) {
      roster.refresh(size);
      for (let n = 0; n < 30; n += 1) {
        const query = randomQuery(random);
        const sort = { by: random.pick(sortKeys), order: random.pick<'asc' | 'desc'>(['asc', 'desc']) };
        const limit = random.pick([1, 3, 10, 200]);
        const { terms, problems } = parseQuery(query, 'members', { now, roles: named });
        expect(problems, query).toEqual([]);
        const matching = roster
          .rows()
          .filter((row) => terms.every((term) => holds(term, row, roster.owners) !== term.negated));
        const expected = ordered(matching, sort);
        const ask = (more: Partial<MembersQuery>) =>
          pages.page(roster.place(), 'c', membersQuery(query, { sort, limit, roles: named, now, ...more }));
        const told = `${query} by ${sort.by} ${sort.order} in pages of ${limit}`;

        const seen: string[] = [];
        for (let after: string | undefined, turns = 0; turns < 500; turns += 1) {
          const page = ask({ count: 'none', ...(after === undefined ? {} : { after }) });
          seen.push(...page.rows.map((row) => row.userId));
          expect(page.matching).toBe(-1);
          if (page.next === null) break;
          after = page.next;
        }
        expect(seen, told).toEqual(expected);

        const offset = Math.floor(random.next() * (expected.length + 2));
        const window = ask({ offset });
        expect(
          window.rows.map((row) => row.userId),
          `${told} from ${offset}`,
        ).toEqual(expected.slice(offset, offset + limit));
        expect(window.matching, told).toBe(expected.length);

        const place = roster.place();
        const filter = memberFilter(query, 'c', { now, roles: named });
        if (place === null) throw new Error('no place');
        expect(pages.quickCount(place, filter) ?? expected.length, told).toBe(expected.length);
        let counted = 0;
        for (const piece of pages.countPieces(place, filter, 7)) counted += piece;
        expect(counted, told).toBe(expected.length);
      }
    }
  });
});

describe('a page that goes on after another', () => {
  it('it neither repeats nor leaves out unchanged members when others come and go in between', () => {
    const random = randomOf(5);
    const roster = rosterOf(random);
    const pages = createMemberPages(roster.db);
    roster.refresh(60);
    const seen: string[] = [];
    const query = membersQuery('', { limit: 7, roles: named });
    let page = pages.page(roster.place(), 'c', query);
    const first = new Map(roster.rows().map((row) => [row.userId, row]));
    roster.refresh(60);
    const stayed = roster.rows().filter((row) => first.get(row.userId) === row);
    for (;;) {
      seen.push(...page.rows.map((row) => row.userId));
      if (page.next === null) break;
      page = pages.page(roster.place(), 'c', { ...query, after: page.next });
    }
    expect(stayed.length).toBeGreaterThan(20);
    expect(stayed.map((row) => seen.filter((id) => id === row.userId).length)).toEqual(stayed.map(() => 1));
  });

  it('it falls back to the requested offset for another order or an invalid cursor', () => {
    const roster = rosterOf(randomOf(6));
    roster.refresh(20);
    const pages = createMemberPages(roster.db);
    const query = membersQuery('', { limit: 5, roles: named });
    const { next, rows } = pages.page(roster.place(), 'c', query);
    const byEmail = { ...query, sort: { by: 'email', order: 'asc' } as const };
    expect(pages.page(roster.place(), 'c', { ...byEmail, after: next ?? '' }).rows).toEqual(
      pages.page(roster.place(), 'c', byEmail).rows,
    );
    expect(pages.page(roster.place(), 'c', { ...query, after: 'no mark' }).rows).toEqual(rows);
  });
});

import { describe, expect, it } from 'vitest';
import { knownValue } from '../../../src-preload/shared/known.ts';
import { createKeptKeys, usualKeys } from '../../../src-main/store/search/kept-keys.ts';
import { createMemberPages } from '../../../src-main/store/search/member-pages.ts';
import { memberRow, membersQuery } from './support.ts';
import { randomOf, ref, rosterOf, keysOf } from './random-roster.ts';

describe('the keys of a roster that are kept in memory', () => {
  const named = (name: string) => [memberRow('U1', { name: knownValue(name) }), memberRow('U2')];
  const found = (
    pages: ReturnType<typeof createMemberPages>,
    roster: ReturnType<typeof rosterOf>,
    query: string,
  ) => pages.page(roster.place(), 'c', membersQuery(query)).rows.map(({ userId }) => userId);

  it('they follow the roster through every swap', () => {
    const roster = rosterOf(randomOf(8));
    const pages = createMemberPages(roster.db, keysOf(roster.db));
    roster.swap(ref, named('Before'));
    expect([found(pages, roster, 'before'), found(pages, roster, 'before')]).toEqual([['U1'], ['U1']]);
    roster.swap(ref, named('After'));
    expect([found(pages, roster, 'before'), found(pages, roster, 'before')]).toEqual([[], []]);
    expect(found(pages, roster, 'after')).toEqual(['U1']);
  });

  it('they are given up when the roster changes while they are read', () => {
    const roster = rosterOf(randomOf(9));
    const begun: Generator<void>[] = [];
    const kept = createKeptKeys(roster.db, {
      ...usualKeys,
      least: 0,
      run: (steps) => void begun.push(steps),
    });
    const pages = createMemberPages(roster.db, kept);
    roster.swap(ref, named('Before'));
    expect(found(pages, roster, 'before')).toEqual(['U1']);
    roster.swap(ref, named('After'));
    for (const steps of begun) while (steps.next().done !== true);
    expect([found(pages, roster, 'before'), found(pages, roster, 'after')]).toEqual([[], ['U1']]);
  });

  it('they are read again after they were dropped', () => {
    const roster = rosterOf(randomOf(10));
    const kept = keysOf(roster.db);
    const pages = createMemberPages(roster.db, kept);
    roster.swap(ref, named('Ana'));
    expect([found(pages, roster, 'ana'), found(pages, roster, 'ana')]).toEqual([['U1'], ['U1']]);
    kept.forget();
    expect([found(pages, roster, 'ana'), found(pages, roster, 'ana')]).toEqual([['U1'], ['U1']]);
  });
});

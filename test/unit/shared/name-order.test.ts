import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { fold } from '../../../src-preload/shared/fold.ts';
import {
  compareNames,
  foldedOf,
  foldedSql,
  keyStartsOf,
  nameKeyOf,
} from '../../../src-preload/shared/name-order.ts';

/** Names of letters, numbers and blanks, the same in every run. */
function namesOf(seed: number, count: number): string[] {
  let state = seed;
  const next = (below: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
  const parts = ['Team', 'team', ' ', 'b', 'É', 'x', '1', '2', '9', '10', '19', '100', '30000'];
  return Array.from({ length: count }, () =>
    Array.from({ length: 1 + next(5) }, () => parts[next(parts.length)] ?? '').join(''),
  );
}
const names = [1, 2, 3].flatMap((seed) => namesOf(seed * 7919, 300));
const sorted = (list: readonly string[]) => [...list].sort(compareNames);

describe('the order of names', () => {
  it.each([
    ['numbers by their value', ['Team 1', 'Team 2', 'Team 10', 'Team 100']],
    ['numbers inside', ['v1.2-b', 'v1.10-a', 'v2.1']],
    ['numbers with as many digits', ['001', '002', '010', '100']],
    ['no number before one', ['Team', 'Team 1', 'Team A']],
    ['letters of either case and with accents together', ['ana', 'Élan', 'Emil']],
    ['very long numbers as text', ['id 11111111111111111111', 'id 11111111111111111112']],
  ])('has %s', (_, list) => {
    expect(sorted([...list].reverse())).toEqual(list);
  });

  it('is that of people for names of letters and numbers', () => {
    const people = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });
    const ours = sorted(names);
    for (const [at, name] of ours.entries()) {
      const before = ours[at - 1];
      if (before !== undefined) expect(people.compare(before, name), `${before} | ${name}`).not.toBe(1);
    }
  });

  it('is that of SQLite for the keys', () => {
    const db = new Database(':memory:');
    const rows = db
      .prepare<[string], string>('select value from json_each(?) order by value')
      .pluck()
      .all(JSON.stringify(names.map(nameKeyOf)));
    db.close();
    expect(rows).toEqual(sorted(names).map(nameKeyOf));
  });
});

describe('the key of a name', () => {
  it('holds the folded name, for code and for SQL', () => {
    const db = new Database(':memory:');
    const folded = db.prepare<[string], string>(`select ${foldedSql('?')}`).pluck();
    for (const name of names) {
      expect(foldedOf(nameKeyOf(name))).toBe(fold(name));
      expect(folded.get(nameKeyOf(name))).toBe(fold(name));
    }
    db.close();
  });

  it('begins as the keys of what a name begins with do', () => {
    const starts = [
      't',
      'team',
      'team 1',
      'team1',
      '1',
      '10',
      'x19',
      'b ',
      '30',
      'team 10x',
      '12345678901234567890',
    ];
    for (const start of starts)
      for (const name of [...names, '1234567890123456789012345', '10'.repeat(20)])
        expect(
          keyStartsOf(start).some((key) => nameKeyOf(name).startsWith(key)),
          `${start} in ${name}`,
        ).toBe(fold(name).startsWith(start));
  });
});

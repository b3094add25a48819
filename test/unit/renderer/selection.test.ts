import { describe, expect, it } from 'vitest';
import { tooManyToPlan } from '../../../src-preload/shared/limits.ts';
import {
  all,
  boxOf,
  has,
  isEmpty,
  nothing,
  sizeOf,
  under,
  withRows,
  type Selection,
} from '../../../src-renderer/lib/selection.ts';

const rows = (...ids: string[]) => ids.map((id) => [id, `row ${id}`] as const);
const picks = (...ids: string[]): Selection<string> => withRows<string>(nothing, rows(...ids), true);
const ruleWithout = (...ids: string[]) => withRows(all<string>('role:viewer'), rows(...ids), false);

describe('rows picked one by one', () => {
  it('has the rows that were picked and not unpicked', () => {
    const selection = withRows(picks('a', 'b', 'c'), rows('b'), false);
    expect(['a', 'b', 'c', 'd'].filter((id) => has(selection, id))).toEqual(['a', 'c']);
    expect(sizeOf(selection, 100)).toBe(2);
  });

  it('stays while the search changes', () => {
    expect(under(picks('a'), 'role:owner')).toEqual(picks('a'));
  });

  it('checks the box over the list when every row is picked', () => {
    expect(boxOf(picks('a', 'b'), ['a', 'b'], 2)).toBe(true);
    expect(boxOf(picks('a'), ['a', 'b'], 2)).toBe('indeterminate');
    expect(boxOf(nothing, ['a', 'b'], 2)).toBe(false);
  });
});

describe('a selection by rule', () => {
  it('has every row, also those that were never loaded', () => {
    expect(has(all('role:viewer'), 'row 99 999')).toBe(true);
    expect(sizeOf(all('role:viewer'), 100_000)).toBe(100_000);
  });

  it('excludes rows and includes them again', () => {
    const without = ruleWithout('a', 'b');
    expect([has(without, 'a'), has(without, 'c'), sizeOf(without, 10)]).toEqual([false, true, 8]);
    expect(withRows(without, rows('a', 'b'), true)).toEqual(all('role:viewer'));
  });

  it('has no size before the rows are counted', () => {
    expect(sizeOf(ruleWithout('a'), null)).toBeNull();
    expect(isEmpty(ruleWithout('a'), null)).toBe(false);
  });

  it('ends when every row was excluded', () => {
    expect(isEmpty(ruleWithout('a', 'b'), 2)).toBe(true);
    expect(boxOf(ruleWithout('a', 'b'), ['a', 'b'], 2)).toBe(false);
  });

  it('ends with its search, because another search would select other rows', () => {
    expect(under(all('role:viewer'), 'role:viewer')).toEqual(all('role:viewer'));
    expect(under(all('role:viewer'), 'role:owner')).toEqual(nothing);
  });

  it('fills the box over the list, or half of it where some rows are excluded', () => {
    expect(boxOf(all('role:viewer'), [], 10)).toBe(true);
    expect(boxOf(ruleWithout('a'), [], 10)).toBe('indeterminate');
  });
});

it('refuses more rows than a plan holds, with both numbers', () => {
  expect(tooManyToPlan(5000)).toBeNull();
  expect(tooManyToPlan(12_345)).toBe('A plan can have up to 5,000 changes, and 12,345 people are selected.');
});

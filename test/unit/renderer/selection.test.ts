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
  it('are those that were picked and not unpicked', () => {
    const selection = withRows(picks('a', 'b', 'c'), rows('b'), false);
    expect(['a', 'b', 'c', 'd'].filter((id) => has(selection, id))).toEqual(['a', 'c']);
    expect(sizeOf(selection, 100)).toBe(2);
  });

  it('stay while something else is searched for', () => {
    expect(under(picks('a'), 'role:owner')).toEqual(picks('a'));
  });

  it('check the box over the list when all that is there is picked', () => {
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

  it('takes out rows, and takes them in again', () => {
    const without = ruleWithout('a', 'b');
    expect([has(without, 'a'), has(without, 'c'), sizeOf(without, 10)]).toEqual([false, true, 8]);
    expect(withRows(without, rows('a', 'b'), true)).toEqual(all('role:viewer'));
  });

  it('has no size before the rows are counted', () => {
    expect(sizeOf(ruleWithout('a'), null)).toBeNull();
    expect(isEmpty(ruleWithout('a'), null)).toBe(false);
  });

  it('is over when everybody was taken out', () => {
    expect(isEmpty(ruleWithout('a', 'b'), 2)).toBe(true);
    expect(boxOf(ruleWithout('a', 'b'), ['a', 'b'], 2)).toBe(false);
  });

  it('ends with its search: another one would select others', () => {
    expect(under(all('role:viewer'), 'role:viewer')).toEqual(all('role:viewer'));
    expect(under(all('role:viewer'), 'role:owner')).toEqual(nothing);
  });

  it('fills the box over the list, half where some were taken out', () => {
    expect(boxOf(all('role:viewer'), [], 10)).toBe(true);
    expect(boxOf(ruleWithout('a'), [], 10)).toBe('indeterminate');
  });
});

it('more than a plan holds is said with both numbers', () => {
  expect(tooManyToPlan(5000)).toBeNull();
  expect(tooManyToPlan(12_345)).toBe('A plan holds at most 5,000 changes, and 12,345 people are selected.');
});

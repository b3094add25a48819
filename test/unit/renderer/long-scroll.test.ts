import { describe, expect, it } from 'vitest';
import { bodyHeightOf, longScroll } from '../../../src-renderer/lib/long-scroll.ts';

const rowHeight = 36;
const shown = 600;
/** Where Chromium stops laying out. */
const limit = 2 ** 25 - 1;

describe('a list that Chromium can lay out whole', () => {
  const rows = 100_000;
  const scroll = longScroll(rows, rowHeight, shown);

  it('is as high as its rows, which are where they are scrolled to', () => {
    expect(bodyHeightOf(rows, rowHeight)).toBe(rows * rowHeight);
    expect(scroll.rowsTop(1234)).toBe(1234);
    expect(scroll.scrollTopFor(1234)).toBe(1234);
    expect(scroll.topOf(99_999, 1234)).toBe(99_999 * rowHeight);
  });
});

describe('a list of a million rows', () => {
  const rows = 1_000_000;
  const height = bodyHeightOf(rows, rowHeight);
  const scroll = longScroll(rows, rowHeight, shown);

  it('stays within what Chromium lays out', () => {
    expect(height).toBeLessThan(limit);
  });

  it('shows the first row at its beginning and the last one at its end', () => {
    expect(scroll.rowsTop(0)).toBe(0);
    expect(scroll.topOf(0, 0)).toBe(0);
    expect(scroll.rowsTop(height - shown)).toBeCloseTo(rows * rowHeight - shown, 3);
    expect(scroll.topOf(rows - 1, height - shown)).toBe(height - rowHeight);
  });

  it.each([1, 12_345, 499_999, 999_900])('row %i is laid out in view where it is scrolled to', (row) => {
    const scrollTop = scroll.scrollTopFor(row * rowHeight);
    const top = scroll.topOf(row, scrollTop);
    expect(Math.abs(top - scrollTop)).toBeLessThanOrEqual(1);
    expect(scroll.topOf(row + 1, scrollTop) - top).toBe(rowHeight);
    expect(top % 2).toBe(0);
  });

  it('a row far out of view makes the list no higher', () => {
    expect(scroll.topOf(rows - 1, 0)).toBe(height - rowHeight);
    expect(scroll.topOf(0, height - shown)).toBe(0);
  });
});

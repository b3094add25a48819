import { describe, expect, it } from 'vitest';
import { createRowSlots } from '../../../src-renderer/lib/row-slots.ts';

const from = (first: number, count: number) => Array.from({ length: count }, (_, at) => first + at);

describe('The slots of the rows in view', () => {
  it('gives the slot of a row that left to the row that came', () => {
    const place = createRowSlots();
    place(from(0, 4), false);
    const slots = place(from(1, 4), true);
    expect(slots.find(({ index }) => index === 4)?.slot).toBe(0);
    expect(new Set(slots.map(({ slot }) => slot))).toEqual(new Set([0, 1, 2, 3]));
  });

  it('leaves every row that stays in view in its slot', () => {
    const place = createRowSlots();
    place(from(0, 6), false);
    place(from(3, 6), true);
    const slots = place([3, ...from(400, 6)], true);
    expect(slots.find(({ index }) => index === 3)?.slot).toBe(3);
  });

  it('moves no slot in the page while rows move, and puts them in the order of the rows at rest', () => {
    const place = createRowSlots();
    place(from(0, 4), false);
    expect(place(from(2, 4), true).map(({ slot }) => slot)).toEqual([0, 1, 2, 3]);
    expect(place(from(2, 4), false).map(({ index }) => index)).toEqual([2, 3, 4, 5]);
  });

  it('never shows two rows in one slot, however the view grows and shrinks', () => {
    const place = createRowSlots();
    for (const [first, count] of [
      [0, 3],
      [1, 6],
      [50, 2],
      [48, 7],
      [0, 1],
      [0, 5],
    ] as const) {
      const rows = place(from(first, count), true);
      expect(new Set(rows.map(({ slot }) => slot)).size).toBe(count);
      expect(rows.map(({ index }) => index).sort((a, b) => a - b)).toEqual(from(first, count));
    }
  });
});

import { describe, expect, it } from 'vitest';
import { isConfirmedBy, isCount, typedFor } from '../../../src-preload/shared/plan.ts';

describe('the count to type', () => {
  const needed = { type: 'type-name-and-count', name: 'Checkout EU', count: 20_006 } as const;

  it('is asked for in the format of all numbers', () => {
    expect(typedFor(needed)).toBe('Checkout EU 20,006');
  });

  it.each(['Checkout EU 20,006', 'Checkout EU 20006', 'Checkout  EU 20.006', 'Checkout EU 20 006'])(
    'is accepted with or without separators: %s',
    (typed) => {
      expect(isConfirmedBy(needed, typed)).toBe(true);
    },
  );

  it.each(['Checkout EU', 'Checkout EU 2006', '20,006', 'Checkout EU 20,006 members', ''])(
    'is refused where the name or the number is another: %s',
    (typed) => {
      expect(isConfirmedBy(needed, typed)).toBe(false);
    },
  );

  it('is compared alone in the same way', () => {
    expect(['20,006', ' 20006 ', '20.006', '2006', ''].map((typed) => isCount(typed, 20_006))).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
  });
});

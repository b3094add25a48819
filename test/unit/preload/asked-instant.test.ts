import { expect, it } from 'vitest';
import { askedInstant } from '../../../src-preload/contract/refs.ts';

it.each([1e308, -1e308, Number.MAX_SAFE_INTEGER, 8.64e15, 0, 1_700_000_000_000])(
  'a moment that is asked for is one that a date can hold, also for %d',
  (at) => {
    expect(() => new Date(askedInstant.parse(at)).toISOString()).not.toThrow();
  },
);

it('a moment within all dates stays as it is', () => {
  expect(askedInstant.parse(1_700_000_000_000)).toBe(1_700_000_000_000);
});

import { describe, expect, it } from 'vitest';
import {
  coverageText,
  isNothingFetched,
  notFoundText,
} from '../../../src-renderer/screens/all-connections/text.ts';
import { day } from '../../../src-preload/shared/units.ts';

describe('how complete a search over many lists is', () => {
  const coverage = {
    fresh: 9,
    stale: 2,
    waiting: 0,
    never: 1,
    hidden: 0,
    failing: 0,
    incomplete: 0,
    bands: { fresh: 9, today: 0, week: 2, old: 0, unknown: 0 },
    oldest: 10 * day,
  };

  it('tells stale lists from those never fetched', () => {
    expect(coverageText(coverage, 14 * day)).toBe('9 of 12 fresh · 2 stale (4 days) · 1 never fetched');
  });

  it('names lists whose last answer waits for confirmation', () => {
    const doubted = { ...coverage, fresh: 8, waiting: 1 };
    expect(coverageText(doubted, 14 * day)).toBe(
      '8 of 12 fresh · 2 stale (4 days) · 1 waiting for confirmation · 1 never fetched',
    );
  });

  it('reports something as missing only from lists that were fetched', () => {
    expect(notFoundText(coverage)).toBe(
      'Not found in 9 fresh lists. 3 lists are stale, unconfirmed, hidden or never fetched.',
    );
    expect(notFoundText({ ...coverage, stale: 0, never: 0 })).toBe('Not found in 9 fresh lists.');
  });

  it('knows when no list was fetched yet, so that nothing is said to be missing', () => {
    expect(isNothingFetched({ ...coverage, fresh: 0, stale: 0, never: 3 })).toBe(true);
    expect(isNothingFetched(coverage)).toBe(false);
    expect(isNothingFetched({ ...coverage, fresh: 0, stale: 0, never: 0 })).toBe(false);
    expect(isNothingFetched({ ...coverage, fresh: 0, stale: 0, never: 3, hidden: 1 })).toBe(false);
  });
});

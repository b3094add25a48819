import { describe, expect, it } from 'vitest';
import { notFoundText, coverageText } from '../../../src-renderer/screens/all-connections/coverage.ts';

describe('what a search over many places rests on', () => {
  const day = 86_400_000;
  const coverage = {
    current: 9,
    stale: 2,
    never: 1,
    hidden: 0,
    failing: 0,
    incomplete: 0,
    bands: { fresh: 9, today: 0, week: 2, old: 0, unknown: 0 },
    oldest: 10 * day,
  };

  it('tells old and unread lists apart', () => {
    expect(coverageText(coverage, 14 * day)).toBe('9 of 12 current · 2 stale (4 days) · 1 never');
  });

  it('claims absence only of what was read', () => {
    expect(notFoundText(coverage)).toBe('Not found in 9 current, 3 unknown.');
    expect(notFoundText({ ...coverage, stale: 0, never: 0 })).toBe('Not found in 9 current.');
  });
});

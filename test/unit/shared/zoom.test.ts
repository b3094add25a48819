import { describe, expect, it } from 'vitest';
import { isZoom, nextZoom } from '../../../src-preload/shared/zoom.ts';

describe('the zoom of the page', () => {
  it.each([
    [1, 'in', 1.1],
    [1, 'out', 0.9],
    [1.03, 'in', 1.1],
    [1.03, 'out', 1],
    [2, 'in', 2],
    [0.5, 'out', 0.5],
  ] as const)('from %d it goes %s to %d', (from, direction, to) => {
    expect(nextZoom(from, direction)).toBe(to);
  });

  it('its steps are all allowed, and nothing beyond them', () => {
    expect([0.5, 1, 2].map(isZoom)).toEqual([true, true, true]);
    expect([0.4, 2.1, NaN, '1', null].map(isZoom)).toEqual([false, false, false, false, false]);
  });
});

import { expect, it } from 'vitest';
import { estimate, paceFrom, pausePace, resumePace } from '../../../src-renderer/lib/plan-pace.ts';
import { applyingText } from '../../../src-renderer/screens/plan/text.ts';

it('a running plan tells how fast it is and how much longer it takes', () => {
  expect(estimate(paceFrom(0), 10_000, 100, 400)).toEqual({ perMinute: 600, leftMs: 30_000 });
});

it('nothing is told of its speed before some of it is done', () => {
  expect(estimate(paceFrom(0), 1000, 100, 400)).toBeNull();
  expect(estimate(paceFrom(0), 10_000, 3, 400)).toBeNull();
});

it('a pause doesn’t count as time that it took', () => {
  const paused = pausePace(paceFrom(0), 10_000);
  expect(estimate(paused, 3_600_000, 100, 400)).toEqual({ perMinute: 600, leftMs: 30_000 });
  const resumed = resumePace(paused, 3_600_000);
  expect(estimate(resumed, 3_610_000, 200, 400)).toEqual({ perMinute: 600, leftMs: 20_000 });
});

it('the speed is said in words', () => {
  expect(applyingText.pace(600.4, 30_000)).toBe('600 changes a minute · less than a minute left');
  expect(applyingText.pace(1200, 180_000)).toBe('1,200 changes a minute · about 3 min left');
});

import { expect, it } from 'vitest';
import {
  advancePace,
  estimate,
  paceFrom,
  pausePace,
  resumePace,
} from '../../../src-renderer/lib/plan-pace.ts';
import { applyingText } from '../../../src-renderer/screens/plan/text.ts';

const after = (ms: number, done: number) => advancePace(paceFrom(0), ms, done);

it('a running plan tells how fast it is and how much longer it takes', () => {
  expect(estimate(after(10_000, 100), 10_000, 400)).toEqual({ perMinute: 600, leftMs: 30_000 });
});

it('while many changes are on their way and none is proven, its speed stays and the time left goes down', () => {
  const pace = after(10_000, 100);
  expect(estimate(advancePace(pace, 14_000, 100), 14_000, 400)).toEqual({ perMinute: 600, leftMs: 26_000 });
  expect(estimate(pace, 60_000, 400)).toEqual({ perMinute: 600, leftMs: 0 });
});

it('nothing is told of its speed before some of it is done', () => {
  expect(estimate(after(1000, 100), 10_000, 400)).toBeNull();
  expect(estimate(after(10_000, 3), 10_000, 400)).toBeNull();
});

it('a pause doesn’t count as time that it took', () => {
  const paused = pausePace(after(10_000, 100), 10_000);
  expect(estimate(paused, 3_600_000, 400)).toEqual({ perMinute: 600, leftMs: 30_000 });
  const resumed = advancePace(resumePace(paused, 3_600_000), 3_610_000, 200);
  expect(estimate(resumed, 3_610_000, 400)).toEqual({ perMinute: 600, leftMs: 20_000 });
});

it('the speed is said in words', () => {
  expect(applyingText.pace(600.4, 30_000)).toBe('600 changes a minute · less than a minute left');
  expect(applyingText.pace(1200, 180_000)).toBe('1,200 changes a minute · about 3 min left');
});

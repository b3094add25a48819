import { describe, expect, it } from 'vitest';
import { day } from '../../../src-preload/shared/units.ts';
import { judgeClock, type ClockMark } from '../../../src-main/store/retention/clock.ts';
import { start } from './filled-store.ts';

describe('the clock is doubted', () => {
  const at = (mark: ClockMark | null, now: number, offsets: number[] = []) => judgeClock(mark, now, offsets);
  const good: ClockMark = { lastAt: start, doubtedAt: null, deniedBy: null };

  it.each([
    ['forward', start + 2 * day],
    ['back', start - 2 * day],
  ])('it is doubted after a jump %s, until it has run on for a day', (_, jumped) => {
    const first = at(good, jumped);
    expect(first.held).not.toBeNull();
    const soon = at(first.mark, jumped + day / 2);
    expect(soon.held).not.toBeNull();
    expect(at(soon.mark, jumped + day + 1).held).toBeNull();
  });

  it('it is doubted at the very first look', () => expect(at(null, start).held).not.toBeNull());
  it('it is not doubted from one look to the next', () => expect(at(good, start + day).held).toBeNull());
  it('it is not doubted where one server confirms it, whatever another says', () =>
    expect(at(good, start + 99 * day, [99 * day, 1000]).held).toBeNull());
  it('it is doubted for as long as servers deny it', () => {
    const denied = at(good, start + 1000, [-3 * day]);
    expect(denied.held).toContain('3 days behind');
    expect(at(at(denied.mark, start + day).mark, start + 2 * day).held).toContain('3 days behind');
  });
});

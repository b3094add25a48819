import { describe, expect, it } from 'vitest';
import { createClockGuard } from '../../../src-main/maintenance/clock-guard.ts';
import { minute, second } from '../../../src-preload/shared/units.ts';

/** The true time; a server says it in whole seconds. */
const noon = 1_800_000_000_000;

/** A clock that is `ahead`, and a server half way of a round trip of `trip`. */
function bench(ahead: number) {
  const clock = { now: noon + ahead, elapsed: 0 };
  const guard = createClockGuard({ now: () => clock.now, elapsed: () => clock.elapsed });
  const pass = (ms: number) => {
    clock.now += ms;
    clock.elapsed += ms;
  };
  return {
    guard,
    clock,
    pass,
    /** A refresh: as many answers as make a server's time count. */
    fetch(trip: number, connectionId = 'c1', wrong = 0, answers = 3) {
      for (let answer = 0; answer < answers; answer += 1) {
        const startedAt = clock.now;
        const truth = noon + clock.elapsed + trip / 2 + wrong;
        pass(trip);
        guard.noteFetch(connectionId, {
          serverDate: Math.floor(truth / second) * second,
          startedAt,
          finishedAt: clock.now,
        });
      }
    },
  };
}

describe('the clock guard', () => {
  it('says nothing about a clock that is right, or before a server said the time', () => {
    const { guard, clock, fetch } = bench(0);
    expect(guard.offset('c1')).toBeNull();
    expect(guard.notice('c1', 'api.example.com')).toBeNull();
    fetch(200);
    expect(guard.offset('c1')).toMatchObject({ sure: false });
    expect(Math.abs(guard.offset('c1')?.offsetMs ?? Infinity)).toBeLessThanOrEqual(second);
    expect(guard.nowFor('c1')).toBe(clock.now);
    guard.noteFetch('c2', { serverDate: null, startedAt: 1, finishedAt: 2 });
    expect(guard.offset('c2')).toBeNull();
  });

  it.each([
    [14 * minute, '14 min ahead of'],
    [-5 * minute, '5 min behind'],
    [5 * 60 * minute, '5 h ahead of'],
  ])('says by how much it is off, and reckons by the server’s (%i ms)', (ahead, words) => {
    const { guard, clock, fetch } = bench(ahead);
    fetch(300);
    expect(guard.notice('c1', 'api.example.com')).toBe(
      `This computer’s clock is ${words} api.example.com. Steward uses the server’s time for expiry and ages.`,
    );
    expect(Math.abs(guard.nowFor('c1') - (noon + clock.elapsed))).toBeLessThanOrEqual(second);
    expect(guard.notice('c2', 'other.example.com')).toBeNull();
    expect(guard.nowFor('c2')).toBe(clock.now);
  });

  it('corrects nothing where the clocks are days apart, because either could be wrong', () => {
    const { guard, clock, fetch } = bench(-400 * 24 * 60 * minute);
    fetch(300);
    expect(guard.notice('c1', 'api.example.com')).toBe(
      'This computer’s clock is 400 days behind api.example.com. One of the two is wrong. Check this computer’s date and time.',
    );
    expect(guard.nowFor('c1')).toBe(clock.now);
    expect(guard.offsets()).toEqual([-24 * 60 * minute]);
  });

  it('ignores a single answer, and one that contradicts those before', () => {
    const { guard, clock, fetch } = bench(0);
    fetch(200, 'c1', 20 * minute, 2);
    expect(guard.offset('c1')).toBeNull();
    fetch(200);
    fetch(200, 'c1', -20 * minute, 1);
    expect(guard.nowFor('c1')).toBe(clock.now);
    expect(guard.notice('c1', 'x')).toBeNull();
  });

  it('tolerates two minutes', () => {
    const { guard, fetch } = bench(2 * minute - second);
    fetch(100);
    expect(guard.offset('c1')?.sure).toBe(false);
  });

  it('isn’t sure after a slow answer, and is surer after several', () => {
    const { guard, fetch } = bench(4 * minute);
    fetch(10 * minute);
    expect(guard.offset('c1')?.sure).toBe(false);
    fetch(second);
    expect(guard.offset('c1')?.sure).toBe(true);
    fetch(10 * minute);
    expect(guard.offset('c1')?.sure).toBe(true);
  });

  it('forgets its readings when the clock is set', () => {
    const { guard, clock, fetch } = bench(14 * minute);
    fetch(200);
    clock.now -= 14 * minute;
    expect(guard.offset('c1')).toBeNull();
    expect(guard.nowFor('c1')).toBe(clock.now);
    fetch(200);
    expect(guard.offset('c1')?.sure).toBe(false);
  });

  it('trusts the newest answer where a server’s own clock was set', () => {
    const { guard, pass, fetch } = bench(0);
    fetch(200, 'c1', -20 * minute);
    expect(guard.notice('c1', 'x')).toContain('20 min ahead');
    pass(minute);
    fetch(200);
    expect(guard.notice('c1', 'x')).toBeNull();
  });

  it('gives the offsets of all servers, and forgets a removed connection', () => {
    const { guard, fetch } = bench(14 * minute);
    fetch(200, 'c1');
    fetch(200, 'c2', 14 * minute);
    expect(guard.offsets().map((ms) => Math.abs(Math.round(ms / minute)))).toEqual([14, 0]);
    guard.forget('c1');
    expect(guard.offsets()).toHaveLength(1);
  });
});

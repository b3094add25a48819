import { describe, expect, it } from 'vitest';
import { createAutoLock } from '../../../src-main/app/auto-lock.ts';
import type { LockRules } from '../../../src-preload/contract/vault.ts';

const minute = 60_000;

/** A clock that is moved by hand, and the look that would come every few seconds. */
function start(rules: LockRules) {
  const world = {
    now: 1_000_000,
    busy: false,
    screenLocked: false,
    locked: 0,
    look: () => undefined as void,
    rules,
  };
  const auto = createAutoLock({
    rules: () => world.rules,
    busy: () => world.busy,
    isScreenLocked: () => world.screenLocked,
    lock: () => (world.locked += 1),
    now: () => world.now,
    every: (_ms, look) => {
      world.look = look;
      return () => (world.look = () => undefined);
    },
  });
  const pass = (ms: number) => {
    world.now += ms;
    world.look();
  };
  return { world, auto, pass };
}

describe('automatic locking', () => {
  it('it locks once the minutes have passed without use', () => {
    const { world, pass } = start({ afterMinutes: 5, onSleep: false });
    pass(5 * minute - 1);
    expect(world.locked).toBe(0);
    pass(1);
    expect(world.locked).toBe(1);
  });

  it('it counts from the last use of the window', () => {
    const { world, auto, pass } = start({ afterMinutes: 5, onSleep: false });
    pass(4 * minute);
    auto.used();
    pass(4 * minute);
    expect(world.locked).toBe(0);
    pass(minute);
    expect(world.locked).toBe(1);
  });

  it('it locks at the first key after a sleep that no look noticed', () => {
    const { world, auto } = start({ afterMinutes: 5, onSleep: false });
    world.now += 60 * minute;
    auto.used();
    expect(world.locked).toBe(1);
  });

  it('it waits for what locking would lose', () => {
    const { world, pass } = start({ afterMinutes: 5, onSleep: false });
    world.busy = true;
    pass(6 * minute);
    expect(world.locked).toBe(0);
    world.busy = false;
    pass(1);
    expect(world.locked).toBe(1);
  });

  it('it never locks by the time where that isn’t wanted', () => {
    const { world, pass } = start({ afterMinutes: null, onSleep: true });
    pass(24 * 60 * minute);
    expect(world.locked).toBe(0);
  });

  it('it locks with the computer only where that is wanted', () => {
    const { world, auto } = start({ afterMinutes: null, onSleep: false });
    auto.asleep();
    expect(world.locked).toBe(0);
    world.rules = { afterMinutes: null, onSleep: true };
    auto.asleep();
    expect(world.locked).toBe(1);
  });

  it('it locks once when the screen is found locked, where that is wanted', () => {
    const { world, pass } = start({ afterMinutes: null, onSleep: false });
    world.screenLocked = true;
    pass(1);
    expect(world.locked).toBe(0);
    world.rules = { afterMinutes: null, onSleep: true };
    pass(1);
    pass(1);
    expect(world.locked).toBe(1);
    world.screenLocked = false;
    pass(1);
    world.screenLocked = true;
    pass(1);
    expect(world.locked).toBe(2);
  });

  it('it looks no more after it was stopped', () => {
    const { world, auto, pass } = start({ afterMinutes: 5, onSleep: false });
    auto.stop();
    pass(6 * minute);
    expect(world.locked).toBe(0);
  });
});

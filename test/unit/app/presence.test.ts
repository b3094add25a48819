import { beforeEach, describe, expect, it } from 'vitest';
import { createPresence, idleMs, type Presence } from '../../../src-main/app/presence.ts';

let acts: string[];
let timer: { callback: () => void; ms: number } | null;
let isBusy: boolean;
let isUsable: boolean;

beforeEach(() => {
  acts = [];
  timer = null;
  isBusy = false;
  isUsable = true;
});

function start(how: { isWindowless: boolean; hasDisplay?: boolean }): Presence {
  const presence = createPresence({
    hasDisplay: true,
    ...how,
    showWindow: () => acts.push('window'),
    quit: () => acts.push('quit'),
    setTimer(callback, ms) {
      const own = { callback, ms };
      timer = own;
      return () => {
        if (timer === own) timer = null;
      };
    },
  });
  presence.onShown(() => acts.push('shown'));
  presence.watch({ isBusy: () => isBusy, isUsable: () => isUsable });
  return presence;
}

/** The time that is waited for passes; says how long it was. */
function pass(): number | null {
  const due = timer;
  timer = null;
  due?.callback();
  return due?.ms ?? null;
}

describe('a copy that a command started', () => {
  it('ends a few seconds after its last command', () => {
    const presence = start({ isWindowless: true });
    for (const count of [0, 1, 2, 1]) presence.commands(count);
    expect(timer).toBeNull();
    presence.commands(0);
    expect([pass(), acts]).toEqual([idleMs, ['quit']]);
  });

  it('ends where no command ever connects', () => {
    start({ isWindowless: true }).commands(0);
    pass();
    expect(acts).toEqual(['quit']);
  });

  it('finishes a change whose command was ended', () => {
    isBusy = true;
    const presence = start({ isWindowless: true });
    presence.commands(0);
    pass();
    expect(acts).toEqual([]);
    isBusy = false;
    pass();
    pass();
    expect(acts).toEqual(['quit']);
  });

  it('ends at once where the vault can’t be opened and a command was told, so that the next one asks the keyring again', () => {
    isUsable = false;
    const presence = start({ isWindowless: true });
    presence.commands(0);
    expect(timer?.ms).toBe(idleMs);
    presence.commands(1);
    presence.commands(0);
    expect([pass(), acts]).toEqual([0, ['quit']]);
  });

  it('shows its window to the user who opens the app, and stays', () => {
    const presence = start({ isWindowless: true });
    presence.commands(0);
    presence.show();
    pass();
    presence.show();
    presence.commands(0);
    expect([acts, timer, presence.isWindowless()]).toEqual([['shown', 'window', 'window'], null, false]);
  });

  it('without a display, ends once its commands are done, for a new copy with a window', () => {
    const presence = start({ isWindowless: true, hasDisplay: false });
    presence.commands(1);
    presence.show();
    expect(acts).toEqual([]);
    presence.commands(0);
    expect([pass(), acts, presence.isWantedAgain()]).toEqual([0, ['quit'], true]);
  });
});

describe('any copy', () => {
  it('leaves a window that is asked for while it quits to a new copy', () => {
    const presence = start({ isWindowless: false });
    presence.show();
    presence.quitting();
    presence.show();
    expect([acts, presence.isWantedAgain()]).toEqual([['window'], true]);
  });

  it('doesn’t end for want of commands while it’s the user’s', () => {
    const presence = start({ isWindowless: false });
    presence.commands(1);
    presence.commands(0);
    expect([timer, acts]).toEqual([null, []]);
  });
});

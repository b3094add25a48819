import { expect, it } from 'vitest';
import { hour } from '../../../src-preload/shared/units.ts';
import { shownUntil } from '../../../src-main/access/stale-copies.ts';
import type { ConnectionRecord } from '../../../src-main/store/ledger/types.ts';

const now = 1_764_500_000_000;
const place = { connectionId: 'mine', workspaceId: 'w' };

/** A store in which the copy of a workspace of the connection `mine` is hidden from some time on. */
function storeWith({
  hiddenFrom = Infinity,
  hidden = 'w',
  signedOut = null,
  mode = 'disk',
}: {
  hiddenFrom?: number;
  hidden?: string;
  signedOut?: ConnectionRecord['signedOut'];
  mode?: 'disk' | 'read-only' | 'memory';
} = {}) {
  return {
    store: {
      mode,
      storage: {
        hiddenPlaces: (connectionId: string, at: number) =>
          new Set(connectionId === 'mine' && at >= hiddenFrom ? [hidden] : []),
      },
      ledger: {
        preference: () => null,
        connections: () => [{ id: 'mine', signedOut } as ConnectionRecord],
      },
    },
  };
}

it('a screen may be shown over a weekend where nothing is hidden by then', () => {
  expect(shownUntil(storeWith(), place, now)).toBe(now + 72 * hour);
});

it('a screen may be shown for a shorter time where a copy is hidden soon, of another workspace too', () => {
  expect(shownUntil(storeWith({ hiddenFrom: now + 30 * hour }), place, now)).toBe(now + 24 * hour);
  expect(shownUntil(storeWith({ hiddenFrom: now + 5 * hour, hidden: 'other' }), place, now)).toBe(
    now + 4 * hour,
  );
});

it('a screen isn’t kept where a copy is hidden sooner than that', () => {
  expect(shownUntil(storeWith({ hiddenFrom: now + hour }), place, now)).toBeNull();
});

it('a screen whose own copy is hidden isn’t kept', () => {
  expect(shownUntil(storeWith({ hiddenFrom: now }), place, now)).toBeNull();
});

it('a screen is kept of a connection that is there and signed in, and only where the databases are kept', () => {
  expect(shownUntil(storeWith(), { ...place, connectionId: 'removed' }, now)).toBeNull();
  expect(shownUntil(storeWith({ signedOut: 'expired' }), place, now)).toBeNull();
  expect(shownUntil(storeWith({ mode: 'memory' }), place, now)).toBeNull();
  expect(shownUntil(storeWith({ mode: 'read-only' }), place, now)).toBeNull();
});

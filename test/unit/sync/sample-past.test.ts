import { describe, expect, it } from 'vitest';
import { ok } from '../../../src-preload/shared/result.ts';
import { day } from '../../../src-preload/shared/units.ts';
import { samplePasts } from '../../../src-main/sample/sample-past.ts';
import type { StoredFreshness } from '../../../src-main/store/roster/types.ts';
import { bench, never, person } from './support.ts';

const people = Array.from({ length: 30 }, (_, index) => person(`u${index}`, index < 3 ? 'owner' : 'editor'));

describe('the first reading of sample data', () => {
  it('it is never shown as of a day of its made-up past, and that past is in the history', async () => {
    const seen: StoredFreshness[] = [];
    const it = bench({
      samplePast: () => ({
        pasts: samplePasts,
        me: 'u0',
        sortHistory: async () => {
          seen.push(it.roster.freshness('c1', 'w1', 'members'));
          return ok(null);
        },
      }),
    });
    it.clock.now = 200 * day;
    it.server.members.set('w1', people);
    await it.sync.fetchNow('c1', null, ['workspaces'], never);
    await it.sync.fetchNow('c1', 'w1', ['members'], never);
    const known = new Set(seen.map(({ fetchedAt }) => fetchedAt));
    expect([...known].filter((at) => at !== null)).toEqual([it.clock.now]);
    expect(it.roster.members({ connectionId: 'c1', workspaceId: 'w1' })).toHaveLength(people.length);
    const times = it.history.map(({ at }) => at);
    expect(new Set(times).size).toBeGreaterThan(3);
    expect(Math.max(...times)).toBeLessThan(it.clock.now);
  });
});

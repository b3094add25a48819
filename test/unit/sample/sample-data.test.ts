import { describe, expect, it } from 'vitest';
import { ok } from '../../../src-preload/shared/result.ts';
import { knownValue } from '../../../src-preload/shared/known.ts';
import { day } from '../../../src-preload/shared/units.ts';
import { createSampleData } from '../../../src-main/sample/sample-data.ts';
import { samplePasts } from '../../../src-main/sample/sample-past.ts';
import { connectionRecord, memberRow, tokenRow, workspaceRow } from '../store/support.ts';

const now = Date.UTC(2026, 10, 30);
const rows = Array.from({ length: 30 }, (_, index) =>
  memberRow(`u${index}`, { role: index % 4 === 0 ? 'APPROVER' : 'EDITOR' }),
);
const place = { placeId: 'w1', me: 'u0', now };

function world(records: Parameters<typeof connectionRecord>[] = [['local', { builtIn: true }], ['real']]) {
  const preferences = new Map<string, unknown>();
  let connections = records.map(([id, more]) => connectionRecord(id, more));
  const sample = createSampleData({
    ledger: {
      connection: (id) => connections.find((record) => record.id === id) ?? null,
      connections: () => connections,
      preference: (key) => preferences.get(key),
      setPreference: async (key, value) => {
        preferences.set(key, value);
        return ok(null);
      },
      sortHistory: async () => ok(null),
    },
    remove: async (id) => {
      connections = connections.filter((record) => record.id !== id);
      return ok(null);
    },
  });
  return { sample, ids: () => connections.map(({ id }) => id) };
}

describe('a made-up past', () => {
  it('it is never given to a real server, nor to the built-in one without the sample', async () => {
    const { sample } = world();
    expect(sample.pastOf('local', null)).toBeNull();
    await sample.note();
    expect(sample.pastOf('real', null)).toBeNull();
    expect(sample.pastOf('gone', null)).toBeNull();
    expect(sample.pastOf('local', null)).not.toBeNull();
  });

  it('it is given to the places of the first list, and not to one that was made later', async () => {
    const { sample } = world();
    await sample.note();
    expect(sample.pastOf('local', 'w1')).toBeNull();
    sample.pastOf('local', null)?.pasts.workspaces([workspaceRow('w1')], place);
    expect(sample.pastOf('local', 'w1')).not.toBeNull();
    expect(sample.pastOf('local', 'made-later')).toBeNull();
  });

  it('it is the same each time, begins within the 90 days that history is kept, and ends in the list of now', () => {
    const past = samplePasts.members(rows, place);
    expect(past).toEqual(samplePasts.members(rows, place));
    expect(past[0]?.at).toBe(now - 89 * day);
    expect(past.at(-1)?.rows).toEqual(rows);
    expect(past.map(({ at }) => at)).toEqual(past.map(({ at }) => at).toSorted((a, b) => a - b));
  });

  it('it never changes who is signed in', () => {
    for (const { rows: then } of samplePasts.members(rows, place))
      expect(then.find(({ userId }) => userId === 'u0')).toEqual(rows[0]);
  });

  it('it is flat where one is alone, and there is none of long lists', () => {
    const alone = samplePasts.members(rows.slice(0, 1), place);
    expect(alone.every(({ rows: then }) => then.length === 1)).toBe(true);
    const many = Array.from({ length: 501 }, (_, index) => memberRow(`u${index}`));
    expect(samplePasts.members(many, place)).toEqual([]);
  });

  it('it has tokens only from when the server says they were made, and revoked when it says so', () => {
    const token = tokenRow('t', {
      createdAt: knownValue(now - 50 * day),
      revokedAt: knownValue(now - 20 * day),
    });
    const past = samplePasts.tokens([token], place);
    expect(past.filter(({ rows: then }) => then.length > 0).every(({ at }) => at >= now - 50 * day)).toBe(
      true,
    );
    const states = past.flatMap(({ rows: then }) => then.map(({ revokedAt }) => revokedAt.state));
    expect(new Set(states)).toEqual(new Set(['none', 'known']));
  });
});

describe('removing the sample data', () => {
  it('it removes the connections to the built-in server alone', async () => {
    const { sample, ids } = world();
    await sample.note();
    expect(sample.isThere()).toBe(true);
    await sample.remove();
    expect([sample.isThere(), ids()]).toEqual([false, ['real']]);
  });
});

import Database from 'better-sqlite3';
import { beforeEach, describe, expect, it } from 'vitest';
import type { ListName } from '../../../src-preload/contract/freshness.ts';
import { day, minute } from '../../../src-preload/shared/units.ts';
import { plainError } from '../../../src-main/base/errors.ts';
import type { MemberRow, WorkspaceRow } from '../../../src-main/base/records.ts';
import type { Db } from '../../../src-main/store/database.ts';
import { migrate } from '../../../src-main/store/open/migrate.ts';
import { rosterMigrations } from '../../../src-main/store/open/migrations/roster.ts';
import { createRosterReader } from '../../../src-main/store/roster/roster-reader.ts';
import { createRosterWriter } from '../../../src-main/store/roster/roster-writer.ts';
import type { RosterReader } from '../../../src-main/store/roster/types.ts';
import { meta, onEnd, value, workspaceRow } from './support.ts';

const now = 1_800_000_000_000;

let work: ReturnType<typeof createRosterWriter>;
let roster: RosterReader;
beforeEach(() => {
  const db: Db = new Database(':memory:');
  onEnd(() => void db.close());
  migrate(db, rosterMigrations, () => undefined);
  work = createRosterWriter(db, new Set());
  roster = createRosterReader(db);
});
const places = (connectionId: string, rows: WorkspaceRow[], at = now) =>
  void value(work.swapWorkspaces(connectionId, rows, meta(at)));
const members = (connectionId: string, workspaceId: string, rows: MemberRow[], at = now, unreadable = 0) => {
  value(work.swapMembers({ connectionId, workspaceId }, rows, meta(at, unreadable)));
};
const doubt = (connectionId: string, workspaceId: string | null, list: ListName) => {
  const error = plainError('malformed', 'The server now reports no members.', 'Wait.');
  const nothing = { was: 5, is: 0, missing: { count: 5, names: [] }, added: 0 };
  const found = { kind: 'empty', since: now, readings: 1, ...nothing } as const;
  value(work.markDoubted(connectionId, workspaceId, list, now, error, found));
};

describe('the coverage of a list across places', () => {
  it('lists are counted by age, including those never fetched', () => {
    const ids = ['now', 'hours', 'days', 'weeks', 'never', 'part'];
    places('a', [
      ...ids.map((id) => workspaceRow(id)),
      workspaceRow('inside', { membersAt: 'now' }),
      workspaceRow('without', { unavailable: { 'member.list': 'Not here.' } }),
    ]);
    members('a', 'now', [], now - 14 * minute);
    members('a', 'hours', [], now - 59 * minute);
    members('a', 'days', [], now - 7 * day);
    members('a', 'weeks', [], now - 7 * day - 1);
    members('a', 'part', [], now - minute, 2);
    const error = plainError('offline', 'You are offline.', 'Connect.');
    value(work.markTried('a', 'weeks', 'members', now, error));
    value(work.markTried('a', 'never', 'members', now, error));
    expect(roster.coverage(['a'], 'members', now)).toEqual({
      fresh: 3,
      stale: 2,
      waiting: 0,
      never: 1,
      hidden: 0,
      failing: 2,
      incomplete: 1,
      bands: { fresh: 2, today: 1, week: 1, old: 1, unknown: 0 },
      oldest: now - 7 * day - 1,
    });
    expect(roster.coverage(['a'], 'tokens', now)).toMatchObject({ fresh: 0, never: 8 });
  });

  it('hidden copies are counted as hidden alone', () => {
    places('a', [workspaceRow('w1'), workspaceRow('w2'), workspaceRow('w3')]);
    members('a', 'w1', [], now);
    members('a', 'w2', [], now - 40 * day, 1);
    const isHidden = (connectionId: string, workspaceId: string) =>
      connectionId === 'a' && ['w2', 'w3'].includes(workspaceId);
    expect(roster.coverage(['a'], 'members', now, isHidden)).toMatchObject({
      fresh: 1,
      stale: 0,
      hidden: 1,
      // Never fetched, there is nothing to hide.
      never: 1,
      incomplete: 0,
      oldest: now,
    });
  });

  it('a young copy whose last refresh failed is stale, as its workspace is', () => {
    places('a', [workspaceRow('w1'), workspaceRow('w2')]);
    members('a', 'w1', [], now);
    members('a', 'w2', [], now);
    value(work.markTried('a', 'w1', 'members', now, plainError('offline', 'You are offline.', 'Connect.')));
    expect(roster.coverage(['a'], 'members', now)).toMatchObject({ fresh: 1, stale: 1, failing: 1 });
  });

  it('a list that waits for confirmation isn’t fresh, nor failing, whatever its age', () => {
    places('a', [workspaceRow('w1'), workspaceRow('w2')]);
    members('a', 'w1', [], now);
    members('a', 'w2', [], now);
    doubt('a', 'w1', 'members');
    expect(roster.coverage(['a'], 'members', now)).toMatchObject({ fresh: 1, waiting: 1, failing: 0 });
  });

  it('a list is waiting where the list of places waits that its place is in', () => {
    places('a', [workspaceRow('w1')]);
    members('a', 'w1', [], now);
    doubt('a', null, 'workspaces');
    expect(roster.coverage(['a'], 'workspaces', now)).toMatchObject({ fresh: 0, waiting: 1 });
    expect(roster.coverage(['a'], 'members', now)).toMatchObject({ fresh: 0, waiting: 1 });
  });

  it('a list is fresh for an hour, as everywhere else that fresh lists are counted', () => {
    places('a', [workspaceRow('w1'), workspaceRow('w2')]);
    members('a', 'w1', [], now - 60 * minute + 1);
    members('a', 'w2', [], now - 60 * minute);
    expect(roster.coverage(['a'], 'members', now)).toMatchObject({ fresh: 1, stale: 1 });
  });

  it('it covers the given connections, or all of them', () => {
    places('a', [workspaceRow('w1')], now - 2 * day);
    places('b', [workspaceRow('w1')]);
    expect(roster.coverage(null, 'workspaces', now)).toMatchObject({ fresh: 1, stale: 1, never: 0 });
    expect(roster.coverage(['b', 'not yet'], 'workspaces', now)).toMatchObject({ fresh: 1, never: 1 });
    expect(roster.coverage([], 'members', now)).toMatchObject({ fresh: 0, stale: 0, never: 0 });
    expect(roster.coverage(['b'], 'members', now)).toMatchObject({ fresh: 0, never: 1, oldest: null });
  });

  it('a list from the future has no known age and is never fresh', () => {
    places('a', [workspaceRow('w1')], now + day);
    expect(roster.coverage(['a'], 'workspaces', now)).toMatchObject({
      fresh: 0,
      stale: 1,
      bands: { unknown: 1 },
    });
  });
});

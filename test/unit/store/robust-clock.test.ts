import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { createLedgerReader } from '../../../src-main/store/ledger/ledger-reader.ts';
import { createLedgerWriter } from '../../../src-main/store/ledger/ledger-writer.ts';
import { migrate } from '../../../src-main/store/open/migrate.ts';
import { ledgerMigrations } from '../../../src-main/store/open/migrations/ledger.ts';
import { isDue } from '../../../src-main/sync/reasons.ts';
import { value, yes } from '../changes/plans.ts';
import { invite } from '../changes/requests.ts';
import { world } from '../changes/world.ts';
import { bench, memoryRoster, minute, settle } from '../sync/support.ts';
import { memberRow, meta, onEnd, workspaceRow } from './support.ts';
import { hour } from '../../../src-preload/shared/units.ts';

const year = 365 * 24 * hour;

/** Sets the clock; timers don't follow it: they go on by the time that really passes. */
function setClock(it: ReturnType<typeof bench>, by: number): void {
  it.clock.now += by;
  for (const timer of it.timers) timer.at += by;
}

describe('a clock that is set', () => {
  it('setting it back leaves no list that is never due again', () => {
    const freshness = { fetchedAt: year, triedAt: year, error: null, unreadable: 0, doubt: null };
    expect(isDue(freshness, hour, year + minute)).toBe(false);
    expect(isDue(freshness, hour, year - hour)).toBe(true);
    expect(isDue({ ...freshness, fetchedAt: 0 }, hour, year - hour)).toBe(true);
  });

  it.each([
    ['an hour back', [-hour]],
    ['a year ahead and home again', [year, -year]],
    ['a year ahead, an hour back and home again', [year, -hour, hour - year]],
  ])('%s keeps the periods: everything is fetched within three of them', async (_, jumps) => {
    const it = bench();
    it.clock.now = 2 * year;
    it.sync.refresh('c1', 'sign-in');
    await settle();
    for (const by of jumps) {
      setClock(it, by);
      await it.pass(minute);
    }
    it.server.fetched.length = 0;
    await it.pass(92 * minute);
    expect(it.server.fetched).toEqual(expect.arrayContaining(['workspaces', 'members w1', 'members w2']));
    const { fetchedAt } = it.roster.freshness('c1', 'w1', 'members');
    expect(it.clock.now - (fetchedAt ?? 0)).toBeGreaterThanOrEqual(0);
  });

  it('setting it back doesn’t make a server’s pause longer', async () => {
    const it = bench();
    it.clock.now = 2 * year;
    it.server.onFetch = () => ({
      kind: 'rate-limited',
      sentence: 'Too fast.',
      nextStep: 'Wait.',
      retryable: true,
      detail: null,
      retryAfterMs: 30_000,
    });
    it.sync.refresh('c1', 'sign-in');
    await settle();
    it.server.onFetch = null;
    it.server.fetched.length = 0;
    setClock(it, -year);
    await it.pass(2 * minute);
    expect(it.server.fetched).toContain('members w1');
  });

  it('setting it back doesn’t make an old snapshot look fresh: it is read again before anything is sent', async () => {
    const it = await world();
    it.clock.now += year;
    await it.syncAll();
    it.clock.now -= year;
    const plan = value(await it.changes.plan([invite('gil@example.com')]));
    it.server.members.get('w1')?.splice(2);
    const before = it.roster.freshness('c1', 'w1', 'members').fetchedAt ?? 0;
    value(await it.changes.apply(plan.id, yes(plan)));
    expect(it.roster.freshness('c1', 'w1', 'members').fetchedAt).toBeLessThan(before);
  });

  it('setting it back between two refreshes keeps both states, and the later one is shown', async () => {
    const roster = memoryRoster();
    const ref = { connectionId: 'c1', workspaceId: 'w1' };
    for (const at of [2 * year, 2 * year - hour, 3 * year, 2 * year]) {
      value(await roster.swapWorkspaces('c1', [workspaceRow('w1')], meta(at)));
      value(await roster.swapMembers(ref, [memberRow('U1'), memberRow(`at${at}`)], meta(at)));
      expect(roster.freshness('c1', 'w1', 'members').fetchedAt).toBe(at);
      expect(roster.members(ref).map(({ userId }) => userId)).toContain(`at${at}`);
    }
  });

  it('setting it back keeps the order in which differences were observed', () => {
    const db = new Database(':memory:');
    onEnd(() => void db.close());
    migrate(db, ledgerMigrations, () => undefined);
    const ledger = { ...createLedgerWriter(db, new Set(), () => undefined), ...createLedgerReader(db) };
    const seen = (subjectId: string) => ({
      kind: 'member.left' as const,
      workspaceId: 'w1',
      subjectId,
      subject: `${subjectId}@example.com`,
      before: null,
      after: null,
    });
    const add = (from: number, at: number, id: string) =>
      value(ledger.addHistory({ batch: id, connectionId: 'c1', from, at, rows: [seen(id)] }));
    add(year, 2 * year, 'first');
    add(year - minute, year, 'second');
    expect(ledger.history('c1', 'w1').map(({ subjectId }) => subjectId)).toEqual(['second', 'first']);
  });
});

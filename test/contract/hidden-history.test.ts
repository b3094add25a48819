import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { knownValue } from '../../src-preload/shared/known.ts';
import { ok } from '../../src-preload/shared/result.ts';
import { day } from '../../src-preload/shared/units.ts';
import { historyHandlers } from '../../src-main/ipc/history.ts';
import { reportFor } from '../../src-main/queries/reports/reports.ts';
import { storageHandlers } from '../../src-main/ipc/storage.ts';
import { timelineHandlers } from '../../src-main/ipc/timeline.ts';
import { startTestCore, value, type TestCore } from '../support/core.ts';
import {
  connectionRecord,
  memberRow,
  meta,
  plan,
  planItem,
  tokenRow,
  workspaceRow,
} from '../unit/store/support.ts';

/*
 * What was seen of a place goes out of sight with its copy: it is as old, and about the same people. What this app did there is one's own,
 * and stays.
 */

const since = Date.now() - 40 * day;
const connectionId = 'c1';
const old = { connectionId, workspaceId: 'old' };
const fresh = { connectionId, workspaceId: 'fresh' };
const page = { offset: 0, limit: 50 };
const paged = { after: null, limit: 50 };

let app: TestCore;
const context = () => ({ core: () => ok(app.core), emit: () => undefined });
const hidden = { workspaceId: 'old', since, erasedAfter: since + 60 * day, whole: false };

beforeAll(async () => {
  app = await startTestCore();
  const { ledger, roster } = app.core.store;
  value(await ledger.saveConnection(connectionRecord(connectionId, { signedOut: 'You signed out.' })));
  value(
    await roster.swapWorkspaces(connectionId, [workspaceRow('old'), workspaceRow('fresh')], meta(Date.now())),
  );
  for (const [ref, at] of [
    [old, since],
    [fresh, Date.now()],
  ] as const) {
    value(await roster.swapMembers(ref, [memberRow('Ana')], meta(at - day)));
    value(await roster.swapMembers(ref, [memberRow('Ana'), memberRow('Ben')], meta(at)));
    const token = tokenRow('t1', { ownerId: 'Ben', expiresAt: knownValue(at - 1) });
    value(await roster.swapTokens(ref, [token], meta(at)));
  }
  const item = planItem('i1', connectionId, {
    state: { state: 'done', at: since, words: 'Cleo was removed.' },
  });
  const mine = {
    ...item,
    target: { ...item.target, workspaceId: 'old' },
    request: { ...item.request, workspaceId: 'old' },
  };
  value(await ledger.savePlan(plan('p1', [mine as typeof item])));
}, 60_000);
afterAll(() => app.close());

const textsOf = (rows: readonly { text: string }[]) => rows.map(({ text }) => text).sort();

describe('the history of a place whose copy is too old to be shown', () => {
  it('it shows what this app did, and says that the rest is hidden', async () => {
    const history = historyHandlers(context());
    const all = value(await history.page({ ...old, ...page, source: 'all' }));
    expect(textsOf(all.rows)).toEqual(['Cleo was removed.']);
    expect(all).toMatchObject({ total: 1, hidden });
    expect(value(await history.page({ ...old, ...page, source: 'observed' }))).toMatchObject({
      rows: [],
      total: 0,
      hidden,
    });
    const along = value(await timelineHandlers(context()).workspace({ ...old, ...paged }));
    expect(textsOf(along.rows.map(({ entry }) => entry))).toEqual(['Cleo was removed.']);
    expect(along).toMatchObject({ next: null, hidden });
  });

  it('it is excluded from its connection’s history, which says for how many places', async () => {
    const all = value(
      await historyHandlers(context()).page({ connectionId, workspaceId: null, ...page, source: 'all' }),
    );
    expect(textsOf(all.rows)).toEqual(
      ['Cleo was removed.', 'ben@example.com joined as Collaborator.'].sort(),
    );
    expect(all).toMatchObject({ hidden: null, withheld: 1 });
  });

  it('it is excluded from a person’s history, also across all connections', async () => {
    const timeline = timelineHandlers(context());
    const asked = { userId: 'Ben', email: 'ben@example.com', ...paged };
    for (const where of [connectionId, null]) {
      const found = value(await timeline.person({ ...asked, connectionId: where }));
      expect(found.rows.map(({ entry }) => entry.workspaceId)).not.toContain('old');
      expect(found.rows.length).toBeGreaterThan(0);
      expect(found.withheld).toBe(1);
    }
    // However few are asked for at once.
    const first = value(await timeline.person({ ...asked, connectionId, limit: 1 }));
    expect(first.rows.map(({ entry }) => entry.workspaceId)).toContain('fresh');
  });

  it('it isn’t drawn over time', async () => {
    const timeline = timelineHandlers(context());
    const asked = { from: since - day, to: Date.now(), points: 3 };
    expect(value(await timeline.membersOverTime({ ...old, ...asked }))).toEqual({
      points: [],
      since: null,
      hidden,
    });
    expect(value(await timeline.membersOverTime({ ...fresh, ...asked }))).toMatchObject({ hidden: null });
  });

  it('it isn’t exported, and an export of the rest says what is excluded', async () => {
    const seen = await reportFor(app.core, { list: 'history', ...old, source: 'observed' }, null);
    expect(seen).toMatchObject({ ok: false, error: { kind: 'not-found' } });
    for (const workspaceId of ['old', null]) {
      const report = value(
        await reportFor(app.core, { list: 'history', connectionId, workspaceId, source: 'all' }, null),
      );
      expect(report.complete).toBe(false);
      expect(report.notes.join(' ')).toMatch(/left out/);
    }
    const own = value(await reportFor(app.core, { list: 'history', ...old, source: 'app' }, null));
    expect(own.complete).toBe(true);
  });

  it('it appears when explicitly requested, with a note for the reader', async () => {
    const storage = storageHandlers({
      context: context(),
      vault: { kinds: () => [] },
      reopen: () => Promise.resolve(ok(null)),
      otherFiles: [],
    });
    app.events.splice(0);
    value(await storage.showStaleCopy({ connectionId, workspaceId: 'old', shown: true }));
    expect(app.events).toContainEqual({ topic: 'history', connectionId, workspaceId: null });
    const along = value(await timelineHandlers(context()).workspace({ ...old, ...paged }));
    expect(along).toMatchObject({ hidden: null });
    expect(textsOf(along.rows.map(({ entry }) => entry))).toContain(
      'ben@example.com joined as Collaborator.',
    );
    expect(
      value(await historyHandlers(context()).page({ ...old, ...page, source: 'observed' })),
    ).toMatchObject({ total: 1, hidden: null });
    value(await storage.showStaleCopy({ connectionId, workspaceId: 'old', shown: false }));
  });
});

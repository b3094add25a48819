import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { knownValue } from '../../src-preload/shared/known.ts';
import { ok } from '../../src-preload/shared/result.ts';
import { day, minute } from '../../src-preload/shared/units.ts';
import { historyHandlers } from '../../src-main/ipc/history.ts';
import { peopleHandlers } from '../../src-main/ipc/people.ts';
import { reportFor } from '../../src-main/queries/reports/reports.ts';
import { timelineHandlers } from '../../src-main/ipc/timeline.ts';
import { workspacesHandlers } from '../../src-main/ipc/workspaces.ts';
import { unused } from '../support/unused.ts';
import { startTestCore, value, type TestCore } from '../support/core.ts';
import {
  connectionRecord,
  invitationRow,
  memberRow,
  meta,
  roleRow,
  tokenRow,
  workspaceRow,
} from '../unit/store/support.ts';

/*
 * A workspace can leave the list because I left it, because it was deleted, or because I lost access. What it was is history, and is kept
 * as long; who is in it now isn't known.
 */

const now = Date.now();
const connectionId = 'c1';
const gone = { connectionId, workspaceId: 'gone' };
const left = { connectionId, workspaceId: 'left' };
const [first, second, missing] = [now - 5 * day, now - 4 * day, now - 3 * day];
const page = { query: '', offset: 0, limit: 50 };

let app: TestCore;
const context = () => ({ core: () => ok(app.core), emit: () => undefined });

beforeAll(async () => {
  app = await startTestCore();
  const { ledger, roster } = app.core.store;
  value(
    await ledger.saveConnection(
      connectionRecord(connectionId, { provider: 'system', signedOut: 'You signed out.' }),
    ),
  );
  const places = [workspaceRow('gone', { name: 'Payments' }), workspaceRow('left')];
  value(await roster.swapWorkspaces(connectionId, places, meta(first)));
  value(await roster.swapRoles(gone, [roleRow('EDITOR', { name: 'Auditor' })], meta(first)));
  value(await roster.swapMembers(gone, [memberRow('Ana'), memberRow('Ben')], meta(first)));
  value(await roster.swapMembers(gone, [memberRow('Ana'), memberRow('Cleo')], meta(second)));
  const expired = tokenRow('old', { ownerId: 'Ana', expiresAt: knownValue(second - minute) });
  const later = tokenRow('ci', { ownerId: 'Ana', expiresAt: knownValue(now - day) });
  value(await roster.swapTokens(gone, [expired, later], meta(second)));
  value(await roster.swapInvitations(gone, [invitationRow('i1')], meta(second)));
  value(await roster.swapMembers(left, [memberRow('Dan')], meta(second)));
  value(await roster.swapWorkspaces(connectionId, [workspaceRow('left')], meta(missing)));
  value(await roster.flushHistory());
}, 60_000);
afterAll(() => app.close());

describe('a workspace that left the list', () => {
  it('is listed with when it went and how long its history is kept', async () => {
    const found = value(await timelineHandlers(context()).gonePlaces({ connectionId }));
    expect(found).toEqual([
      {
        workspaceId: 'gone',
        name: 'Payments',
        scope: 'workspace',
        lastListedAt: first,
        missingSince: missing,
        keptUntil: missing + 90 * day,
      },
    ]);
  });

  it('is shown as it was at a date, and as it was last at any later one', async () => {
    const timeline = timelineHandlers(context());
    const at = async (moment: number) => value(await timeline.asOfMembers({ ...gone, ...page, at: moment }));
    expect((await at(first)).rows.map(({ userId }) => userId)).toEqual(['Ana', 'Ben']);
    const today = await at(now);
    expect(today.rows.map(({ userId, role }) => [userId, role.label])).toEqual([
      ['Ana', 'Auditor'],
      ['Cleo', 'Auditor'],
    ]);
    expect(today.facts.text).toContain('missing from your list since');
    const tokens = value(await timeline.asOfTokens({ ...gone, ...page, at: now }));
    expect(tokens.rows.map(({ id, status }) => [id, status])).toEqual([
      ['ci', 'active'],
      ['old', 'expired'],
    ]);
    const invitations = value(await timeline.asOfInvitations({ ...gone, ...page, at: now }));
    expect(invitations.rows.map(({ id }) => id)).toEqual(['i1']);
  });

  it('is compared without anybody leaving because it’s gone', async () => {
    const found = value(
      await timelineHandlers(context()).compare({ ...gone, from: first, to: now, limit: 10 }),
    );
    expect(found.joined.rows.map(({ userId }) => userId)).toEqual(['Cleo']);
    expect(found.left.rows.map(({ userId }) => userId)).toEqual(['Ben']);
    expect(found.tokensEnded.rows).toEqual([]);
    expect(found.to.text).toContain('missing from your list since');
  });

  it('keeps its timeline, with what the clock did while it was there and nothing of later', async () => {
    const timeline = timelineHandlers(context());
    const { rows } = value(await timeline.workspace({ ...gone, after: null, limit: 50 }));
    const texts = rows.map(({ entry }) => entry.text);
    expect(texts).toContain('ben@example.com is no longer a member (was Auditor).');
    expect(texts.filter((text) => text.includes('expired'))).toHaveLength(1);
    const counts = value(await timeline.membersOverTime({ ...gone, from: first, to: now, points: 2 }));
    expect(counts.points).toMatchObject([
      { members: 2, known: true },
      { members: 2, known: false },
    ]);
  });

  it('is exported as it was, marked as missing', async () => {
    const members = value(
      await reportFor(app.core, { list: 'pastMembers', ...gone, at: now, query: '' }, null),
    );
    expect(members.what).toContain('Payments');
    expect(members.from).toContainEqual({
      label: 'Missing from the list since',
      value: new Date(missing).toISOString(),
    });
    expect(members.notes.join(' ')).toContain('missing from your list since');
    const history = value(await reportFor(app.core, { list: 'history', ...gone, source: 'all' }, null));
    expect(history.what).toBe('History of Payments');
  });

  it('shows no one as having access: not in lists, people, tokens, counts or search', async () => {
    const people = peopleHandlers(context());
    const across = { query: '', connectionIds: null, limit: 50 };
    const byName = { by: 'name', order: 'asc' } as const;
    const found = value(await people.page({ ...across, sort: byName, after: null }));
    expect(found.rows.map(({ userId }) => userId)).toEqual(['Dan']);
    expect(value(await people.count({ query: 'ana', connectionIds: null })).people).toBe(0);
    expect(value(await people.tokens({ ...across, offset: 0, sort: byName })).rows).toEqual([]);
    expect(value(await people.workspaces({ ...across, offset: 0, sort: byName })).matching).toBe(1);
    const coverage = value(await people.coverage({ connectionIds: null, list: 'members' }));
    expect(coverage.fresh + coverage.stale + coverage.never).toBe(1);
    const workspaces = workspacesHandlers(context(), async () => ok(null), { openText: unused }, unused);
    expect(await workspaces.get(gone)).toMatchObject({
      ok: false,
      error: { kind: 'not-found' },
    });
    const history = value(
      await historyHandlers(context()).page({ ...gone, source: 'all', offset: 0, limit: 50 }),
    );
    expect(history.total).toBeGreaterThan(0);
  });
});
